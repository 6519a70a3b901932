import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, FailureGroup } from '../src/index.ts';
import { defaultPolicy, groupFailures, judge, latestAttempts, messagePattern } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import {
  evilTexts,
  execution,
  failedCase,
  failingNight,
  greenNight,
  labOutageNight,
  results,
  testCase,
  without,
} from './samples.ts';

function groupsOf(...executions: ExecutionResult[]): FailureGroup[] {
  return groupFailures(results(...executions));
}

function onlyGroup(...executions: ExecutionResult[]): FailureGroup {
  const [group, ...others] = groupsOf(...executions);
  if (group === undefined || others.length > 0)
    throw new Error(`expected one group, got ${others.length + 1}`);
  return group;
}

/** An execution of its own on a device of its own, with one failed case. */
function failing(number: number, message: string, changes: Partial<ExecutionResult> = {}): ExecutionResult {
  return execution({
    executionId: `run-${number}`,
    devices: [{ deviceId: `R3DEMO00000${number}`, model: `Galaxy S2${number}`, manufacturer: 'Samsung' }],
    outcome: 'failed',
    cases: [failedCase('Log in', message)],
    ...changes,
  });
}

describe('groupFailures', () => {
  it('R27: shows one cause on several devices once, with all it hit', () => {
    const group = onlyGroup(
      failing(1, 'Element 12 not found on Samsung Galaxy S21 after 30.2 s at 10:11:12'),
      failing(2, 'Element 7 not found on Samsung Galaxy S22 after 9 s at 23:59:01'),
    );
    expect(group).toMatchObject({
      outcome: 'failed',
      step: 'Log in > Tap',
      pattern: 'Element <n> not found on <device> after <n> s at <time>',
    });
    expect(group.occurrences.map(({ executionId, caseName }) => [executionId, caseName])).toEqual([
      ['run-1', 'Log in'],
      ['run-2', 'Log in'],
    ]);
  });

  it('R27: joins the same step and message of several scripts', () => {
    const group = onlyGroup(failing(1, 'Gone'), failing(2, 'Gone', { scriptName: 'pay' }));
    expect(group.occurrences.map(({ scriptName }) => scriptName)).toEqual(['login', 'pay']);
  });

  it.each<[string, ExecutionResult]>([
    ['another message', failing(2, 'Element is covered')],
    ['another step', failing(2, 'Gone', { cases: [failedCase('Log out', 'Gone')] })],
    [
      'another code',
      failing(2, 'Gone', {
        cases: [
          testCase({
            outcome: 'failed',
            failure: { step: 'Log in > Tap', message: 'Gone', code: 'ValidationFailure' },
          }),
        ],
      }),
    ],
  ])('keeps %s apart', (_, other) => {
    expect(groupsOf(failing(1, 'Gone'), other)).toHaveLength(2);
  });

  it('joins a lab fault whatever step it hit', () => {
    const lost = (number: number, step: string): ExecutionResult =>
      failing(number, '', {
        cases: [
          testCase({
            name: step,
            outcome: 'failed',
            failure: { step, message: 'No device', code: 'ResourcesUnavailable' },
          }),
        ],
      });
    expect(onlyGroup(lost(1, 'Log in'), lost(2, 'Pay'))).toMatchObject({ fault: 'lab' });
  });

  it('puts the most frequent cause first', () => {
    const groups = groupsOf(failing(1, 'Rare'), failing(2, 'Often'), failing(3, 'Often'));
    expect(groups.map(({ pattern }) => pattern)).toEqual(['Often', 'Rare']);
  });

  it('is empty when everything is green', () => {
    expect(groupFailures(greenNight())).toEqual([]);
  });

  it('names an execution that failed without a failed case, its code and description said once', () => {
    const group = onlyGroup(
      execution({ outcome: 'failed', reason: 'Failed', description: 'Failed: Failed: Lost', cases: [] }),
    );
    expect(group).toMatchObject({ message: 'Lost', fault: 'unknown' });
    expect(group.occurrences[0]?.caseName).toBeUndefined();
  });

  it('names a wait that gave up, and a state that nobody listed when it was judged', () => {
    expect(onlyGroup(execution({ outcome: 'inconclusive', timedOut: true, cases: [] }))).toMatchObject({
      outcome: 'inconclusive',
      message: 'It had not ended when the time was over',
    });
    const unjudged = results(execution({ state: 'Hibernating' }));
    const [group] = groupFailures({ ...unjudged, verdict: judge(unjudged, defaultPolicy, 0) });
    expect(group?.message).toBe('its last known state is "Hibernating", which is no end.');
  });

  it('leaves out an attempt that a later one replaced', () => {
    const again = execution({ executionId: 'again', attempt: 2 });
    expect(groupsOf(failing(1, 'Gone', { devices: again.devices, attempt: 1 }), again)).toEqual([]);
  });

  it('tells the causes of a bad night apart', () => {
    expect(
      groupFailures(labOutageNight()).map(({ fault, pattern, occurrences }) => [
        fault,
        pattern,
        occurrences.length,
      ]),
    ).toEqual([
      ['lab', 'ResourcesUnavailable: Device <device> is not available - device is in use', 6],
      ['unknown', "Button 'Pay now' was not found on <device> after <n> s", 2],
    ]);
    expect(groupFailures(failingNight()).map(({ fault }) => fault)).toEqual(['unknown', 'product']);
  });

  it('finds every failure exactly once, in any order of the executions, and the same ids again', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const groups = groupFailures(some);
        const shown = groups.flatMap(({ occurrences }) => occurrences.map(({ executionId }) => executionId));
        const red = latestAttempts(some.executions).filter(({ outcome }) => outcome !== 'passed');
        for (const { executionId } of red) expect(shown).toContain(executionId);
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        const turned = { ...some, executions: [...some.executions].reverse() };
        expect(groupFailures(turned)).toEqual(groups);
      }),
    );
  });
});

describe('the fault of a failure', () => {
  const whole = (changes: Partial<ExecutionResult>): ExecutionResult =>
    execution({ outcome: 'failed', cases: [], ...changes });
  const inCase = (message: string, code: string): ExecutionResult =>
    execution({
      outcome: 'failed',
      cases: [testCase({ outcome: 'failed', failure: { step: 'Tap', message, code } })],
    });

  it.each<[string, FailureGroup['fault'], ExecutionResult]>([
    ['no free device', 'lab', whole({ reason: 'ResourcesUnavailable' })],
    ['a device nobody has', 'lab', whole({ description: 'Device 0123456789ABCDEF does not exist' })],
    ['a device in use', 'lab', whole({ description: 'Device X is not available - device is in use' })],
    ['an abort', 'lab', whole({ outcome: 'inconclusive', flowEndCode: 'UserAborted' })],
    ['a blocked test', 'lab', whole({ reported: [{ status: 'BLOCKED' }] })],
    ['a script that cannot be parsed', 'script', whole({ reason: 'ParseError' })],
    ['a word in other letters', 'script', whole({ reason: 'PARSEERROR' })],
    ['a variable without value', 'script', whole({ description: 'variable/parameter DUT has no value' })],
    [
      'a variable without value that is called unavailable',
      'script',
      whole({ reason: 'ResourcesUnavailable', description: 'variable/parameter DUT has no value' }),
    ],
    ['a stale element', 'script', inCase('stale', 'HandsetStaleElementReferenceError')],
    ['a failed checkpoint', 'product', inCase('expected 1, found 2', 'ValidationFailure')],
    ['failed checkpoints alone', 'product', whole({ failedActions: 0, failedValidations: 2 })],
    ['failed checkpoints among failed actions', 'unknown', whole({ failedActions: 2, failedValidations: 2 })],
    ['an app that says the like of itself', 'unknown', inCase('This device is in use elsewhere', 'Failed')],
    [
      'a case of an execution that says so too',
      'lab',
      {
        ...inCase('Device A - device is in use', 'Failed'),
        description: 'Failed: Device A - device is in use',
      },
    ],
    ['a failed step that says no more', 'unknown', inCase('Failed', 'Failed')],
    ['an element that is not there', 'unknown', inCase("Button 'Pay now' was not found", 'Failed')],
    ['a wait that gave up', 'unknown', whole({ outcome: 'inconclusive', timedOut: true })],
    ['a code that nobody listed', 'unknown', whole({ reason: 'MoonPhase' })],
    ['nothing at all', 'unknown', without('state', without('flowEndCode', whole({})))],
    ['two tests, one blocked', 'unknown', whole({ reported: [{ status: 'BLOCKED' }, { status: 'FAILED' }] })],
  ])('of %s is %s', (_, fault, one) => {
    const group = onlyGroup(one);
    expect(group.fault).toBe(fault);
    expect(group.source).toMatch(fault === 'unknown' ? /^$/u : /^(?:notes-execution\.md|\w+\.yaml), /u);
    expect(group.because).not.toBe('');
  });
});

describe('messagePattern', () => {
  it.each([
    ['waited 30.5 s, 1,000 times', 'waited <n> s, <n> times'],
    ['at 2026-11-24T01:54:48.035Z', 'at <time>'],
    ['at 2026-11-24 01:54, 10:11:12.5', 'at <time>, <time>'],
    ['GET https://a.example/x?y=1 failed', 'GET <address> failed'],
    ['host 10.0.0.1:8443 refused', 'host <address> refused'],
    ['MAC 00:1a:2b:3c:4d:5e', 'MAC <address>'],
    ['user ci.bot@example.com', 'user <address>'],
    ['session 5f0c1a2b-3d4e-4f5a-8b6c-7d8e9f0a1b2c', 'session <id>'],
    ['at 0xDEADBEEF, com.x.View@1f2e3d', 'at <hex>, com.x.View@<hex>'],
    ['node 1a2b3c4d5e', 'node <id>'],
    ['device 2ADEMO000001', 'device <id>'],
    ['element12 in TextView[3]', 'element<n> in TextView[<n>]'],
    ['defaced facade UNAVAILABLE CHECKOUT2', 'defaced facade UNAVAILABLE CHECKOUT<n>'],
    ['  two\r\n\r\nlines\t. ', 'two lines'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['', ''],
  ])('reads %j as %j', (message, pattern) => {
    expect(messagePattern(message, [])).toBe(pattern);
  });

  it('takes the names of the devices out, whole words in any case only', () => {
    const names = ['Pixel 8', 'Google Pixel 8', 'ok', 'a.b(c'];
    expect(messagePattern('google pixel 8 is ok, Pixel 80 too, a.b(c not', names)).toBe(
      '<device> is ok, Pixel <n> too, <device> not',
    );
  });

  it.each(evilTexts)('stands %j as message and as name', (evil) => {
    expect(() => messagePattern(evil, [evil])).not.toThrow();
    expect(messagePattern(`lost ${evil}`, [])).not.toContain('\n');
  });

  it('is bounded for a hostile message', () => {
    for (const part of ['a', '1', 'a.', '1a', ':', '-', '@', 'a@', '0x', 'A1', '1:']) {
      expect(messagePattern(part.repeat(500_000), [part]).length).toBeLessThanOrEqual(300);
    }
  });
});
