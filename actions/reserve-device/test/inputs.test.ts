import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { InputReader } from '@perfecto-actions/action-kit';
import { errorsOf, readActionManifest } from '@perfecto-actions/workbench/step-runner';
import { fileURLToPath } from 'node:url';
import { readInputs, type Inputs } from '../src/inputs.ts';
import { Rehearsal } from './rehearsal.ts';

describe('inputs of reserve-device, read directly', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  async function read(given: Record<string, string>): Promise<Inputs> {
    const { inputs } = await readActionManifest(fileURLToPath(new URL('..', import.meta.url)));
    const values = { cloud: 'mycloud', 'security-token': 'token-of-a-test', leg: '3', ...given };
    for (const { name, default: fallback } of inputs) {
      process.env[`INPUT_${name.toUpperCase()}`] = (values as Record<string, string>)[name] ?? fallback ?? '';
    }
    Object.assign(process.env, {
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_JOB: 'ui',
    });
    // Reading masks the token, which is a command to the runner: not to the one that runs this test.
    const quiet = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      const reader = new InputReader();
      const parsed = readInputs(reader);
      reader.finish();
      return parsed;
    } finally {
      quiet.mockRestore();
    }
  }

  it('parses texts into values, and marks what it makes with run, attempt, job and leg', async () => {
    expect(
      await read({ 'device-ids': 'A1, a1\nB2,, A1', duration: '1h30m', 'no-device': 'WAIT' }),
    ).toMatchObject({
      deviceIds: ['a1', 'B2'],
      count: 2,
      durationMs: 5_400_000,
      noDevice: 'wait',
      waitMs: 900_000,
      mark: 'ci acme/shop run 77.2 ui 3',
    });
  });

  it('takes the flags of the Java expressions that the service knows', async () => {
    const { filters } = await read({ manufacturer: '(?i)samsung|google', model: 'iPhone-1.*(?!Mini)' });
    expect(filters).toEqual({ manufacturer: '(?i)samsung|google', model: 'iPhone-1.*(?!Mini)' });
  });

  const wrong: [inputs: Record<string, string>, problem: RegExp][] = [
    [{ model: 'iPhone-(' }, /model: "iPhone-\(" is not a valid regular expression/],
    [{ 'device-ids': 'A', os: 'iOS' }, /os: is given together with device-ids/],
    [{ 'device-ids': 'A,B', count: '3' }, /count: is 3, but device-ids names 2/],
    [{ count: '0' }, /count: is "0"; give a whole number from 1 to 100/],
    [{ count: '1.5' }, /count: is "1\.5"/],
    [{ count: '-1' }, /count: is "-1"/],
    [{ duration: '30s' }, /duration: is 30s; give a time from 1 min to 24 h/],
    [{ duration: '2d' }, /duration: is 2d/],
    [{ duration: '' }, /duration: is ""; give a time such as/],
    [{ wait: 'a while' }, /wait: is "a while"/],
    [{ 'no-device': 'hope' }, /no-device: is "hope"; give one of fail, wait, skip/],
  ];
  it.each(wrong)('R14: refuses %j', async (inputs, problem) => {
    await expect(read(inputs)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [expect.stringMatching(problem)],
    });
  });
});

describe('inputs of reserve-device, through the bundle', () => {
  let rehearsal: Rehearsal;
  beforeEach(async () => {
    rehearsal = await Rehearsal.open();
  });
  afterEach(() => rehearsal.close());

  it('R14: lists all problems at once in under a second, sends nothing, and its post step does nothing', async () => {
    const step = await rehearsal.run({
      cloud: rehearsal.lab.httpUrl,
      'security-token': '',
      model: '[',
      os: '*',
      count: 'many',
      duration: '1y',
      'no-device': 'x',
      'ca-file': 'none.pem',
    });
    expect(step.outcome).toBe('failure');
    expect(step.durationMs).toBeLessThan(1000);
    expect(errorsOf(step).map((message) => message.split(':')[0])).toEqual([
      'cloud',
      'security-token',
      'ca-file',
      'os',
      'model',
      'count',
      'duration',
      'no-device',
    ]);
    expect(step.log).toContain('Nothing was sent: correct the 8 problems above.');
    expect(step.post).toMatchObject({ outcome: 'success', annotations: [] });
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('is red for a wrong token, with what to do', async () => {
    const step = await rehearsal.run({}, { secrets: { TOKEN: 'nobody-knows-me' } });
    expect(errorsOf(step)).toEqual([expect.stringContaining('Check the security token')]);
    expect(step.post?.outcome).toBe('success');
    expect(rehearsal.reservations()).toEqual([]);
  });
});
