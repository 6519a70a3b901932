import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult, KnownFailure, Policy, Verdict } from '../src/index.ts';
import { defaultPolicy, judge } from '../src/index.ts';
import { execution, failedCase, results, startedAtMs, testCase, without } from './samples.ts';

function judged(one: ExecutionResult, policy: Partial<Policy> = {}): Verdict {
  return judge(results(one), { ...defaultPolicy, ...policy }, startedAtMs);
}

/** What is said of an execution that is in doubt, without its name; undefined where nothing is. */
function doubtOf(one: ExecutionResult, policy?: Partial<Policy>): string | undefined {
  const { reasons } = judged(one, policy);
  const doubt = reasons.find(({ rule }) => rule === 'allow-inconclusive');
  return doubt?.message.replace('login on Pixel 8: ', '');
}

const unclear = (name: string) => testCase({ name, outcome: 'inconclusive' });

describe('an execution in doubt', () => {
  it.each<[string, ExecutionResult]>([
    ['it had not ended when the time was over.', execution({ timedOut: true, cases: [unclear('Pay')] })],
    ['the report does not say how "Pay" ended.', execution({ cases: [testCase(), unclear('Pay')] })],
    [
      'the report does not say how "Pay" and 1 more ended.',
      execution({ cases: [unclear('Pay'), testCase(), unclear('Log out')], state: 'Running' }),
    ],
    [
      'its last known state is "Running", which is no end.',
      execution({ state: 'Running', outcome: 'failed' }),
    ],
    [
      'the reporting service calls it "BLOCKED".',
      execution({
        reported: [{ status: 'PASSED' }, { name: 'x' }, { status: 'BLOCKED' }],
        outcome: 'inconclusive',
      }),
    ],
    ['its outcome is not known.', execution({ outcome: 'inconclusive' })],
    ['The device was lost!', execution({ outcome: 'inconclusive', reason: 'Unknown: The device was lost!' })],
    [
      'neither a state nor a report with tests says that it ended well.',
      without('state', execution({ cases: [], flowEndCode: 'Odd' })),
    ],
    [
      'it is called passed beside the flow end code "Successful".',
      execution({ flowEndCode: 'Successful', failedActions: 1 }),
    ],
    [
      'it is called passed beside the flow end code "Not Success".',
      execution({ flowEndCode: 'Not Success' }),
    ],
    [
      'it is called passed beside 3 failed actions or validations.',
      execution({ failedActions: 1, failedValidations: 2 }),
    ],
    [
      'it is called passed beside 1 failed action or validation.',
      without('cases', execution({ failedValidations: 1 })),
    ],
  ])('says %s', (doubt, one) => {
    expect(doubtOf(one, { minTests: 0 })).toBe(doubt);
  });

  it.each<[string, ExecutionResult]>([
    [
      'whatever the case of its state and its code',
      execution({ state: 'COMPLETED', flowEndCode: 'success' }),
    ],
    ['called succeeded', execution({ flowEndCode: 'SUCCEEDED' })],
    ['without a code', without('flowEndCode')],
    ['without a state, when its report has a test', without('state')],
    ['without a report, when no test is wanted', without('cases')],
    [
      'of which the reporting service says nothing against it',
      execution({ reported: [{ status: 'passed' }, { status: 'Unknown' }, { status: 'FAILED' }, {}] }),
    ],
  ])('is none that passed %s', (_, one) => {
    expect(judged(one, { minTests: 0 }).conclusion).toBe('passed');
  });

  it.each<[string, ExecutionResult]>([
    [
      'a status of the reporting service',
      execution({ outcome: 'failed', reported: [{ status: 'BLOCKED' }] }),
    ],
    ['a flow end code', execution({ outcome: 'failed', flowEndCode: 'Odd' })],
    ['failed actions', execution({ cases: [testCase(), failedCase()], failedActions: 2 })],
  ])('is none that failed, for which it needs no %s', (_, one) => {
    expect(doubtOf(one)).toBeUndefined();
    expect(judged(one).conclusion).toBe('failed');
  });
});

describe('what the reporting service says against the report', () => {
  const pay = testCase({ name: 'Pay' });
  const said = (reported: ExecutionResult['reported'], cases = [pay, failedCase()]) =>
    doubtOf(execution({ outcome: 'failed', cases, ...(reported && { reported }) }));
  const doubt = 'the reporting service says that "Pay" failed, and the report that it passed.';

  it('puts an execution in doubt where it calls a test failed that passed', () => {
    expect(said([{ name: 'Pay', status: 'failed' }])).toBe(doubt);
    expect(said([{ name: 'Pay', status: 'failed' }], [pay, pay, failedCase()])).toBe(doubt);
  });

  it.each<[string, Parameters<typeof said>]>([
    ['is not there', [undefined]],
    ['says nothing of its end', [[{ name: 'Pay' }]]],
    ['calls it passed', [[{ name: 'Pay', status: 'PASSED' }]]],
    ['names a test that the report does not know', [[{ name: 'Search', status: 'FAILED' }]]],
    ['names one that failed at least once', [[{ name: 'Pay', status: 'FAILED' }], [pay, failedCase('Pay')]]],
  ])('does not where it %s', (_, given) => {
    expect(said(...given)).toBeUndefined();
  });

  it('leaves an execution in which no case failed to its own outcome', () => {
    expect(said([{ name: 'Pay', status: 'FAILED' }], [pay])).toBeUndefined();
  });
});

describe('the failures of an execution', () => {
  const reasonsOf = (one: ExecutionResult, policy?: Partial<Policy>) =>
    judged(one, policy).reasons.map(({ kind, rule, message, caseName }) => [kind, rule, message, caseName]);

  it('are its failed cases, each with what the report says of it', () => {
    const silent = { ...failedCase('Pay'), failure: { step: 'Pay', message: 'Failed' } };
    expect(reasonsOf(execution({ outcome: 'failed', cases: [failedCase(), silent, testCase()] }))).toEqual([
      ['failed', 'min-pass-rate', 'login on Pixel 8: "Log in" failed: Element not found.', 'Log in'],
      ['failed', 'min-pass-rate', 'login on Pixel 8: "Pay" failed; the service does not say why.', 'Pay'],
    ]);
  });

  it('are the whole of it where no case failed, with no case named', () => {
    const [reason, ...others] = judged(
      execution({ outcome: 'failed', reason: 'The device was lost' }),
    ).reasons;
    expect(reason).toEqual({
      kind: 'failed',
      rule: 'min-pass-rate',
      message: 'login on Pixel 8 failed: The device was lost.',
      executionId: execution().executionId,
    });
    expect(others).toEqual([]);
  });

  it('count an execution without cases as one test, and one that failed as a whole as one more', () => {
    const rates = (...ones: ExecutionResult[]) =>
      judge(results(...ones), { ...defaultPolicy, minTests: 0, minPassRate: 1 }, startedAtMs).reasons[0]
        ?.message;
    const failing = execution({ outcome: 'failed', executionId: 'failing', cases: [] });
    expect(rates(failing, execution({ cases: [] }))).toContain('50 % of 2 tests');
    expect(rates(failing, without('cases'))).toContain('50 % of 2 tests');
    expect(rates(failing, execution({ cases: [testCase(), testCase({ name: 'B' })] }))).toContain(
      'of 3 tests',
    );
    expect(rates({ ...failing, cases: [testCase()] })).toContain('50 % of 2 tests');
    // One in doubt proves nothing.
    expect(rates(failing, execution({ cases: [], timedOut: true }))).toContain('0 % of 1 tests');
    expect(rates(failing, execution({ cases: [], flowEndCode: 'Odd' }))).toContain('0 % of 1 tests');
  });

  it('say which known failure covers them, and until when', () => {
    const known: KnownFailure = { reason: 'BUG-7', expires: '2024-05-06', expiredFromMs: startedAtMs + 1 };
    const policy = (changes: Partial<KnownFailure>) => ({ knownFailures: [{ ...known, ...changes }] });
    const one = execution({ outcome: 'failed', cases: [failedCase()] });
    const message = 'login on Pixel 8: "Log in" failed: Element not found.';
    expect(reasonsOf(one, policy({ case: 'Log in' }))).toEqual([
      ['tolerated', 'known-failures', `${message} Known until 2024-05-06: BUG-7`, 'Log in'],
    ]);
    expect(reasonsOf(one, policy({ case: 'Log in', expiredFromMs: startedAtMs }))).toEqual([
      ['failed', 'known-failures', `${message} The known failure "BUG-7" expired on 2024-05-06.`, 'Log in'],
    ]);
    expect(reasonsOf(one, policy({ case: 'Pay' }))).toEqual([
      ['failed', 'min-pass-rate', message, 'Log in'],
      [
        'note',
        'known-failures',
        'The known failure "BUG-7" (until 2024-05-06) did not occur; it may be fixed.',
        undefined,
      ],
    ]);
  });

  it.each<[string, boolean]>([
    ['Log in', true],
    ['Log', false],
    ['og in', false],
    ['*', true],
    ['L*n', true],
    ['*og*', true],
    ['Log in*Log in', false],
    ['L*og*g in', false],
    ['*o*o*', false],
    ['*g*g*', false],
    ['* *', true],
    ['*L*', true],
    ['*Log in*in*', false],
  ])('are covered by the pattern %s: %s', (pattern, covers) => {
    const known = { case: pattern, reason: 'BUG-7', expires: 'x', expiredFromMs: startedAtMs + 1 };
    const [reason] = judged(execution({ outcome: 'failed', cases: [failedCase()] }), {
      knownFailures: [known],
    }).reasons;
    expect(reason?.kind).toBe(covers ? 'tolerated' : 'failed');
  });
});

describe('the name of an execution', () => {
  it.each<[string, Partial<ExecutionResult>]>([
    ['login on Pixel 8, Pixel 9', { devices: [{ model: 'Pixel 8', deviceId: 'A' }, { model: 'Pixel 9' }] }],
    ['login on 0123', { devices: [{ deviceId: '0123' }, {}] }],
    ['login', { devices: [] }],
    ['login', { devices: [{}] }],
    ['login_1 on Pixel 8', { scriptName: '', executionId: 'login_1' }],
  ])('is %s', (name, changes) => {
    expect(judged(execution({ outcome: 'failed', ...changes })).reasons[0]?.message).toBe(
      `${name} failed; the service does not say why.`,
    );
  });
});
