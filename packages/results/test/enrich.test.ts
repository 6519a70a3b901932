import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, TestExecution } from '../src/index.ts';
import { defaultPolicy, enrich, groupFailures, judge, worse } from '../src/index.ts';
import { anyResults, anyText } from './arbitraries.ts';
import { execution, failedCase, results, testCase } from './samples.ts';

const { executionId } = execution();

function enriched(one: ExecutionResult, ...tests: TestExecution[]): ExecutionResult {
  const [only] = enrich(results(one), tests).executions;
  if (only === undefined) throw new Error('expected an execution');
  return only;
}

const anyTest: fc.Arbitrary<TestExecution> = fc.record(
  {
    externalId: fc.constantFrom('a', 'b', 'z', ''),
    id: fc.constantFrom('1', '2'),
    name: anyText,
    status: fc.constantFrom('PASSED', 'FAILED', 'BLOCKED', 'UNKNOWN', 'passed', 'HIBERNATING', ''),
    message: anyText,
    failureReasonName: anyText,
    reportURL: anyText,
  },
  { requiredKeys: [] },
);

describe('enrich', () => {
  it('adds status, message, failure reason and link to the execution the test belongs to', () => {
    const one = enriched(execution({ outcome: 'failed', cases: [failedCase()] }), {
      id: 't-1',
      externalId: executionId,
      name: 'login',
      status: 'FAILED',
      message: 'Element not found: id=welcome',
      failureReasonName: 'Application not responding',
      reportURL: 'https://mycloud.app.perfectomobile.com/reporting/test/t-1',
    });
    expect(one).toMatchObject({
      outcome: 'failed',
      reportUrl: 'https://mycloud.app.perfectomobile.com/reporting/test/t-1',
      reported: [{ testId: 't-1', status: 'FAILED', failureReason: 'Application not responding' }],
      cases: [{ failure: { failureReason: 'Application not responding' } }],
    });
    expect(groupFailures(results(one))[0]?.failureReasons).toEqual(['Application not responding']);
  });

  it('gives a reason to the case of its name, and to none when it cannot tell which', () => {
    const two = execution({ outcome: 'failed', cases: [failedCase('A'), failedCase('B')] });
    const test = { externalId: executionId, status: 'FAILED', failureReasonName: 'Crash' };
    expect(enriched(two, { ...test, name: 'B' }).cases?.map((one) => one.failure?.failureReason)).toEqual([
      undefined,
      'Crash',
    ]);
    expect(enriched(two, { ...test, name: 'login' }).cases?.map((one) => one.failure?.failureReason)).toEqual(
      [undefined, undefined],
    );
  });

  it('says in the words of the reporting service what the report leaves out', () => {
    const silent = execution({ outcome: 'failed', reason: 'Failed', cases: [] });
    const one = enriched(silent, { externalId: executionId, status: 'FAILED', message: 'App crashed' });
    expect(groupFailures(results(one))[0]?.message).toBe('App crashed');
    expect(judge(results(one), defaultPolicy, 0).sentence).toContain('failed: App crashed.');
  });

  it.each([
    ['PASSED', 'passed'],
    ['UNKNOWN', 'passed'],
    ['FAILED', 'failed'],
    ['failed', 'failed'],
    ['BLOCKED', 'inconclusive'],
    ['HIBERNATING', 'inconclusive'],
  ])('R8: the status %s beside a passed execution makes it %s', (status, outcome) => {
    expect(enriched(execution(), { externalId: executionId, status }).outcome).toBe(outcome);
    const some = enrich(results(execution()), [{ externalId: executionId, status }]);
    expect(judge(some, defaultPolicy, 0).conclusion).toBe(outcome);
  });

  it('drops a verdict that did not know', () => {
    const some = results(execution());
    const judged = { ...some, verdict: judge(some, defaultPolicy, 0) };
    expect(enrich(judged, [{ externalId: executionId, status: 'FAILED' }]).verdict).toBeUndefined();
    expect(enrich(judged, [{ externalId: 'somebody else', status: 'FAILED' }])).toBe(judged);
  });

  it('makes no outcome better, loses nothing, and does not depend on the order of the answer', () => {
    fc.assert(
      fc.property(anyResults, fc.array(anyTest, { maxLength: 5 }), (some, tests) => {
        const after = enrich(some, tests);
        for (const [index, before] of some.executions.entries()) {
          const one = after.executions[index];
          expect(one?.executionId).toBe(before.executionId);
          expect(one?.outcome).toBe(worse(before.outcome, one?.outcome ?? 'passed'));
          expect(one?.cases?.length).toBe(before.cases?.length);
        }
        expect(enrich(some, [...tests].reverse())).toEqual(after);
        expect(enrich(after, tests)).toEqual(after);
      }),
    );
  });

  it('keeps a link that is known already', () => {
    const one = execution({ reportUrl: 'https://a.example/', cases: [testCase()] });
    expect(enriched(one, { externalId: executionId, reportURL: 'https://b.example/' }).reportUrl).toBe(
      'https://a.example/',
    );
  });
});
