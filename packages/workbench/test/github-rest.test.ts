import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  rateLimited,
  readOnly,
  startGitHub,
  type GitHubStandIn,
  type Permissions,
  type WorkflowRun,
} from '../src/github/index.ts';

const repo = { owner: 'demo', repo: 'app' };
let gitHub: GitHubStandIn;
let run: WorkflowRun;

beforeEach(async () => {
  // The clients speak to the log of a runner, which is not here.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  gitHub = await startGitHub();
  run = gitHub.startRun();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await gitHub.close();
});

function octokit(permissions?: Permissions) {
  const { github } = run.job(permissions && { permissions });
  return getOctokit(github['token'] ?? '', { baseUrl: gitHub.url }).rest;
}

const annotation = {
  path: 'tests/checkout.xml',
  start_line: 1,
  end_line: 1,
  annotation_level: 'failure',
  message: 'Pay failed',
} as const;

describe('workflow runs of the stand-in, through @actions/github', () => {
  it('are listed by workflow, branch and status, the latest first', async () => {
    const other = gitHub.startRun({ branch: 'feature' });
    const latest = gitHub.startRun();
    for (const ended of [run, other, latest]) ended.complete('failure');
    gitHub.startRun();
    gitHub.startRun({ workflowFile: 'ci.yml' }).complete('success');
    const { data } = await octokit().actions.listWorkflowRuns({
      ...repo,
      workflow_id: 'nightly.yml',
      branch: 'main',
      status: 'completed',
    });
    expect(data.workflow_runs.map(({ id }) => id)).toEqual([latest.id, run.id]);
  });

  it('are listed with those of forks, which only the head repository tells apart', async () => {
    for (const ended of [run, gitHub.startRun({ fork: 'stranger/app' }), gitHub.startRun({ fork: null })])
      ended.complete('success');
    const { data } = await octokit().actions.listWorkflowRuns({
      ...repo,
      workflow_id: 'nightly.yml',
      branch: 'main',
    });
    // The types of the API know no fork that is gone.
    const heads: ({ full_name: string } | null)[] = data.workflow_runs.map((one) => one.head_repository);
    expect(heads.map((head) => head?.full_name)).toEqual([undefined, 'stranger/app', 'demo/app']);
  });

  it('answer 404 for a workflow that never ran and a repository that is not here', async () => {
    const { actions } = octokit();
    await expect(actions.listWorkflowRuns({ ...repo, workflow_id: 'x.yml' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      actions.listWorkflowRuns({ owner: 'demo', repo: 'other', workflow_id: 'nightly.yml' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('hand their artifacts to another run, until these expire', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rest-'));
    const before = { ...process.env };
    Object.assign(process.env, run.job().env, { GITHUB_SERVER_URL: 'https://github.com' });
    await writeFile(join(folder, 'results.json'), '{}');
    const client = new DefaultArtifactClient();
    await client.uploadArtifact('report', [join(folder, 'results.json')], folder);
    process.env = before;
    const { actions } = octokit();
    const { data } = await actions.listWorkflowRunArtifacts({ ...repo, run_id: run.id });
    const wanted = { ...repo, artifact_id: data.artifacts[0]?.id ?? 0, archive_format: 'zip' };
    const { url } = await actions.downloadArtifact(wanted);
    expect(url).toContain('/blobs/');
    Object.assign(gitHub.artifacts[0] ?? {}, { isExpired: true });
    await expect(actions.downloadArtifact(wanted)).rejects.toMatchObject({ status: 410 });
    expect(await readFile(join(folder, 'results.json'), 'utf8')).toBe('{}');
    await rm(folder, { recursive: true });
  });
});

describe('check runs and statuses of the stand-in', () => {
  it('collect the annotations of each request', async () => {
    const { checks } = octokit();
    const output = { title: 'Red', summary: 'why', annotations: [annotation] };
    const { data } = await checks.create({ ...repo, name: 'devices', head_sha: 'abc', output });
    await checks.update({ ...repo, check_run_id: data.id, conclusion: 'failure', output });
    expect(gitHub.checkRuns).toMatchObject([{ conclusion: 'failure', status: 'completed', requests: 2 }]);
    expect(gitHub.checkRuns[0]?.annotations).toHaveLength(2);
  });

  it.each([
    ['more than 50 annotations', { title: 't', summary: 's', annotations: Array(51).fill(annotation) }],
    ['a summary above 65,535 characters', { title: 't', summary: 's'.repeat(65_536) }],
    ['an output without a summary', { title: 't', summary: '' }],
    [
      'an annotation without a line',
      { title: 't', summary: 's', annotations: [{ ...annotation, start_line: 0 }] },
    ],
  ])('R23: refuse %s with 422', async (_, output) => {
    const made = octokit().checks.create({ ...repo, name: 'devices', head_sha: 'abc', output });
    await expect(made).rejects.toMatchObject({ status: 422 });
    expect(gitHub.checkRuns).toEqual([]);
  });

  it('R24: refuse a token that may only read, in the words of GitHub', async () => {
    const { checks, repos, actions } = octokit(readOnly);
    const words = /Resource not accessible by integration/;
    await expect(checks.create({ ...repo, name: 'devices', head_sha: 'abc' })).rejects.toThrow(words);
    await expect(repos.createCommitStatus({ ...repo, sha: 'abc', state: 'success' })).rejects.toThrow(words);
    await expect(actions.listWorkflowRuns({ ...repo, workflow_id: 'nightly.yml' })).resolves.toMatchObject({
      status: 200,
    });
  });

  it('refuse a token that nobody was given', async () => {
    const { repos } = getOctokit('ghs_guessed-not-a-secret', { baseUrl: gitHub.url }).rest;
    await expect(repos.get(repo)).rejects.toMatchObject({ status: 401 });
  });

  it('refuse a status whose description is too long', async () => {
    const status = { ...repo, sha: 'abc', state: 'failure' as const, description: 'x'.repeat(141) };
    await expect(octokit().repos.createCommitStatus(status)).rejects.toMatchObject({ status: 422 });
  });

  it('can play a used-up rate limit, so many times', async () => {
    gitHub.faults.push({ path: /^\/repos/, times: 1, answer: rateLimited(1_800_000_000_000) });
    const { repos } = octokit();
    await expect(repos.get(repo)).rejects.toMatchObject({
      status: 403,
      response: { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' } },
    });
    await expect(repos.get(repo)).resolves.toMatchObject({ data: { default_branch: 'main' } });
  });
});

describe('the job of a run', () => {
  it('has GitHub Enterprise Server under its own name and path', async () => {
    const server = await startGitHub({ isEnterpriseServer: true });
    const { github } = server.startRun().job();
    expect(github['server_url']).not.toContain('github.com/');
    const { repos } = getOctokit(github['token'] ?? '', { baseUrl: github['api_url'] ?? '' }).rest;
    await expect(repos.get(repo)).resolves.toMatchObject({ status: 200 });
    await server.close();
  });
});
