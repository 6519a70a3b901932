import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startGitHub,
  type GitHubStandIn,
  type RunOptions,
  type WorkflowRun,
} from '@perfecto-actions/workbench/github';
import type { Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import { emptyWorkspaces, ranGreenAndRed, type Ran } from './ran-scripts.ts';

const hourMs = 3_600_000;

let green: Ran;
let red: Ran;
let gitHub: GitHubStandIn;
/** What time it is on the stand-in. */
let nowMs: number;

beforeAll(async () => {
  [green, red] = await ranGreenAndRed();
});

afterAll(() => Promise.all([green.job.close(), red.job.close()]));

beforeEach(async () => {
  nowMs = Date.now() - 7 * hourMs;
  gitHub = await startGitHub({ now: () => nowMs });
});

afterEach(async () => {
  await gitHub.close();
  await emptyWorkspaces([green, red]);
});

/** A nightly run that stored its results; it is still under way. */
async function storing(ran: Ran, options: RunOptions = {}): Promise<WorkflowRun> {
  const run = gitHub.startRun(options);
  await storeLeg(ran, run);
  return run;
}

/** Inputs that store results. */
const stored = { 'report-timeout': '5s', 'artifact-name': 'nightly' };

async function storeLeg({ job, executions }: Ran, run: WorkflowRun): Promise<void> {
  await job.run('fetch-report', { ...stored, executions }, { services: run.job() });
}

/** The gate of a release, which fetches nothing itself. */
async function gate(inputs: Record<string, string> = {}, services = release().job()) {
  const requests = green.job.lab.requests.length;
  const step = await green.job.run(
    'fetch-report',
    { 'results-run': 'nightly.yml', 'results-artifacts': 'nightly-results', directory: 'gate', ...inputs },
    { services },
  );
  const asked = green.job.lab.requests.slice(requests).map(({ operation }) => operation);
  return { ...step, asked, errors: messagesOf(step, 'error'), notices: messagesOf(step, 'notice') };
}

function release(options: RunOptions = {}): WorkflowRun {
  nowMs = Date.now();
  return gitHub.startRun({ workflowFile: 'release.yml', event: 'push', ...options });
}

function messagesOf(step: Awaited<ReturnType<Rehearsal['run']>>, wanted: string): string {
  return step.annotations
    .filter(({ level }) => level === wanted)
    .map(({ message }) => message)
    .join('\n');
}

describe('results-run', () => {
  it('judges the last completed run of another workflow without fetching anything', async () => {
    (await storing(green)).complete('success');
    const step = await gate();
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed', executions: '1' } });
    expect(step.log).toMatch(/Judging run 1 of nightly\.yml on main \(.+\), which began 7 h .*ago\./);
    expect(step.asked).not.toContain('report.download');
  });

  it('is red when that run was, by the policy of the gate and not by its own', async () => {
    (await storing(red)).complete('failure');
    expect(await gate()).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed' } });
    const tolerant = await gate({ policy: 'fail-on: []' });
    expect(tolerant).toMatchObject({ outcome: 'success', outputs: { conclusion: 'failed' } });
  });

  it('takes the last one of several, and none that has not ended', async () => {
    (await storing(red)).complete('failure');
    nowMs += hourMs;
    (await storing(green)).complete('success');
    nowMs += hourMs;
    await storing(red);
    expect(await gate()).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
  });

  it('does not take the second attempt of the night for a later one of what this run did', async () => {
    const night = gitHub.startRun();
    const services = night.job();
    const again = { ...services, github: { ...services.github, run_attempt: '2' } };
    await green.job.run('fetch-report', { ...stored, executions: green.executions }, { services: again });
    night.complete('success');
    const step = await red.job.run(
      'fetch-report',
      {
        executions: red.executions,
        'report-timeout': '5s',
        'results-run': 'nightly.yml',
        'results-artifacts': 'nightly-results',
      },
      { services: release().job() },
    );
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', executions: '2' } });
  });

  it('says which commit was tested, if it is another one', async () => {
    (await storing(green, { sha: 'a'.repeat(40) })).complete('success');
    expect((await gate()).notices).toContain('It tested commit aaaaaaaaaa; this run is for 0000000000.');
    const same = await gate({}, release({ sha: 'a'.repeat(40) }).job());
    expect(same.notices).toBe('');
  });

  it('knows nothing of other branches and other workflows', async () => {
    (await storing(green, { branch: 'feature' })).complete('success');
    (await storing(green, { workflowFile: 'weekly.yml' })).complete('success');
    const step = await gate();
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.errors).toContain('No run of nightly.yml on main has completed.');
  });

  it.each([
    ['a fork', 'stranger/app'],
    ['a fork that is gone', null],
  ] as const)('never takes the word of %s that calls its branch as the default branch', async (_, fork) => {
    nowMs -= hourMs;
    (await storing(red)).complete('failure');
    nowMs += hourMs;
    (await storing(green, { event: 'pull_request', fork })).complete('success');
    const step = await gate();
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed' } });
    expect(step.log).toContain('Judging run 1 of nightly.yml');
  });

  it('R26: judges a leg whose results are far down the list of artifacts', async () => {
    const run = await storing(green);
    const [any] = gitHub.artifacts;
    if (any === undefined) throw new Error('the first leg stored nothing');
    for (let number = 0; number < 100; number += 1)
      gitHub.artifacts.push({ ...any, id: 90_000 + number, name: `screenshots-of-leg-${number}` });
    await storeLeg(red, run);
    run.complete('failure');
    const step = await gate({ 'results-artifacts': 'nightly*-results*' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', executions: '2' } });
  });

  it.each([
    [
      'was cancelled',
      (run: WorkflowRun) => {
        run.complete('cancelled');
      },
      'ended as cancelled',
    ],
    [
      'is too old',
      (run: WorkflowRun) => {
        run.complete('success');
      },
      'ago, more than 6 h.',
    ],
  ] as const)('R7: is red when the last run %s, though one before it passed', async (_, end, why) => {
    nowMs -= hourMs;
    (await storing(green)).complete('success');
    nowMs += hourMs;
    end(await storing(green));
    const step = await gate({ 'results-max-age': '6h' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.errors).toContain(why);
    expect(step.summary).toContain('inconclusive');
  });

  it.each([
    [
      'stored no results',
      () => {
        gitHub.startRun().complete('failure');
      },
      /run 2 of nightly\.yml on main \(.+\) has no artifact nightly-results\./,
    ],
    [
      'has results whose time is over',
      () => {
        gitHub.artifacts.forEach((one) => (one.isExpired = true));
      },
      /has no artifact nightly-results\./,
    ],
    [
      'must not be read',
      () =>
        gitHub.faults.push({
          path: /\/actions\//,
          answer: { status: 403, json: { message: 'Resource not accessible by integration' } },
        }),
      /nightly\.yml cannot be asked for: .*actions: read/,
    ],
    [
      'has results that cannot be downloaded',
      () =>
        gitHub.faults.push({
          path: /\/zip$/,
          answer: { status: 410, json: { message: 'Artifact has expired' } },
        }),
      /results-artifacts: nightly-results: GitHub answered 410: Artifact has expired/,
    ],
  ] as const)('R7: is red when the last run %s', async (_, spoil, why) => {
    (await storing(green)).complete('success');
    spoil();
    const step = await gate();
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.errors).toMatch(why);
    expect(step.log).toContain('Let nightly.yml run to its end');
  });

  it('R7: is red without a token', async () => {
    (await storing(green)).complete('success');
    const step = await gate({ 'github-token': '' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.errors).toContain('There is no github-token.');
  });

  it('R14: refuses what is no workflow file, and a run without artifacts to take', async () => {
    const before = gitHub.requests.length;
    const step = await gate({ 'results-run': 'Nightly', 'results-artifacts': '' });
    expect(step.outcome).toBe('failure');
    expect(step.errors).toContain('give the file of a workflow');
    expect(step.errors).toContain('name the artifacts to judge too');
    expect(gitHub.requests).toHaveLength(before);
  });

  it('says in a plan whose results it would judge, and asks nobody', async () => {
    const step = await gate({ plan: 'true' });
    expect(step.log).toContain('join the results of nightly-results of the last run of nightly.yml');
    expect(gitHub.requests).toEqual([]);
  });
});
