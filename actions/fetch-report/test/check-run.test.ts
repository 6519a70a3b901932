import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  rateLimited,
  readOnly,
  startGitHub,
  type GitHubStandIn,
  type Permissions,
} from '@perfecto-actions/workbench/github';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

let gitHub: GitHubStandIn;
let job: Rehearsal;
let executions: string;

beforeAll(async () => {
  job = await openRehearsal("scripts: [{ match: '*', outcome: failed, message: 'Welcome is <missing>' }]");
  const started = await job.run('run-script', {
    'script-key': 'PUBLIC:Samples/login.xml',
    'device-ids': 'R3DEMO000008,2ADEMO000001',
  });
  executions = started.outputs['executions'] ?? '';
});

afterAll(() => job.close());

beforeEach(async () => {
  gitHub = await startGitHub();
});

afterEach(() => gitHub.close());

function fetch(inputs: Record<string, string> = {}, permissions?: Permissions, event: unknown = {}) {
  const run = gitHub.startRun();
  return job.run(
    'fetch-report',
    { executions, 'report-timeout': '5s', 'check-run': 'Device tests', ...inputs },
    { services: run.job(permissions && { permissions }), event },
  );
}

const notices = (step: Awaited<ReturnType<typeof fetch>>) =>
  step.annotations.filter(({ level }) => level === 'notice').map(({ message }) => message);

describe('check-run of fetch-report', () => {
  it('is a failure with the summary and one annotation for the cause', async () => {
    const step = await fetch();
    expect(step.outcome).toBe('failure');
    const [check] = gitHub.checkRuns;
    expect(check).toMatchObject({
      name: 'Device tests',
      status: 'completed',
      conclusion: 'failure',
      requests: 1,
    });
    expect(check?.title).toContain('0 of 2 executions passed');
    expect(check?.summary).toContain('Welcome is');
    expect(check?.summary).not.toContain('<missing>');
    expect(check?.annotations).toMatchObject([{ annotation_level: 'failure' }]);
    expect(step.outputs['check-run-url']).toContain(`/runs/${check?.id ?? 0}`);
    expect(notices(step)).toEqual([]);
  });

  it('is neutral when the policy does not block, and a success when all passed', async () => {
    await fetch({ policy: 'fail-on: []' });
    await fetch({ policy: 'known-failures: [{ script: login, reason: SHOP-1, expires: 2999-01-01 }]' });
    expect(gitHub.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['neutral', 'success']);
  });

  it('is put on the head of a pull request, not on the merge nobody sees', async () => {
    await fetch({}, undefined, { pull_request: { head: { sha: 'f'.repeat(40) } } });
    expect(gitHub.checkRuns[0]?.headSha).toBe('f'.repeat(40));
  });

  it('R24: becomes a commit status where check runs are refused', async () => {
    const step = await fetch({}, { ...readOnly, statuses: 'write' });
    expect(gitHub.checkRuns).toEqual([]);
    expect(gitHub.statuses).toMatchObject([{ state: 'failure', context: 'Device tests' }]);
    expect(gitHub.statuses[0]?.targetUrl).toContain('/actions/runs/');
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed' } });
    expect(notices(step)).toEqual([expect.stringContaining('commit status Device tests instead')]);
  });

  it('R24: becomes a notice where the token may only read, with the same verdict', async () => {
    for (const [policy, outcome] of [
      ['', 'failure'],
      ['fail-on: []', 'success'],
    ] as const) {
      const step = await fetch({ policy }, readOnly);
      expect(step).toMatchObject({ outcome, outputs: { conclusion: 'failed' } });
      expect(notices(step)).toEqual([expect.stringContaining('checks: write')]);
    }
  });

  it.each([
    ['the rate limit is used up', rateLimited(Date.now() + 60_000)],
    ['the server fails', { status: 502 }],
    ['the connection breaks', 'reset'],
  ] as const)('R24: changes no verdict when %s', async (_, answer) => {
    gitHub.faults.push({ path: /^\/repos/, answer });
    const step = await fetch({ policy: 'fail-on: []' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'failed' } });
    expect(notices(step)).toHaveLength(1);
  });

  it('R24: changes no verdict without a token', async () => {
    const step = await fetch({ policy: 'fail-on: []', 'github-token': '' });
    expect(step.outcome).toBe('success');
    expect(notices(step)).toEqual([expect.stringContaining('no github-token')]);
  });
});

describe('the event of the run', () => {
  it('R24: changes no verdict when its file is not whole', async () => {
    const run = gitHub.startRun();
    const file = join(job.workspace, 'event.json');
    await writeFile(file, '{"pull_request":');
    const step = await job.run(
      'fetch-report',
      {
        executions,
        'report-timeout': '5s',
        'check-run': 'Device tests',
        'artifact-name': 'report',
        'compare-with': 'previous',
        policy: 'fail-on: []',
      },
      { services: { ...run.job(), env: { ...run.job().env, GITHUB_EVENT_PATH: file } } },
    );
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'failed' } });
    expect(notices(step)).toHaveLength(3);
  });
});

describe('annotations of fetch-report', () => {
  const causes = (step: Awaited<ReturnType<typeof fetch>>) =>
    step.annotations.filter(({ message }) => message.includes('Welcome is <missing> |'));

  it('R27: name a cause once, with the places it hit', async () => {
    const step = await fetch({ 'check-run': '' });
    expect(causes(step)).toMatchObject([{ level: 'error' }]);
    for (const phone of ['Pixel 8 Pro', 'Galaxy S23']) {
      expect(causes(step)[0]?.message).toContain(`login on ${phone}`);
    }
  });

  it('can be turned off, and are not doubled by a check run', async () => {
    expect(causes(await fetch({ 'check-run': '', annotations: 'false' }))).toEqual([]);
    expect(causes(await fetch())).toEqual([]);
  });

  it('are there where a check run was refused', async () => {
    expect(causes(await fetch({}, readOnly))).toHaveLength(1);
  });
});
