import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { scenarios } from '../src/generated/assets.ts';
import { readScenario, ScenarioError, startLab } from '../src/index.ts';
import { services, startScript, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const launcher = fileURLToPath(new URL('../bin/perfecto-lab.mjs', import.meta.url));

function problemsOf(text: string): readonly string[] {
  try {
    readScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

describe('a scenario', () => {
  it('lists everything that is wrong with it', () => {
    expect(
      problemsOf(`
device: []
devices: [{deviceId: A, colour: red, status: sleeping}, {model: x}]
scripts:
  - {match: '*', outcome: green, duration: soon}
  - {outcome: passed, per-device: {'[': {outcome: failed}}}
faults: [{kind: boom}, {kind: status}, {kind: drip, bytes-per-second: 10, body: x}, {kind: stall, path: '('},
  {kind: insert, bytes: xyz}, {kind: wrong-length, by-bytes: some}, {kind: huge-headers}]
certificate: green
users: [{token: x}]
screens: [{device: '(', texts: all, colour: red}]
commands: [{fails: x}, {match: a, duration: long}]
applications: [{name: x}]
reports: {delay: -1}
settings: {notFoundStatus: nope, warp: 9}
`),
    ).toEqual([
      'scenario: unknown key "device"; known are devices, users, scripts, reports, screens, commands, applications, allocation, faults, certificate, settings',
      expect.stringContaining('devices[0]: unknown key "colour"'),
      expect.stringContaining('devices[0].status: expected one of Never Connected'),
      'devices[1]: deviceId is missing',
      'users[0]: name is missing',
      'scripts[0].outcome: expected one of passed, failed, inconclusive, found "green"',
      'scripts[0].duration: expected a duration such as 500ms, 2s or 1.5m, found "soon"',
      'scripts[1]: match is missing',
      'scripts[1].per-device.[: is neither a device id nor a regular expression',
      expect.stringContaining('screens[0]: unknown key "colour"'),
      'screens[0].device: is neither a device id nor a regular expression',
      'screens[0].texts: expected a list, found "all"',
      'commands[0]: match is missing',
      'commands[1].duration: expected a duration such as 500ms, 2s or 1.5m, found "long"',
      'applications[0]: file is missing',
      expect.stringContaining('faults[0].kind: expected one of status'),
      'faults[1]: status is missing',
      expect.stringContaining('faults[2]: unknown key "body"'),
      'faults[3].path: "(" is no regular expression',
      'faults[4].bytes: expected bytes in hex, such as efbbbf',
      'faults[5].by-bytes: expected a whole number, found "some"',
      'faults[6]: bytes is missing',
      'certificate: expected one of expired, other-authority, found "green"',
      expect.stringContaining('settings: unknown key "warp"'),
      'settings.notFoundStatus: expected a number, found "nope"',
      'reports.delay: expected a duration such as 500ms, 2s or 1.5m, found -1',
    ]);
  });

  it.each([
    [
      'a list that holds itself',
      'allocation: {busy: &a [*a]}',
      'allocation.busy[0]: expected a text, found something',
    ],
    ['a name that nothing has', 'devices: *a', 'alias'],
    ['a text for devices', 'scripts: [{match: a, per-device: abc}]', 'per-device: expected a mapping'],
    ['a duration without an end', 'scripts: [{match: a, duration: .inf}]', 'expected a duration'],
    ['a setting that is no number', 'settings: {notFoundStatus: .nan}', 'expected a number'],
    ['a status that no answer has', 'faults: [{kind: status, status: 99999}]', 'status of an answer'],
    [
      'a header with a line break',
      'faults: [{kind: status, status: 503, headers: {X-A: "a\\nb"}}]',
      'HTTP cannot carry the header "X-A"',
    ],
    [
      'a header that is a mapping',
      'faults: [{kind: status, status: 503, headers: {X-A: {toString: 1}}}]',
      'expected a text',
    ],
    [
      'a type with a line break',
      'faults: [{kind: content-type, content-type: "a\\nb"}]',
      'HTTP cannot carry',
    ],
    ['a skew beyond all dates', 'faults: [{kind: clock-skew, skew: 300000000h}]', 'beyond all dates'],
  ])('says so instead of tripping over it: %s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  it('takes a device pattern that JavaScript minds for a pattern like any other', () => {
    const { scripts } = readScenario('scripts: [{match: a, per-device: {__proto__: {outcome: failed}}}]');
    expect(Object.entries(scripts[0]?.perDevice ?? {})).toEqual([['__proto__', { outcome: 'failed' }]]);
  });

  it.each(['[', '- a list', 'just text'])('that is no mapping is refused: %s', async (text) => {
    await expect(startLab({ scenario: text })).rejects.toThrow(ScenarioError);
  });

  it('of an unknown name is refused', async () => {
    await expect(startLab({ scenario: 'sunny' })).rejects.toThrow(
      /^The scenario has 1 problem:\n- no scenario is shipped under the name "sunny"; there are default, /,
    );
  });

  it('that is shipped is named by the help of the command', () => {
    const help = execFileSync(process.execPath, [launcher, '--help'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(Object.keys(scenarios).filter((name) => !help.includes(name))).toEqual([]);
  });

  it('adds devices and users and changes those that are there', async () => {
    const { lab } = await openLab({
      scenario: `
devices: [{deviceId: NEW1, os: iOS, model: iPhone-99}, {deviceId: f52f82c4demo01, status: Error}]
users: [{name: eve@example.com, token: eve-token}]
allocation: {busy: [F52F82C4DEMO02]}
settings: {notFoundStatus: 404}
`,
    });
    expect(lab.state.devices.all.size).toBe(35);
    expect(lab.state.devices.find('F52F82C4DEMO01')?.status).toBe('Error');
    expect(lab.state.devices.find('F52F82C4DEMO02')?.session).toEqual({ user: 'dana@example.com' });
    expect((await services(lab, 'executions/x', 'status', {}, 'eve-token')).status).toBe(404);
  });

  it('sets outcome, duration and message per device, by id or model', async () => {
    const { lab, clock } = await openLab({
      scenario: `
scripts:
  - match: '*LOGIN*'
    duration: 10s
    report-delay: 3s
    per-device:
      F52F82C4DEMO01: {outcome: failed, failing-step: 1, message: Crash at start}
      Galaxy.*: {outcome: failed, message: Samsung only}
`,
    });
    const run = async (deviceId: string) => {
      const { executionId } = await startScript(lab, 'PUBLIC:Samples/login.xml', { 'param.DUT': deviceId });
      await clock.advance(500 + 9_999);
      const before = (await statusOf(lab, executionId)).status;
      await clock.advance(60_000);
      return [before, (await statusOf(lab, executionId)).completionDescription];
    };
    expect(await run('F52F82C4DEMO01')).toEqual(['Completed', 'Crash at start']);
    expect(await run('R3DEMO000008')).toEqual(['Running', 'Samsung only']);
    expect(await run('F52F82C4DEMO03')).toEqual(['Running', 'Success']);
  });

  it('brings faults along', async () => {
    const { lab } = await openLab({
      scenario:
        'faults: [{kind: status, status: 429, retry-after: 2, operation: script.status, times: 1}, {kind: clock-skew, skew: -2h}]',
    });
    const got = await services(lab, 'executions/x', 'status');
    expect([got.status, got.headers['retry-after']]).toEqual([429, '2']);
  });

  it.each([
    ['{ kind: insert, bytes: "00ff", after-bytes: 3 }', { kind: 'insert', bytes: '00ff', afterBytes: 3 }],
    ['{ kind: wrong-length, by-bytes: -4 }', { kind: 'wrong-length', byBytes: -4 }],
    ['{ kind: huge-headers, bytes: 9 }', { kind: 'huge-headers', bytes: 9 }],
    ['{ kind: gzip }', { kind: 'gzip' }],
    ['{ kind: http-1.0 }', { kind: 'http-1.0' }],
  ])('reads the fault %s', (text, fault) => {
    expect(readScenario(`faults: [${text}]`).faults).toEqual([{ ...fault, match: {} }]);
  });

  it('brings a certificate that has run out along', async () => {
    const { lab } = await openLab({ scenario: 'certificate: expired' });
    await expect(services(lab, 'executions', 'list')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  });
});
