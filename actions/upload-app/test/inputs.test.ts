import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal } from './rehearsal.ts';

let rehearsal: Rehearsal;

beforeEach(async () => {
  rehearsal = await Rehearsal.open();
  await rehearsal.apk();
});
afterEach(() => rehearsal.close());

/** Messages of the errors of a step, in order. */
async function problemsOf(inputs: Record<string, string>): Promise<string[]> {
  const step = await rehearsal.run({ path: 'app.apk', ...inputs });
  expect(step.outcome).toBe('failure');
  return errorsOf(step);
}

describe('inputs of upload-app', () => {
  it('R14: lists every bad input at once, in under a second, and sends nothing', async () => {
    const step = await rehearsal.run({
      cloud: '',
      'security-token': '',
      'ca-file': '/nowhere/ca.pem',
      path: '',
      locator: '',
      'artifact-type': 'APP',
      override: 'perhaps',
      api: 'v3',
      area: 'attic',
      timeout: 'long',
      'request-timeout': '99h',
      'skip-unchanged': '',
      'if-no-files-found': 'shrug',
      plan: 'yes',
      summary: 'no',
    });
    expect(step.outcome).toBe('failure');
    expect(step.durationMs).toBeLessThan(1000);
    expect(rehearsal.lab.requests).toEqual([]);
    const inputs = [
      'cloud',
      'security-token',
      'ca-file',
      'path',
      'locator',
      'artifact-type',
      'override',
      'api',
      'area',
      'timeout',
      'request-timeout',
      'skip-unchanged',
      'if-no-files-found',
      'plan',
      'summary',
    ];
    for (const input of inputs) expect(step.log).toMatch(new RegExp(`^##\\[error\\]${input}: `, 'm'));
    expect(step.log).toContain('Nothing was sent: correct the 15 problems above.');
    expect(step.log).not.toMatch(/^\s+at /m);
    expect(step.outputs).toEqual({});
  });

  const wrong: [name: string, inputs: Record<string, string>, message: RegExp][] = [
    [
      'a locator without visibility',
      { locator: 'ci/app.apk' },
      /^locator: "ci\/app.apk" has no visibility; write PRIVATE:/,
    ],
    [
      'a visibility in lower case',
      { locator: 'private:ci/app.apk' },
      /^locator: begins with "private"; give PRIVATE, GROUP or PUBLIC in capitals/,
    ],
    ['an unknown visibility', { locator: 'TEAM:app.apk' }, /^locator: begins with "TEAM"/],
    ['a backslash in the locator', { locator: 'PRIVATE:ci\\app.apk' }, /^locator: holds a backslash/],
    ['".." in the locator', { locator: 'PRIVATE:ci/../app.apk' }, /^locator: holds "\." or "\.\."/],
    [
      'a character that the repository takes in no name',
      { locator: 'PRIVATE:ci/app?.apk' },
      /would get the name app\?\.apk, and the repository takes no \? in names/,
    ],
    [
      'legacy together with tags',
      { api: 'legacy', tags: 'nightly' },
      /^tags: work with api v1 only; leave them out or set api to v1/,
    ],
    [
      'user and password together with v1',
      { 'security-token': '', user: 'ci.bot@example.com', password: 'secret word' },
      /^api: v1 takes a security token only; with user and password set api to legacy/,
    ],
    [
      'a token together with a password',
      { user: 'ci.bot@example.com', password: 'secret word', api: 'legacy' },
      /^security-token: is given together with user or password/,
    ],
    [
      'a user without password',
      { 'security-token': '', user: 'ci.bot@example.com', api: 'legacy' },
      /^password: is missing; user and password go together/,
    ],
    [
      'plain http',
      { cloud: 'http://mycloud.perfectomobile.com' },
      /^cloud: http:\/\/mycloud.perfectomobile.com is not https; .* Use https:\/\//,
    ],
    ['a token with a blank', { 'security-token': 'two words' }, /^security-token: holds a blank/],
    ['a cloud with credentials in it', { cloud: 'https://me:pw@cloud.example' }, /^cloud: .*credentials/],
    ['a cloud that is no name', { cloud: 'my cloud!' }, /^cloud: "my cloud!" is neither a name/],
    ['only exclusions', { path: '!**/*.apk' }, /^path: only excludes; name a file/],
    ['a path without a match', { path: 'build/*.apk' }, /^path: no file matches build\/\*\.apk; check/],
    ['a folder as path', { path: '.' }, /^path: no file matches \.;.*A folder needs a pattern/],
  ];
  it.each(wrong)('R14: is red for %s and sends nothing', async (_, inputs, message) => {
    const errors = await problemsOf(inputs);
    expect(errors).toEqual([expect.stringMatching(message)]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('R14: reports a wrong locator and wrong credentials in one run', async () => {
    const errors = await problemsOf({ locator: 'app.apk', 'security-token': '' });
    expect(errors).toHaveLength(2);
  });

  it('R17: refuses a ca-file that holds no certificate, or a damaged one', async () => {
    await rehearsal.file('ca.txt', 'hello');
    await rehearsal.file('ca.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(await problemsOf({ 'ca-file': 'ca.txt' })).toEqual([
      'ca-file: ca.txt holds no certificate in PEM form.',
    ]);
    expect(await problemsOf({ 'ca-file': 'ca.pem' })).toEqual([
      'ca-file: ca.pem holds a damaged certificate; export it again in PEM form.',
    ]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('R17: does not talk to a cloud whose certificate it cannot check, and names ca-file', async () => {
    const [error] = await problemsOf({ 'ca-file': '' });
    expect(error).toMatch(/^The certificate of localhost:\d+ is not trusted/);
    expect(error).toContain('give its certificate as ca-file');
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('names the hint when the cloud cannot be reached', async () => {
    const { url } = rehearsal.lab;
    await rehearsal.lab.close();
    const [error] = await problemsOf({ cloud: url, 'ca-file': '' });
    expect(error).toMatch(/^No connection to localhost:\d+: nothing listens there\./);
    expect(error).toContain('Check the name of the cloud');
  });
});
