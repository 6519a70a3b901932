import { expect, it } from '@jest/globals';
import { cancellation } from '../../src/chaos/cancellation.ts';

it('R1: leaves nothing behind wherever a step is ended', async () => {
  const rows = await cancellation('short');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ met }) => met !== true)).toEqual([]);
}, 120_000);
