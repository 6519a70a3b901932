import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, Results, Verdict } from '../src/index.ts';
import {
  changesIn,
  defaultPolicy,
  judge,
  latestAttempts,
  merge,
  remember,
  renderJUnit,
  renderSummary,
  supersededAttempts,
} from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import { execution, failedCase, results, testCase } from './samples.ts';

function attempt(number: number, changes: Partial<ExecutionResult> = {}): ExecutionResult {
  return execution({ executionId: `attempt ${number}`, attempt: number, ...changes });
}

const failed: Partial<ExecutionResult> = { outcome: 'failed', cases: [failedCase('Open the page')] };
const noDevice: Partial<ExecutionResult> = { outcome: 'failed', reason: 'ResourcesUnavailable', devices: [] };

function judged(some: Results): Verdict {
  return judge(some, defaultPolicy, 0);
}

describe('several attempts of a run', () => {
  it('R26: judge the later attempt, and keep the earlier as evidence of flakiness', () => {
    const merged = merge(results(attempt(1, failed)), results(attempt(2)));
    expect(merged.executions).toHaveLength(2);
    const verdict = judged(merged);
    expect(verdict).toMatchObject({ conclusion: 'passed', counts: { executions: 1, failed: 0, cases: 1 } });
    expect(verdict.reasons).toMatchObject([{ kind: 'note', rule: 'attempts' }]);
    expect(verdict.reasons[0]?.message).toBe(
      'login on Pixel 8: attempt 1 failed, a later one took its place.',
    );
    expect(changesIn(remember(results(), merged))?.counts).toMatchObject({ flaky: 1, passing: 0 });
    expect(renderJUnit(merged)).toContain('tests="1" failures="0"');
    expect(renderSummary(merged, verdict)).not.toContain('❌');
  });

  it('are replaced by a later one of their own job', () => {
    const own = { job: '7/tests' };
    expect(judged(results(attempt(1, { ...failed, ...own }), attempt(2, own))).conclusion).toBe('passed');
  });

  it('do not turn green by an attempt that came earlier', () => {
    expect(judged(merge(results(attempt(2, failed)), results(attempt(1)))).conclusion).toBe('failed');
  });

  it.each<[string, Partial<ExecutionResult>, Partial<ExecutionResult>]>([
    ['on another device', failed, { devices: [{ deviceId: 'other' }] }],
    ['of another script', failed, { scriptName: 'pay' }],
    ['of another leg', { ...failed, leg: 'debug' }, { leg: 'release' }],
    ['of another job of the run', { ...failed, job: '7/phones' }, { job: '7/tablets' }],
    ['of another run', { ...failed, job: '8/tests' }, { job: '7/tests' }],
    ['of a run that is not known', { ...failed, job: '8/tests' }, {}],
    ['on no device, after one that had a device', failed, { devices: [] }],
    ['of a script without a name', { ...failed, scriptName: '' }, { scriptName: '' }],
  ])('are not replaced by one %s', (_, first, second) => {
    expect(judged(results(attempt(1, first), attempt(2, second))).conclusion).toBe('failed');
  });

  it('are not replaced by an execution that names no attempt', () => {
    const unnumbered = execution({ executionId: 'unnumbered' });
    expect(judged(results(attempt(1, failed), unnumbered)).conclusion).toBe('failed');
    const old = execution({ executionId: 'old', ...failed });
    expect(judged(results(old, attempt(2))).conclusion).toBe('failed');
  });

  it('let one that never got a device give way to any device', () => {
    const merged = results(attempt(1, noDevice), attempt(2));
    expect(judged(merged).conclusion).toBe('passed');
  });

  it('leave two executions of one attempt beside each other', () => {
    const twice = results(attempt(2, failed), attempt(2, { executionId: 'second' }));
    expect(judged(twice)).toMatchObject({ conclusion: 'failed', counts: { executions: 2 } });
    expect(changesIn(remember(results(), twice))?.counts.flaky).toBe(1);
  });

  it('say nothing of an attempt that passed before it was run again', () => {
    expect(judged(results(attempt(1), attempt(2))).reasons).toEqual([]);
  });

  it('compare only what the later attempt had, and call nothing new that it did not run', () => {
    const first = attempt(1, {
      ...failed,
      cases: [failedCase('Open the page'), testCase({ name: 'Log in' })],
    });
    const comparison = changesIn(remember(results(), results(first, attempt(2))));
    expect(comparison?.changes.map(({ kind, case: name }) => [kind, name])).toEqual([
      ['flaky', 'Open the page'],
    ]);
  });

  it('R26: are either judged or superseded, whatever the order of the files', () => {
    fc.assert(
      fc.property(anyResults, anyResults, (a, b) => {
        const [ab, ba] = [merge(a, b), merge(b, a)];
        expect(latestAttempts(ab.executions)).toEqual(latestAttempts(ba.executions));
        const [latest, replaced] = [latestAttempts(ab.executions), supersededAttempts(ab.executions)];
        expect(latest.length + replaced.length).toBe(ab.executions.length);
        if (ab.executions.length > 0) expect(latest.length).toBeGreaterThan(0);
        // Whatever was replaced has a later attempt at the same script among those judged.
        for (const { attempt: number = 0, scriptName, leg } of replaced) {
          const later = latest.filter((one) => one.scriptName === scriptName && one.leg === leg);
          expect(Math.max(...later.map((one) => one.attempt ?? 0))).toBeGreaterThan(number);
        }
      }),
    );
  });
});
