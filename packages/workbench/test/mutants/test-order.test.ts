import { describe, expect, it } from '@jest/globals';
import { TestOrder } from '../../src/mutants/test-order.ts';

const mutant = { id: '7', file: 'a.ts' };

function orderOf(): TestOrder {
  return new TestOrder([
    { id: 'slow', durationMs: 1_000, covers: ['7'] },
    { id: 'quick', durationMs: 10, covers: ['7', '8'] },
    { id: 'other', durationMs: 1, covers: ['8'] },
    { id: 'middling', durationMs: 100, covers: ['7'] },
  ]);
}

describe('the tests of a mutant', () => {
  it('are those that run its code, the cheapest first, with time enough', () => {
    expect(orderOf().covering(mutant)).toEqual([
      { id: 'quick', limitMs: 5_030 },
      { id: 'middling', limitMs: 5_300 },
      { id: 'slow', limitMs: 8_000 },
    ]);
    expect(orderOf().covering({ ...mutant, id: '9' })).toEqual([]);
  });

  it('are all when its code ran before any', () => {
    expect(
      orderOf()
        .all(mutant)
        .map(({ id }) => id),
    ).toEqual(['other', 'quick', 'middling', 'slow']);
  });

  it('begin with those that noticed others in its file, the last first', () => {
    const order = orderOf();
    order.noteNoticed('a.ts', 'middling');
    order.noteNoticed('a.ts', 'slow');
    order.noteNoticed('b.ts', 'quick');
    order.noteNoticed('a.ts', 'other');
    const ids = () => order.covering(mutant).map(({ id }) => id);
    expect(ids()).toEqual(['slow', 'middling', 'quick']);
    order.noteNoticed('a.ts', 'middling');
    expect(ids()).toEqual(['middling', 'slow', 'quick']);
  });
});
