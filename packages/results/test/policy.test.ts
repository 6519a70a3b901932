import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean, editDistance } from '../src/text/did-you-mean.ts';
import { defaultPolicy, PolicyError } from '../src/index.ts';
import { parsePolicy } from '../src/gate/policy.ts';

function problemsOf(yaml: string): string[] {
  try {
    parsePolicy(yaml);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  throw new Error('expected a PolicyError');
}

describe('parsePolicy', () => {
  it('R21: reads every key', () => {
    const yaml = `
min-pass-rate: 97.5
min-tests: 3
max-new-failures: 0
require:
  devices: [Pixel 8, "00008110"]
  scripts: [login]
known-failures:
  - {script: login, case: "Pay *", device: Pixel 8, reason: "BUG-7", expires: 2027-01-31}
allow-inconclusive: 1
max-duration: 1h 30m
fail-on: [failed]
`;
    expect(parsePolicy(yaml)).toEqual({
      minPassRate: 97.5,
      minTests: 3,
      maxNewFailures: 0,
      requiredDevices: ['Pixel 8', '00008110'],
      requiredScripts: ['login'],
      knownFailures: [
        {
          script: 'login',
          case: 'Pay *',
          device: 'Pixel 8',
          reason: 'BUG-7',
          expires: '2027-01-31',
          expiredFromMs: Date.UTC(2027, 1, 1),
        },
      ],
      allowInconclusive: 1,
      maxDurationMs: 5_400_000,
      failOn: ['failed'],
    });
  });

  it.each([
    '',
    '# nothing\n',
    '{}',
    'require:\nfail-on:\nmax-new-failures:\n',
    'min-pass-rate:\nmin-tests:\nknown-failures:\nmax-duration:\nrequire: {devices: , scripts: }\n',
  ])('keeps the defaults for %j', (yaml) => {
    expect(parsePolicy(yaml)).toEqual(defaultPolicy);
  });

  it.each([
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['500ms', 500],
    ['1H 30M', 5_400_000],
    ['1.25h', 4_500_000],
    ['1h  1m 1s 1ms', 3_661_001],
  ])('reads the duration %s', (text, ms) => {
    expect(parsePolicy(`max-duration: ${text}`).maxDurationMs).toBe(ms);
  });

  it('takes one conclusion without a list around it', () => {
    expect(parsePolicy('fail-on: inconclusive').failOn).toEqual(['inconclusive']);
    expect(problemsOf('fail-on: fail')).toEqual([
      'fail-on: "fail" is not a conclusion; use failed, inconclusive; did you mean "failed"?',
    ]);
  });

  it.each([
    ['script', 'login'],
    ['case', 'Pay'],
    ['device', 'Pixel 8'],
  ])('takes a known failure that names a %s only', (key, text) => {
    const yaml = `known-failures: [{${key}: " ${text} ", reason: BUG-7, expires: 2027-01-31}]`;
    const [known] = parsePolicy(yaml).knownFailures;
    const expiredFromMs = Date.UTC(2027, 1, 1);
    expect(known).toStrictEqual({ [key]: text, reason: 'BUG-7', expires: '2027-01-31', expiredFromMs });
  });

  it('takes a rate of 100', () => {
    expect(parsePolicy('min-pass-rate: 100').minPassRate).toBe(100);
  });

  it.each([
    [
      'known-failures: [Pay]',
      ['known-failures[0]: must hold the keys script, case, device, reason, expires, but it is "Pay"'],
    ],
    [
      'known-failures: [{}]',
      [
        'known-failures[0]: name a script, a case or a device; otherwise every failure would be tolerated',
        'known-failures[0].reason: must be a text, but it is missing',
        'known-failures[0].expires: must be a day such as 2027-01-31, but it is missing',
      ],
    ],
    [
      'known-failures: [{script: [a], reason: b, expires: 2027-01-31}]',
      ['known-failures[0].script: must be a text, but it is ["a"]'],
    ],
    [
      'known-failures: [{case: a, reason: " ", expires: 2027-01-31}]',
      ['known-failures[0].reason: must be a text, but it is " "'],
    ],
    ['require: {devices: [a, 1]}', ['require.devices[1]: put 1 in quotes, so that no digit of it is lost']],
    ['require: {scripts: a}', ['require.scripts: must be a list, but it is "a"']],
    ['fail-on: [1]', ['fail-on[0]: put 1 in quotes, so that no digit of it is lost']],
    [
      'fail-on: inconclusiv',
      ['fail-on: "inconclusiv" is not a conclusion; use failed, inconclusive; did you mean "inconclusive"?'],
    ],
    [
      'a: [1',
      [
        'Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6:',
      ],
    ],
    [
      'max-duration: about 30m',
      ['max-duration: must be a time with its unit, such as 30m or 1h30m, but it is "about 30m"'],
    ],
    [
      'max-duration: 30m or so',
      ['max-duration: must be a time with its unit, such as 30m or 1h30m, but it is "30m or so"'],
    ],
  ])('says of %s what is wrong, and nothing else', (yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });

  it('lists all problems at once, with what was probably meant', () => {
    const yaml = `
min-pas-rate: 90
minTests: 2
colour: red
require: {device: [a]}
known-failures:
  - {case: Pay, reason: BUG-7}
  - {reason: everything, expires: 2027-02-30}
allow-inconclusive: -1
max-duration: 30
fail-on: [fail, skipped]
`;
    expect(problemsOf(yaml).sort()).toEqual(
      [
        'the policy: unknown key "min-pas-rate"; did you mean "min-pass-rate"?',
        'the policy: unknown key "minTests"; did you mean "min-tests"?',
        'the policy: unknown key "colour"; known are min-pass-rate, min-tests, max-new-failures, require, known-failures, allow-inconclusive, max-duration, fail-on',
        'require: unknown key "device"; did you mean "devices"?',
        'known-failures[0].expires: must be a day such as 2027-01-31, but it is missing',
        'known-failures[1]: name a script, a case or a device; otherwise every failure would be tolerated',
        'known-failures[1].expires: "2027-02-30" is not a day; write yyyy-mm-dd, such as 2027-01-31',
        'allow-inconclusive: must be a number from 0, but it is -1',
        'max-duration: must be a time with its unit, such as 30m or 1h30m, but it is 30',
        'fail-on: "fail" is not a conclusion; use failed, inconclusive; did you mean "failed"?',
        'fail-on: "skipped" is not a conclusion; use failed, inconclusive',
      ].sort(),
    );
  });

  it.each([
    ['a text', 'hello', 'the policy: must hold the keys'],
    ['a list', '- a', 'the policy: must hold the keys'],
    ['broken YAML', 'a: [1', 'at line 1'],
    ['a key twice', 'min-tests: 1\nmin-tests: 2', 'unique'],
    ['two documents', 'min-tests: 1\n---\nmin-tests: 2', 'multiple documents'],
    ['an alias that leads nowhere', 'min-tests: *a', 'alias'],
    ['a list that holds itself', 'min-tests: &a [*a]', 'something without an end'],
    ['a mapping that holds itself', 'require: &a {devices: *a}', 'something without an end'],
    [
      'a rate in quotes',
      'min-pass-rate: "90%"',
      'min-pass-rate: must be a number from 0 to 100, but it is "90%"',
    ],
    ['a rate above 100', 'min-pass-rate: 101', 'from 0 to 100'],
    ['a rate that is no number', 'min-pass-rate: .nan', 'from 0 to 100'],
    ['half a new failure', 'max-new-failures: 0.5', 'max-new-failures: must be a whole number'],
    ['half a test', 'min-tests: 1.5', 'min-tests: must be a whole number'],
    ['a device id without quotes', 'require: {devices: [00123]}', 'put 123 in quotes'],
    ['require as a list', 'require: [a]', 'require: must hold the keys devices, scripts'],
    ['a known failure that is a text', 'known-failures: [Pay]', 'known-failures[0]: must hold the keys'],
    [
      'a known failure without reason',
      'known-failures: [{case: a, expires: 2027-01-01}]',
      'reason: must be a text',
    ],
    [
      'a date with a time',
      'known-failures: [{case: a, reason: b, expires: "2027-01-01T00:00"}]',
      'is not a day',
    ],
    ['a duration in days', 'max-duration: 1d', 'max-duration: must be a time'],
    ['a duration without meaning', 'max-duration: soon', 'max-duration: must be a time'],
  ])('refuses %s', (_, yaml, problem) => {
    expect(problemsOf(yaml).join('\n')).toContain(problem);
  });

  it('refuses a text that grows without end', () => {
    const levels = Array.from({ length: 12 }, (_, index) => {
      const inner = index === 0 ? 'x' : `*l${index - 1}`;
      return `l${index}: &l${index} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    expect(problemsOf(levels.join('\n'))).not.toEqual([]);
  });

  it('never throws anything but a PolicyError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parsePolicy(text);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      }),
    );
  });

  it('says in its message how many problems there are', () => {
    expect(new PolicyError(['a', 'b']).message).toBe('The policy has 2 problems:\n- a\n- b');
    expect(new PolicyError(['a']).message).toBe('The policy has 1 problem:\n- a');
    expect(new PolicyError(['a'])).toMatchObject({
      name: 'PolicyError',
      code: 'policy-invalid',
      hint: 'Correct the policy; nothing was judged with it.',
    });
  });
});

describe('didYouMean', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['expires', 'expire', 1],
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
  ])('counts the edits from %j to %j', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });

  it('suggests nothing when nothing is near', () => {
    expect(didYouMean('colour', ['reason', 'expires'])).toBeUndefined();
    expect(didYouMean('x'.repeat(100_000), ['reason'])).toBeUndefined();
  });
});
