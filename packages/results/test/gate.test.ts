import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, KnownFailure, Outcome, Policy, Verdict } from '../src/index.ts';
import { defaultPolicy, distinctExecutions, judge, remember } from '../src/index.ts';
import { anyExecution } from './arbitraries.ts';
import {
  execution,
  failedCase,
  failingNight,
  greenNight,
  results,
  startedAtMs,
  testCase,
  without,
} from './samples.ts';

const nowMs = Date.UTC(2026, 10, 23, 12);

function judged(executions: ExecutionResult[], policy: Partial<Policy> = {}, atMs = nowMs): Verdict {
  return judge(results(...executions), { ...defaultPolicy, ...policy }, atMs);
}

/** As a step judges that waits for executions and reads no reports. */
function judgedUnread(executions: ExecutionResult[], policy: Partial<Policy> = {}): Verdict {
  return judge(results(...executions), { ...defaultPolicy, ...policy }, nowMs, { reports: 'not-read' });
}

function known(changes: Partial<KnownFailure> = {}): KnownFailure {
  return {
    case: 'Log in',
    reason: 'BUG-7',
    expires: '2026-11-23',
    expiredFromMs: Date.UTC(2026, 10, 24),
    ...changes,
  };
}

describe('judge', () => {
  it('passes when everything passed', () => {
    expect(judged([execution()])).toEqual({
      conclusion: 'passed',
      blocking: false,
      sentence: '1 of 1 execution passed.',
      reasons: [],
      counts: {
        executions: 1,
        passed: 1,
        failed: 0,
        inconclusive: 0,
        cases: 1,
        casesPassed: 1,
        casesFailed: 0,
      },
    });
  });

  it('fails and names the first failure', () => {
    const verdict = judged([execution({ outcome: 'failed', cases: [testCase(), failedCase()] })]);
    expect(verdict).toMatchObject({ conclusion: 'failed', blocking: true });
    expect(verdict.sentence).toBe(
      '0 of 1 execution passed. login on Pixel 8: "Log in" failed: Element not found.',
    );
    expect(verdict.counts).toMatchObject({ failed: 1, cases: 2, casesPassed: 1, casesFailed: 1 });
  });

  it('fails an execution that calls itself passed beside a failed case', () => {
    expect(judged([execution({ cases: [failedCase()] })]).conclusion).toBe('failed');
  });

  it('fails an execution that failed although no case did', () => {
    const verdict = judged([
      execution({ outcome: 'failed', flowEndCode: 'Failed', reason: 'ResourcesUnavailable' }),
    ]);
    expect(verdict.conclusion).toBe('failed');
    expect(verdict.sentence).toContain('ResourcesUnavailable');
  });

  it('R7: nothing to judge is inconclusive and blocks', () => {
    const verdict = judged([], { minTests: 0, allowInconclusive: 5 });
    expect(verdict).toMatchObject({ conclusion: 'inconclusive', blocking: true });
    expect(verdict.sentence).toBe('There is no execution to judge.');
  });

  it.each<[string, ExecutionResult]>([
    ['timed out', execution({ timedOut: true })],
    ['timed out and called failed', execution({ timedOut: true, outcome: 'failed' })],
    ['inconclusive', execution({ outcome: 'inconclusive' })],
    ['an outcome nobody knows', { ...execution(), outcome: 'green' as Outcome }],
    ['still running', execution({ state: 'Running' })],
    ['a state nobody listed', execution({ state: 'Hibernating' })],
    ['an empty state', execution({ state: '' })],
    ['an unknown flow end code', execution({ flowEndCode: 'Unknown' })],
    ['aborted by a user', execution({ flowEndCode: 'UserAborted' })],
    ['an empty flow end code', execution({ flowEndCode: '' })],
    ['success beside failed actions', execution({ failedActions: 1 })],
    ['success beside failed validations', execution({ failedValidations: 2 })],
    ['neither state nor report', without('state', without('cases'))],
    ['no state and an empty report', without('state', execution({ cases: [] }))],
    ['a case without an end', execution({ cases: [testCase(), testCase({ outcome: 'inconclusive' })] })],
    ['a case with an unknown outcome', execution({ cases: [testCase({ outcome: 'skipped' as Outcome })] })],
  ])('R7, R8: %s is inconclusive', (_, doubtful) => {
    const verdict = judged([execution({ executionId: 'good' }), doubtful], { minTests: 0 });
    expect(verdict).toMatchObject({ conclusion: 'inconclusive', blocking: true });
    expect(verdict.counts.inconclusive).toBe(1);
    expect(judged([doubtful], { minTests: 0 }).conclusion).toBe('inconclusive');
  });

  it('passes without a state when the report was read and shows that it ended well', () => {
    expect(judged([without('state')]).conclusion).toBe('passed');
  });

  it('counts an execution once, however often it is given', () => {
    expect(judged([execution(), execution(), execution()]).counts.executions).toBe(1);
  });

  it('R22: a report with no test in it does not pass', () => {
    const verdict = judged([execution({ cases: [] }), execution({ executionId: 'other' })]);
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.sentence).toContain('holds 0 tests, the policy wants 1');
  });

  it('R22: tests are counted for each execution, not over all', () => {
    const two = execution({ executionId: 'two', cases: [testCase(), testCase({ name: 'B' })] });
    expect(judged([two, execution()], { minTests: 2 }).conclusion).toBe('inconclusive');
    expect(judged([two], { minTests: 2 }).conclusion).toBe('passed');
  });

  it('R22: an execution whose report was not read is in doubt, unless no tests are wanted', () => {
    const verdict = judged([without('cases')]);
    expect(verdict).toMatchObject({ conclusion: 'inconclusive', counts: { passed: 0, inconclusive: 1 } });
    expect(verdict.sentence).toBe(
      '0 of 1 execution passed. login on Pixel 8: its report was not read, so its tests were not counted.',
    );
    expect(judged([without('cases')], { minTests: 0 }).conclusion).toBe('passed');
    expect(
      judged([execution({ executionId: 'read' }), without('cases')], { allowInconclusive: 1 }),
    ).toMatchObject({
      conclusion: 'passed',
    });
  });

  it('R22: a step that never meant to read reports only notes it', () => {
    const verdict = judgedUnread([without('cases')]);
    expect(verdict.conclusion).toBe('passed');
    expect(verdict.reasons).toMatchObject([{ kind: 'note', rule: 'min-tests' }]);
    expect(judgedUnread([execution({ cases: [] })]).conclusion).toBe('inconclusive');
  });

  it('does not ask for the tests of an execution that failed before its first one', () => {
    const lost = execution({ outcome: 'failed', reason: 'ResourcesUnavailable', cases: [] });
    expect(judged([lost]).reasons.map(({ rule }) => rule)).toEqual(['min-pass-rate']);
    const entry = known({ script: 'login', reason: 'LAB-3' });
    delete entry.case;
    expect(judged([lost], { knownFailures: [entry] })).toMatchObject({ conclusion: 'passed' });
    const stopped = execution({ outcome: 'failed', cases: [failedCase()] });
    const rules = judged([stopped], { minTests: 2, minPassRate: 0 }).reasons.map(({ rule }) => rule);
    expect(rules).toContain('min-tests');
  });

  it('asks once about an execution in doubt, and lets the policy allow it', () => {
    const gaveUp = execution({ executionId: 'late', timedOut: true, cases: [] });
    expect(judged([gaveUp]).reasons.map(({ rule }) => rule)).toEqual(['allow-inconclusive']);
    expect(judged([execution(), gaveUp], { allowInconclusive: 1, maxDurationMs: 60_000 }).conclusion).toBe(
      'passed',
    );
  });

  it('R22: only a policy that says 0 lets an empty report pass', () => {
    expect(judged([execution({ cases: [] })], { minTests: 0 }).conclusion).toBe('passed');
  });

  it('tolerates a known failure on its last day, and says so', () => {
    const verdict = judged([execution({ outcome: 'failed', flowEndCode: 'Failed', cases: [failedCase()] })], {
      knownFailures: [known()],
    });
    expect(verdict).toMatchObject({ conclusion: 'passed', blocking: false });
    expect(verdict.sentence).toBe('0 of 1 execution passed, 1 known failure tolerated.');
    expect(verdict.reasons).toMatchObject([{ kind: 'tolerated', caseName: 'Log in' }]);
    expect(verdict.reasons[0]?.message).toContain('BUG-7');
  });

  it('does not tolerate a known failure the day after', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase()] });
    const verdict = judged([failing], { knownFailures: [known()] }, Date.UTC(2026, 10, 24));
    expect(verdict.conclusion).toBe('failed');
    expect(verdict.reasons).toMatchObject([{ kind: 'failed', rule: 'known-failures' }]);
    expect(verdict.sentence).toContain('expired on 2026-11-23');
  });

  it.each<[string, Partial<KnownFailure>]>([
    ['another case', { case: 'Pay' }],
    ['another script', { script: 'checkout' }],
    ['another device', { device: 'iPhone 15' }],
    ['a pattern that does not fit', { case: 'Log*out' }],
    ['a pattern with another beginning', { case: 'Pay*in' }],
    ['a pattern with another middle', { case: 'L*x*n' }],
    ['a pattern whose ends overlap', { case: 'Log i*g in' }],
  ])('does not tolerate a failure for %s, and notes the unused entry', (_, changes) => {
    const failing = execution({ outcome: 'failed', cases: [failedCase()] });
    const verdict = judged([failing], { knownFailures: [known(changes)] });
    expect(verdict.conclusion).toBe('failed');
    expect(verdict.reasons.at(-1)).toMatchObject({ kind: 'note', rule: 'known-failures' });
  });

  it.each<[string, Partial<KnownFailure>]>([
    ['a pattern', { case: '*og*n' }],
    ['a device id', { case: 'Log in', device: '0123456789ABCDEF' }],
    ['a script', { script: 'log*' }],
    ['a pattern with the whole in two', { case: 'Log* in' }],
  ])('tolerates a failure by %s', (_, changes) => {
    const failing = execution({ outcome: 'failed', cases: [failedCase()] });
    expect(judged([failing], { knownFailures: [known(changes)] }).conclusion).toBe('passed');
  });

  it('does not tolerate a second failure beside a known one', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase(), failedCase('Pay')] });
    expect(judged([failing], { knownFailures: [known()] }).conclusion).toBe('failed');
  });

  it('does not let an entry for a case cover an execution that failed as a whole', () => {
    const failing = execution({ outcome: 'failed', cases: [] });
    expect(judged([failing], { knownFailures: [known()], minTests: 0 }).conclusion).toBe('failed');
  });

  it('still doubts an execution whose failures are all known', () => {
    const failing = execution({ outcome: 'failed', state: 'Hibernating', cases: [failedCase()] });
    expect(judged([failing], { knownFailures: [known()] }).conclusion).toBe('inconclusive');
  });

  it('matches a hostile pattern in no time', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase('a'.repeat(50_000))] });
    const pattern = `${'a*'.repeat(5000)}b`;
    expect(judged([failing], { knownFailures: [known({ case: pattern })] }).conclusion).toBe('failed');
  });

  it('holds the pass rate exactly', () => {
    const cases = [...Array.from({ length: 9 }, (_, index) => testCase({ name: `C${index}` })), failedCase()];
    const failing = execution({ outcome: 'failed', cases });
    const enough = judged([failing], { minPassRate: 90 });
    expect(enough.conclusion).toBe('passed');
    expect(enough.reasons[0]).toMatchObject({
      kind: 'allowed',
      message: '90 % of 10 tests passed, the policy wants 90 %.',
    });
    const tooFew = judged([failing], { minPassRate: 90.1 });
    expect(tooFew.conclusion).toBe('failed');
    expect(tooFew.sentence).toContain('90 % of 10 tests passed, the policy wants 90.1 %');
  });

  it('keeps a rate of one digit behind the point that is met exactly', () => {
    for (let good = 1; good < 1000; good += 7) {
      const cases = Array.from({ length: 1000 }, (_, index) => (index < good ? testCase() : failedCase()));
      const failing = [execution({ outcome: 'failed', cases })];
      expect(judged(failing, { minPassRate: good / 10 }).conclusion).toBe('passed');
      expect(judged(failing, { minPassRate: (good + 1) / 10 }).conclusion).toBe('failed');
    }
  });

  it('spells out inconclusive executions that the policy allows', () => {
    const unclear = execution({ executionId: 'u', timedOut: true });
    const verdict = judged([execution(), unclear], { allowInconclusive: 1 });
    expect(verdict.conclusion).toBe('passed');
    expect(verdict.sentence).toBe('1 of 2 executions passed, 1 finding allowed by the policy.');
    expect(verdict.reasons.map(({ kind }) => kind)).toEqual(['allowed', 'allowed']);
    expect(
      judged([execution(), unclear, { ...unclear, executionId: 'v' }], { allowInconclusive: 1 }).conclusion,
    ).toBe('inconclusive');
  });

  it('R7: does not pass on inconclusive executions alone, however many are allowed', () => {
    expect(judged([execution({ timedOut: true })], { allowInconclusive: 99 }).conclusion).toBe(
      'inconclusive',
    );
  });

  it('is inconclusive when a required device or script did not run', () => {
    const verdict = judged([execution()], {
      requiredDevices: ['Pixel 8', 'iPhone 15'],
      requiredScripts: ['pay'],
    });
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.reasons.map(({ rule }) => rule)).toEqual(['require.devices', 'require.scripts']);
    expect(
      judged([execution()], { requiredDevices: ['0123456789ABCDEF'], requiredScripts: ['login'] }).conclusion,
    ).toBe('passed');
  });

  it('does not count a required device that came to no conclusion, however many may stay so', () => {
    const late = execution({ executionId: 'late', timedOut: true, devices: [{ model: 'iPhone 15' }] });
    const verdict = judged([execution(), late], { requiredDevices: ['iPhone 15'], allowInconclusive: 1 });
    expect(verdict.conclusion).toBe('inconclusive');
    expect(verdict.sentence).toContain(
      'The required device "iPhone 15" is only in executions without a conclusion.',
    );
  });

  it('fails on more new failures than the policy allows, whatever the rate', () => {
    const night = remember(greenNight(), failingNight());
    const policy = { ...defaultPolicy, minPassRate: 50 };
    expect(judge(night, policy, 0).conclusion).toBe('passed');
    const verdict = judge(night, { ...policy, maxNewFailures: 2 }, 0);
    expect(verdict.sentence).toBe(
      '9 of 12 executions passed. There are 3 new failures, the policy allows 2.',
    );
    expect(judge(night, { ...policy, maxNewFailures: 3 }, 0).conclusion).toBe('passed');
    const next = remember(night, failingNight(2));
    expect(judge(next, { ...policy, maxNewFailures: 0 }, 0).conclusion).toBe('passed');
  });

  it('takes every failure for new when no earlier run is known, but none that is tolerated', () => {
    const policy = { ...defaultPolicy, minPassRate: 50, maxNewFailures: 0 };
    const verdict = judge(failingNight(), policy, 0);
    expect(verdict.sentence).toContain(
      'There are 3 new failures (no earlier run is known), the policy allows 0.',
    );
    const tolerated = { ...policy, knownFailures: [known({ case: '*', expiredFromMs: 1 })] };
    expect(judge(failingNight(), tolerated, 0).conclusion).toBe('passed');
  });

  it('fails an execution that took too long, and doubts one of unknown length', () => {
    expect(judged([execution()], { maxDurationMs: 58_674 })).toMatchObject({ conclusion: 'failed' });
    expect(judged([execution()], { maxDurationMs: 58_675 }).conclusion).toBe('passed');
    expect(judged([without('endedAtMs')], { maxDurationMs: 1 })).toMatchObject({
      conclusion: 'inconclusive',
      reasons: [{ kind: 'inconclusive', rule: 'max-duration' }],
    });
    expect(judgedUnread([without('endedAtMs')], { maxDurationMs: 1 })).toMatchObject({
      conclusion: 'passed',
      reasons: [{ kind: 'note', rule: 'max-duration' }],
    });
    const atOnce = execution({ startedAtMs: 1_000, endedAtMs: 1_000 });
    expect(judged([atOnce], { maxDurationMs: 1 }).conclusion).toBe('passed');
    const backwards = execution({ startedAtMs: 1_000, endedAtMs: 999 });
    expect(judged([backwards], { maxDurationMs: 1 })).toMatchObject({
      conclusion: 'inconclusive',
      reasons: [{ kind: 'inconclusive', rule: 'max-duration' }],
    });
  });

  it('lets no known failure cover for another test that the reporting service calls failed', () => {
    const policy = { knownFailures: [known({ case: 'Log in', expiredFromMs: 1 })] };
    const failing = (reported: ExecutionResult['reported'] = []): ExecutionResult =>
      execution({ outcome: 'failed', cases: [testCase({ name: 'Pay' }), failedCase('Log in')], reported });
    const judgedAtOnce = (one: ExecutionResult) => judged([one], policy, 0);
    expect(judgedAtOnce(failing([{ name: 'Pay', status: 'Failed' }]))).toMatchObject({
      conclusion: 'inconclusive',
      reasons: [
        {
          kind: 'inconclusive',
          message:
            'login on Pixel 8: the reporting service says that "Pay" failed, and the report that it passed.',
        },
        { kind: 'tolerated' },
      ],
    });
    const agreeing = [
      { name: 'Log in', status: 'FAILED' },
      { name: 'login', status: 'FAILED' },
      { status: 'FAILED' },
    ];
    expect(judgedAtOnce(failing(agreeing)).conclusion).toBe('passed');
    const loop = failing([{ name: 'Log in', status: 'FAILED' }]);
    loop.cases = [testCase({ name: 'Log in' }), ...(loop.cases ?? [])];
    expect(judgedAtOnce(loop).conclusion).toBe('passed');
  });

  it.each<[Policy['failOn'], boolean, boolean]>([
    [['failed', 'inconclusive'], true, true],
    [['failed'], true, false],
    [['inconclusive'], false, true],
    [[], false, false],
  ])(
    'R21: with fail-on %j the words stay and only blocking changes',
    (failOn, failedBlocks, unclearBlocks) => {
      const failedVerdict = judged([execution({ outcome: 'failed' })], { failOn });
      expect(failedVerdict).toMatchObject({ conclusion: 'failed', blocking: failedBlocks });
      const unclearVerdict = judged([execution({ timedOut: true })], { failOn });
      expect(unclearVerdict).toMatchObject({ conclusion: 'inconclusive', blocking: unclearBlocks });
    },
  );

  it('lists failures before everything else', () => {
    const verdict = judged(
      [
        execution({ executionId: 't', timedOut: true, startedAtMs: startedAtMs - 9 }),
        execution({ executionId: 'f', outcome: 'failed', cases: [failedCase()] }),
      ],
      { knownFailures: [known({ case: 'Pay' })] },
    );
    expect(verdict.reasons.map(({ kind }) => kind)).toEqual(['failed', 'inconclusive', 'note']);
  });

  it('R7, R8: no unknown or missing state ever passes, alone or among good ones', () => {
    const unsettled = anyExecution.filter(
      ({ state, cases }) =>
        (state !== undefined && state.toLowerCase() !== 'completed') ||
        (state === undefined && (cases ?? []).length === 0),
    );
    fc.assert(
      fc.property(unsettled, fc.boolean(), (one, withGood) => {
        const good = withGood ? [execution()] : [];
        expect(judged([...good, one], { minTests: 0 }).conclusion).not.toBe('passed');
      }),
      { numRuns: 500 },
    );
  });

  it('R7: no policy but one that allows inconclusive executions lets a doubtful one pass', () => {
    const anyPolicy: fc.Arbitrary<Partial<Policy>> = fc.record({
      minPassRate: fc.constantFrom(0, 50, 100),
      minTests: fc.constantFrom(0, 1),
      knownFailures: fc.constantFrom([], [known({ case: '*' })]),
      requiredDevices: fc.constantFrom([], ['Pixel 8']),
    });
    fc.assert(
      fc.property(fc.array(anyExecution, { maxLength: 3 }), anyPolicy, (some, policy) => {
        const verdict = judged([execution(), ...some], policy);
        const doubtful = verdict.counts.inconclusive > 0;
        const silent = distinctExecutions(some).some(
          ({ attempt, outcome, state }) =>
            attempt === undefined &&
            outcome !== 'failed' &&
            state !== undefined &&
            !/^completed$/iu.test(state),
        );
        if (doubtful || silent) expect(verdict.conclusion).not.toBe('passed');
      }),
      { numRuns: 500 },
    );
  });

  it('never says a word twice in a row, whatever the service says', () => {
    // What layers of a service make of one cause: their own word in front, or the cause once more.
    const prefix = fc.array(fc.constantFrom('Failed', 'failed', 'Completed'), { maxLength: 3 });
    const cause = fc.constantFrom(
      [],
      ['ResourcesUnavailable'],
      ['ResourcesUnavailable', 'resourcesUnavailable', 'Device A does not exist'],
      ['Device A does not exist'],
      ['Button 1 is missing', 'ResourcesUnavailable'],
    );
    const said = fc.tuple(prefix, cause).map((words) => words.flat().join(': '));
    fc.assert(
      fc.property(said, said, said, fc.boolean(), (reason, description, message, withCase) => {
        const cases = withCase ? [failedCase('Log in', message)] : [];
        const { sentence } = judged([execution({ outcome: 'failed', reason, description, cases })]);
        expect(sentence).not.toMatch(/\b(\w+)[:.]? \1\b/iu);
        expect(sentence).toMatch(/[^:\s]\.$/u);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its sentence short around a message of any length', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase('A', `x\n${'y'.repeat(1_000_000)}`)] });
    const { sentence } = judged([failing, execution({ executionId: 'b', outcome: 'failed' })]);
    expect(sentence.length).toBeLessThan(600);
    expect(sentence).not.toContain('\n');
  });

  it('passes only executions that each call themselves passed and have nothing against them', () => {
    fc.assert(
      fc.property(fc.array(anyExecution, { maxLength: 4 }), (some) => {
        const verdict = judged(some, { minTests: 0 });
        if (verdict.conclusion !== 'passed') return;
        expect(verdict.counts.passed).toBe(verdict.counts.executions);
        expect(verdict.counts.executions).toBeGreaterThan(0);
        expect(verdict.counts.casesPassed).toBe(verdict.counts.cases);
      }),
      { numRuns: 500 },
    );
  });
});
