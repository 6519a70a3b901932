import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Results } from '../src/index.ts';
import { defaultPolicy, distinctExecutions, judge, merge } from '../src/index.ts';
import { anyExecution, anyResults } from './arbitraries.ts';
import { execution, failedCase, results, startedAtMs, without } from './samples.ts';

/** Some of the results carry a verdict, since that is what merging must be careful with. */
const judgedOrNot: fc.Arbitrary<Results> = fc
  .tuple(anyResults, fc.boolean())
  .map(([some, judged]) => (judged ? { ...some, verdict: judge(some, defaultPolicy, 0) } : some));

describe('merge', () => {
  it('R26: does not depend on order', () => {
    fc.assert(
      fc.property(judgedOrNot, judgedOrNot, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a));
      }),
    );
  });

  it('R26: does not depend on grouping', () => {
    fc.assert(
      fc.property(judgedOrNot, judgedOrNot, judgedOrNot, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  it('R26: changes nothing when the same results come twice', () => {
    fc.assert(
      fc.property(judgedOrNot, judgedOrNot, (a, b) => {
        expect(merge(a, a)).toEqual(a);
        expect(merge(merge(a, b), b)).toEqual(merge(merge(a, b), merge(a, b)));
      }),
    );
  });

  it('R26: loses no execution and has none twice', () => {
    fc.assert(
      fc.property(anyResults, anyResults, (a, b) => {
        const ids = merge(a, b).executions.map(({ executionId }) => executionId);
        const given = [...a.executions, ...b.executions].map(({ executionId }) => executionId);
        expect([...ids].sort()).toEqual([...new Set(given)].sort());
      }),
    );
  });

  it('keeps the entry whose report was read, whichever leg comes last', () => {
    const unread = without('cases', execution({ outcome: 'inconclusive' }));
    const read = execution();
    expect(merge(results(read), results(unread)).executions).toEqual([read]);
    expect(merge(results(unread), results(read)).executions).toEqual([read]);
  });

  it('keeps the final entry rather than the one of a wait that gave up', () => {
    const gaveUp = execution({ timedOut: true, outcome: 'inconclusive' });
    expect(merge(results(gaveUp), results(execution())).executions[0]?.outcome).toBe('passed');
  });

  it('keeps the worse of two entries that know the same amount', () => {
    const merged = merge(results(execution()), results(execution({ outcome: 'failed' })));
    expect(merged.executions[0]?.outcome).toBe('failed');
  });

  it('drops a verdict that does not speak about all the executions', () => {
    const judged = (some: Results): Results => ({ ...some, verdict: judge(some, defaultPolicy, 0) });
    const one = judged(results(execution({ executionId: '1' })));
    const two = judged(results(execution({ executionId: '2' })));
    expect(one.verdict).toEqual(two.verdict);
    expect(merge(one, two).verdict).toBeUndefined();
    expect(merge(one, one).verdict).toEqual(one.verdict);
  });

  it('orders executions by start, unknown starts last, then by id', () => {
    const unknown = without('startedAtMs', execution({ executionId: 'x' }));
    const merged = merge(
      results(unknown, execution({ executionId: 'b' })),
      results(execution({ executionId: 'a' }), execution({ executionId: 'c', startedAtMs: startedAtMs - 1 })),
    );
    expect(merged.executions.map(({ executionId }) => executionId)).toEqual(['c', 'a', 'b', 'x']);
  });

  it('takes the later time of creation', () => {
    const [early, late] = [results(), { ...results(), createdAt: '2099-01-01T00:00:00.000Z' }];
    expect(merge(late, early).createdAt).toBe(late.createdAt);
  });
});

describe('distinctExecutions', () => {
  it('chooses the same entry in any order of many duplicates', () => {
    fc.assert(
      fc.property(fc.array(anyExecution, { maxLength: 8 }), (some) => {
        expect(distinctExecutions([...some].reverse())).toEqual(distinctExecutions(some));
      }),
    );
  });

  it('keeps an entry with more cases', () => {
    const more = execution({ cases: [failedCase('A'), failedCase('B')] });
    expect(distinctExecutions([more, execution()])).toEqual([more]);
  });
});
