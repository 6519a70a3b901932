import { expect, it } from '@jest/globals';
import { loadLab } from '../../src/chaos/load.ts';

it('keeps what it says and shares nothing under many clients at once', async () => {
  const rows = await loadLab('short');
  expect(rows.filter(({ met }) => met === false)).toEqual([]);
  expect(rows.length).toBeGreaterThan(1);
}, 120_000);
