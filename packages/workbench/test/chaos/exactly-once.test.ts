import { expect, it } from '@jest/globals';
import { exactlyOnce } from '../../src/chaos/exactly-once.ts';

it('R6, R10: starts exactly once, adopts nobody else, and says when it cannot be known', async () => {
  const rows = await exactlyOnce('short');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ met }) => met === false)).toEqual([]);
}, 60_000);
