import { describe, expect, it } from '@jest/globals';
import { readExpectations } from '../../src/chaos/faults/expectations.ts';
import { faults } from '../../src/chaos/faults/trial.ts';

describe('the fault matrix', () => {
  it('holds, one action a fault', async () => {
    const rows = await faults('short');
    expect(
      rows.filter(({ met }) => met !== true).map(({ what, measured }) => `${what}: ${measured}`),
    ).toEqual([]);
    expect(rows).toHaveLength(readExpectations().length);
  });
});
