import { expect, it } from '@jest/globals';
import { killLab } from '../../src/chaos/kills.ts';

it('knows after a kill what it said before it', async () => {
  const rows = await killLab('short');
  expect(rows.filter(({ met }) => met === false)).toEqual([]);
  expect(rows.length).toBeGreaterThan(1);
}, 120_000);
