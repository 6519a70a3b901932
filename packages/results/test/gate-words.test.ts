import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult, KnownFailure, Policy, Reason } from '../src/index.ts';
import { defaultPolicy, judge } from '../src/index.ts';
import { execution, failedCase, results, testCase, without } from './samples.ts';

const ended = (message: string): unknown => expect.stringMatching(new RegExp(`${message}$`, 'u'));

function reasonsOf(executions: ExecutionResult[], policy: Partial<Policy> = {}): Reason[] {
  return judge(results(...executions), { ...defaultPolicy, ...policy }, 0).reasons;
}

/** Still known at 0, when these tests judge. */
const knownPay: KnownFailure = {
  case: 'Pay*',
  reason: 'BUG-7',
  expires: '1970-01-01',
  expiredFromMs: Date.UTC(1970, 0, 2),
};

describe('what a verdict says', () => {
  it('notes each attempt that was not green and that a later one replaced', () => {
    const attempts = (['failed', 'inconclusive', 'passed', 'passed'] as const).map((outcome, index) =>
      execution({ executionId: `try ${index + 1}`, attempt: index + 1, outcome }),
    );
    expect(reasonsOf(attempts)).toEqual([
      {
        kind: 'note',
        rule: 'attempts',
        executionId: 'try 1',
        message: ended('attempt 1 failed, a later one took its place\\.'),
      },
      {
        kind: 'note',
        rule: 'attempts',
        executionId: 'try 2',
        message: ended('attempt 2 was inconclusive, a later one took its place\\.'),
      },
    ]);
  });

  it('puts no second full stop behind a message that is a sentence', () => {
    const cases = ['Gone.', 'Really?', 'No'].map((message) => failedCase(message, message));
    expect(reasonsOf([execution({ outcome: 'failed', cases })]).map(({ message }) => message)).toEqual([
      ended('"Gone\\." failed: Gone\\.'),
      ended('"Really\\?" failed: Really\\?'),
      ended('"No" failed: No\\.'),
    ]);
  });

  it('names what took too long or an unknown time, and nothing that took just as long as it may', () => {
    const timed = (executionId: string, endedAtMs: number): ExecutionResult =>
      execution({ executionId, scriptName: executionId, startedAtMs: 0, endedAtMs });
    const unknown = execution({ executionId: 'x', scriptName: 'x' });
    delete unknown.endedAtMs;
    const reasons = reasonsOf([timed('just', 60_000), unknown, timed('long', 61_000)], {
      maxDurationMs: 60_000,
    });
    expect(reasons).toEqual([
      {
        kind: 'failed',
        rule: 'max-duration',
        executionId: 'long',
        message: ended('it took 1 min 1 s, the policy allows 1 min 0 s\\.'),
      },
      {
        kind: 'inconclusive',
        rule: 'max-duration',
        executionId: 'x',
        message: ended('its duration is not known\\.'),
      },
    ]);
  });

  it('does not know a duration of which only the end is known', () => {
    const [reason, ...others] = reasonsOf([without('startedAtMs')], { maxDurationMs: 60_000 });
    expect(reason).toMatchObject({ kind: 'inconclusive', message: ended('its duration is not known\\.') });
    expect(others).toEqual([]);
  });

  it('only notes an unknown duration where the execution did not pass anyway', () => {
    const failing = without('endedAtMs', execution({ outcome: 'failed', cases: [failedCase()] }));
    expect(reasonsOf([failing], { maxDurationMs: 60_000 })).toMatchObject([
      { kind: 'failed', rule: 'min-pass-rate' },
      { kind: 'note', rule: 'max-duration' },
    ]);
  });

  it('names required devices and scripts that are missing or came to no conclusion', () => {
    const lost = execution({
      executionId: 'a',
      scriptName: 'pay',
      scriptKey: 'PRIVATE:pay.xml',
      outcome: 'inconclusive',
    });
    const good = execution({
      executionId: 'b',
      devices: [{ deviceId: 'A' }, { deviceId: 'B', model: 'M' }],
      scriptKey: 'PRIVATE:login.xml',
    });
    const policy = {
      requiredDevices: ['A', 'M', 'Z'],
      requiredScripts: ['login', 'PRIVATE:login.xml', 'pay', 'PRIVATE:pay.xml'],
      allowInconclusive: 1,
    };
    const said = reasonsOf([lost, good], policy).filter(({ rule }) => rule.startsWith('require'));
    expect(said).toEqual([
      {
        kind: 'inconclusive',
        rule: 'require.devices',
        message: 'The required device "Z" is in no execution.',
      },
      {
        kind: 'inconclusive',
        rule: 'require.scripts',
        message: 'The required script "pay" is only in executions without a conclusion.',
      },
      {
        kind: 'inconclusive',
        rule: 'require.scripts',
        message: 'The required script "PRIVATE:pay.xml" is only in executions without a conclusion.',
      },
    ]);
  });

  it('counts further reasons in its sentence, without the full stop of the first', () => {
    const failing = (executionId: string): ExecutionResult =>
      execution({
        executionId,
        scriptName: executionId,
        outcome: 'failed',
        cases: [failedCase(), testCase()],
      });
    const sentence = (count: number): string =>
      judge(
        results(...['a', 'b', 'c'].slice(0, count).map(failing)),
        { ...defaultPolicy, minPassRate: 99 },
        0,
      ).sentence;
    expect(sentence(1)).toMatch(
      /^0 of 1 execution passed\. 50 % of 2 tests passed, the policy wants 99 % \(and 1 more reason\)\.$/,
    );
    expect(sentence(2)).toMatch(/the policy wants 99 % \(and 2 more reasons\)\.$/);
  });

  it('says nothing of a rate or of new failures where nothing failed', () => {
    expect(reasonsOf([execution()], { minPassRate: 50, maxNewFailures: 0 })).toEqual([]);
  });

  it('says that there is nothing to judge, or nothing that could pass', () => {
    expect(reasonsOf([])).toEqual([
      { kind: 'inconclusive', rule: 'executions', message: 'There is no execution to judge.' },
    ]);
    const lost = execution({ executionId: 'a', outcome: 'inconclusive' });
    const [first, ...others] = reasonsOf([lost], { allowInconclusive: 1 });
    expect(first).toEqual({
      kind: 'inconclusive',
      rule: 'executions',
      message: 'No execution came to a conclusion, so there is nothing that could pass.',
    });
    expect(others).toEqual([
      {
        kind: 'allowed',
        rule: 'allow-inconclusive',
        message: '1 inconclusive of 1 executions, the policy allows 1.',
      },
      expect.objectContaining({ kind: 'allowed', rule: 'allow-inconclusive', executionId: 'a' }),
    ]);
  });

  it('counts known failures and allowed findings in its sentence', () => {
    const cases = ['Pay now', 'Pay later', 'Log in', 'Log out'].map((name) => failedCase(name));
    const policy = { ...defaultPolicy, minPassRate: 50, knownFailures: [knownPay] };
    expect(judge(results(execution({ outcome: 'failed', cases })), policy, 0).sentence).toBe(
      '0 of 1 execution passed, 2 known failures tolerated, 2 findings allowed by the policy.',
    );
  });

  it('counts what is tolerated as good', () => {
    const cases = [failedCase('Pay'), failedCase('Log in'), testCase()];
    const policy = { minPassRate: 66.6, knownFailures: [knownPay] };
    expect(reasonsOf([execution({ outcome: 'failed', cases })], policy)).toContainEqual({
      kind: 'allowed',
      rule: 'min-pass-rate',
      message: '66.6 % of 3 tests passed, the policy wants 66.6 %.',
    });
  });

  it('holds a rate that is just met, and allows no new failure for it', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase('Pay'), testCase()] });
    const [summary, failure] = reasonsOf([failing], { minPassRate: 50 });
    expect(summary).toEqual({
      kind: 'allowed',
      rule: 'min-pass-rate',
      message: '50 % of 2 tests passed, the policy wants 50 %.',
    });
    expect(failure).toMatchObject({ kind: 'allowed', caseName: 'Pay' });
    const fresh = reasonsOf([failing], { minPassRate: 50, maxNewFailures: 0 });
    expect(fresh[0]).toMatchObject({ kind: 'failed', rule: 'max-new-failures' });
  });

  it('says nothing of a report that was not read where no test is wanted', () => {
    expect(reasonsOf([without('cases')], { minTests: 0 })).toEqual([]);
  });

  it('asks for tests where an execution failed after its first one, not where it failed before', () => {
    const rulesOf = (failing: ExecutionResult): string[] =>
      reasonsOf([failing], { minTests: 2 }).map(({ rule }) => rule);
    expect(rulesOf(execution({ outcome: 'failed', cases: [testCase()] }))).toEqual([
      'min-pass-rate',
      'min-tests',
    ]);
    expect(rulesOf(without('cases', execution({ outcome: 'failed' })))).toEqual(['min-pass-rate']);
  });

  it('counts no case of a report that was not read', () => {
    const unread = execution();
    delete unread.cases;
    const verdict = judge(results(unread), defaultPolicy, 0, { reports: 'not-read' });
    expect(verdict.counts).toMatchObject({ executions: 1, cases: 0 });
    expect(verdict.reasons).toEqual([
      expect.objectContaining({
        kind: 'note',
        rule: 'min-tests',
        message: ended('the report was not read, so its tests were not counted\\.'),
      }),
    ]);
  });
});
