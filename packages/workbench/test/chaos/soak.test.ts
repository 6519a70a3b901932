import { expect, it } from '@jest/globals';
import { soakNights } from '../../src/chaos/soak.ts';

it('needs no more memory after many nights than after few', async () => {
  const rows = await soakNights('short');
  expect(rows.filter(({ met }) => met === false)).toEqual([]);
  expect(rows.length).toBeGreaterThan(1);
}, 120_000);
