import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseResults } from '@perfecto-actions/results';
import {
  rateLimited,
  startGitHub,
  type GitHubStandIn,
  type RunOptions,
  type WorkflowRun,
} from '@perfecto-actions/workbench/github';
import { emptyWorkspaces, ranGreenAndRed, type Ran } from './ran-scripts.ts';

let green: Ran;
let red: Ran;
let gitHub: GitHubStandIn;

beforeAll(async () => {
  [green, red] = await ranGreenAndRed();
});

afterAll(() => Promise.all([green.job.close(), red.job.close()]));

beforeEach(async () => {
  gitHub = await startGitHub();
});

afterEach(async () => {
  await gitHub.close();
  await emptyWorkspaces([green, red]);
});

function fetch(
  { job, executions }: Ran,
  run: WorkflowRun,
  inputs: Record<string, string> = {},
  event: unknown = {},
) {
  return job.run(
    'fetch-report',
    {
      executions,
      'report-timeout': '5s',
      'artifact-name': 'nightly',
      'compare-with': 'previous',
      ...inputs,
    },
    { services: run.job(), event },
  );
}

/** One whole night: its run, and what the step left. */
async function night(how: Ran, options: RunOptions = {}, inputs: Record<string, string> = {}) {
  const run = gitHub.startRun(options);
  const step = await fetch(how, run, inputs);
  run.complete(step.outcome === 'success' ? 'success' : 'failure');
  return step;
}

const notices = (step: Awaited<ReturnType<typeof night>>) =>
  step.annotations.filter(({ level }) => level === 'notice').map(({ message }) => message);

describe('compare-with: previous', () => {
  it('says that there is nothing to compare with on the first night, and judges all the same', async () => {
    const step = await night(green);
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed', 'new-failures': '' } });
    expect(notices(step)).toEqual([expect.stringContaining('there is none')]);
  });

  it('tells new, still failing and fixed over three nights', async () => {
    await night(green);
    const second = await night(red);
    expect(second.outputs).toMatchObject({ 'new-failures': '1', 'still-failing': '0', fixed: '0' });
    expect(second.log).toContain('Compared with run 1 on main');
    const third = await night(red);
    expect(third.outputs).toMatchObject({ 'new-failures': '0', 'still-failing': '1' });
    const fourth = await night(green);
    expect(fourth.outputs).toMatchObject({ 'new-failures': '0', 'still-failing': '0', fixed: '1' });
    expect(notices(fourth)).toEqual([]);
  });

  it('looks past a run that was cancelled before it left results', async () => {
    await night(red);
    gitHub.startRun().complete('cancelled');
    expect((await night(red)).outputs['still-failing']).toBe('1');
  });

  it('goes by the own branch, else by the default branch, and says which', async () => {
    await night(red);
    const first = await night(red, { branch: 'feature/basket' });
    expect(first.log).toContain('Compared with run 1 on main');
    const second = await night(red, { branch: 'feature/basket' });
    expect(second.log).toContain('Compared with run 2 on feature/basket');
  });

  it('takes no failure for known because a fork failed on a branch of the same name', async () => {
    await night(green);
    await night(red, { event: 'pull_request', fork: 'stranger/app' });
    const step = await night(red, {}, { policy: 'max-new-failures: 0\nmin-pass-rate: 0' });
    expect(step).toMatchObject({
      outcome: 'failure',
      outputs: { 'new-failures': '1', 'still-failing': '0' },
    });
  });

  it('compares the pull request of a fork with its own earlier run', async () => {
    const ofFork = { event: 'pull_request', fork: 'stranger/app' };
    await night(green);
    await night(red, ofFork);
    const event = { pull_request: { head: { repo: { full_name: 'stranger/app' } } } };
    const step = await fetch(red, gitHub.startRun(ofFork), {}, event);
    expect(step.log).toContain('Compared with run 2 on main');
    const another = { pull_request: { head: { repo: { full_name: 'other/app' } } } };
    const first = await fetch(red, gitHub.startRun({ ...ofFork, fork: 'other/app' }), {}, another);
    expect(first.log).toContain('Compared with run 1 on main');
  });

  it('does not mistake another workflow or an artifact of another name for its own', async () => {
    await night(red, { workflowFile: 'release.yml' });
    await night(red, {}, { 'artifact-name': 'other', 'compare-with': '' });
    const step = await night(red);
    expect(step.outputs['new-failures']).toBe('');
    expect(notices(step)[0]).toContain('none has an artifact nightly-results');
  });

  it('joins the results of all legs of the night before', async () => {
    const run = gitHub.startRun();
    await fetch(green, run);
    await fetch(red, run);
    run.complete('failure');
    const step = await night(red);
    expect(step.outputs['new-failures']).toBe('0');
  });

  it.each([
    ['has expired', () => gitHub.artifacts.map((one) => (one.isExpired = true)), 'have expired'],
    [
      'must not be read',
      () =>
        gitHub.faults.push({
          path: /\/actions\//,
          answer: { status: 403, json: { message: 'Resource not accessible by integration' } },
        }),
      'actions: read',
    ],
    [
      'is behind a used-up rate limit',
      () => gitHub.faults.push({ path: /^\/repos/, answer: rateLimited(Date.now() + 60_000) }),
      'rate limit',
    ],
    [
      'is behind a server that fails',
      () => gitHub.faults.push({ path: /^\/repos/, answer: { status: 502 } }),
      '502',
    ],
    [
      'is behind a connection that breaks',
      () => gitHub.faults.push({ path: /^\/repos/, answer: 'reset' }),
      '',
    ],
    [
      'is gone when it is fetched',
      () =>
        gitHub.faults.push({
          path: /\/zip$/,
          answer: { status: 410, json: { message: 'Artifact has expired' } },
        }),
      '410',
    ],
  ] as const)('R24: gives the same verdict when the earlier result %s', async (_, spoil, why) => {
    await night(red);
    spoil();
    const step = await night(green);
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed', fixed: '' } });
    expect(notices(step)).toEqual([expect.stringContaining('Nothing is compared.')]);
    expect(notices(step)[0]).toContain(why);
  });

  it('R24: gives the same verdict without a token', async () => {
    const step = await night(green, {}, { 'github-token': '' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(notices(step)).toEqual([expect.stringContaining('no github-token')]);
  });

  it('R14: needs the name under which results are stored', async () => {
    const before = green.job.lab.requests.length;
    const step = await green.job.run('fetch-report', { executions: 'x', 'compare-with': 'previous' });
    expect(step.annotations[0]?.message).toContain('give artifact-name too');
    expect(green.job.lab.requests).toHaveLength(before);
  });
});

describe('compare-with: a file', () => {
  it('compares with a results.json or the folder it lies in', async () => {
    const run = gitHub.startRun();
    await fetch(red, run, { directory: 'before', 'compare-with': '' });
    for (const path of ['before', 'before/results.json']) {
      const step = await fetch(red, run, { 'compare-with': path });
      expect(step.outputs['still-failing']).toBe('1');
    }
  });

  it.each([
    ['is not there', undefined, 'There is no file before.json in the workspace.'],
    ['is no JSON', 'hello', 'before.json cannot be read'],
    ['is of a later version', 'later', 'before.json cannot be read'],
  ])('R24: gives the same verdict when the file %s', async (_, content, why) => {
    const run = gitHub.startRun();
    if (content === 'later') {
      await fetch(green, run, { directory: 'first', 'compare-with': '' });
      const text = await readFile(join(green.job.workspace, 'first/results.json'), 'utf8');
      const later = JSON.stringify({ ...(JSON.parse(text) as object), version: 99 });
      await writeFile(join(green.job.workspace, 'before.json'), later);
    } else if (content !== undefined) {
      await writeFile(join(green.job.workspace, 'before.json'), content);
    }
    const step = await fetch(green, run, { 'compare-with': 'before.json' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(notices(step)[0]).toContain(why);
  });
});

describe('results of other jobs', () => {
  it('R26: are judged as one with what is fetched; a red leg is not outshone by the last one', async () => {
    const run = gitHub.startRun();
    const inputs = { 'compare-with': '' };
    await fetch(red, run, inputs);
    const step = await fetch(green, run, { ...inputs, 'results-artifacts': 'nightly' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', executions: '2' } });
  });

  it('R26: come along once with a pattern, though their results are an artifact of their own', async () => {
    const run = gitHub.startRun();
    const inputs = { 'compare-with': '', 'artifact-name': 'nightly-leg' };
    await fetch(green, run, inputs);
    await fetch(red, run, inputs);
    const step = await fetch({ ...green, executions: '' }, run, {
      'compare-with': '',
      'artifact-name': '',
      'results-artifacts': 'nightly-leg*',
      directory: 'night',
    });
    expect(step.outputs).toMatchObject({ conclusion: 'failed', executions: '2' });
    expect(step.log).not.toContain('Deprecation');
    expect(step.log.match(/^##\[group\]Download the artifact .*/gm)).toEqual([
      '##[group]Download the artifact nightly-leg-2',
      '##[group]Download the artifact nightly-leg',
    ]);
    const files = JSON.parse(step.outputs['files'] ?? '[]') as string[];
    expect(files.filter((file) => file.endsWith('report.xml'))).toHaveLength(2);
  });

  it('R26: can be judged without fetching anything, by name, pattern or file', async () => {
    const run = gitHub.startRun();
    await fetch(red, run, { 'compare-with': '', 'artifact-name': 'leg-1' });
    const kept = await readFile(join(red.job.workspace, 'perfecto-report/results.json'), 'utf8');
    await fetch(green, run, { 'compare-with': '', 'artifact-name': 'leg-2' });
    await mkdir(join(green.job.workspace, 'legs/first'), { recursive: true });
    await writeFile(join(green.job.workspace, 'legs/first/results.json'), kept);
    const only = { 'compare-with': '', 'artifact-name': '' };
    for (const [inputs, executions] of [
      [{ 'results-artifacts': 'leg-*' }, '2'],
      [{ 'results-artifacts': 'leg-1-results\nleg-2' }, '2'],
      [{ 'results-files': 'legs/*/results.json' }, '1'],
      [{ 'results-files': 'legs/first/results.json', 'results-artifacts': 'leg-2' }, '2'],
    ] as const) {
      const step = await fetch({ ...green, executions: '' }, run, { ...only, ...inputs });
      expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', executions } });
    }
  });

  it.each([
    ['cannot be listed', /ListArtifacts$/, { status: 403, json: { code: 'permission_denied', msg: 'no' } }],
    ['have no address', /GetSignedArtifactURL$/, { status: 403, json: { code: 'x', msg: 'no' } }],
  ])('R26: are red when the artifacts %s, and everything else is delivered', async (_, path, answer) => {
    const run = gitHub.startRun();
    await fetch(red, run, { 'compare-with': '', 'artifact-name': 'leg' });
    gitHub.faults.push({ path, answer });
    const step = await fetch(green, run, {
      'compare-with': '',
      'artifact-name': '',
      'results-artifacts': 'leg',
    });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.annotations[0]?.message).toContain('results-artifacts: ');
    expect(JSON.parse(step.outputs['files'] ?? '[]')).toHaveLength(4);
  });

  it('R26: are red when one is missing or cannot be read, and everything else is delivered', async () => {
    await writeFile(join(green.job.workspace, 'half.json'), '{"schema":');
    const step = await fetch(green, gitHub.startRun(), {
      'compare-with': '',
      'results-files': 'half.json\nlegs/**/results.json',
      'results-artifacts': 'leg-1',
      policy: 'fail-on: failed',
    });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    const messages = step.annotations.map(({ message }) => message).join('\n');
    for (const part of ['half.json', 'legs/**/results.json', 'artifact leg-1.'])
      expect(messages).toContain(part);
    expect(step.annotations.filter(({ level }) => level === 'error')).toHaveLength(3);
    const text = await readFile(join(green.job.workspace, 'perfecto-report/results.json'), 'utf8');
    expect(parseResults(text).executions).toHaveLength(4);
    expect(step.summary).toContain('Results of another job');
  });
});
