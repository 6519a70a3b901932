import { expect, it } from '@jest/globals';
import { tryAnyInput } from '../../src/chaos/any-input.ts';

it('reads or refuses any input, and nothing else happens', async () => {
  const rows = await tryAnyInput('short');
  expect(rows.filter(({ met }) => met !== true)).toEqual([]);
  expect(rows.length).toBeGreaterThan(10);
}, 120_000);
