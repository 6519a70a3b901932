import type { ArtifactClient } from '@actions/artifact';
import type { GitHubApi } from './github-api.ts';

/** A completed run of a workflow. */
export interface EarlierRun {
  id: number;
  number: number;
  branch: string;
  url: string;
  sha: string;
  /** `success`, `failure`, `cancelled` or another word of GitHub. */
  conclusion: string;
  /** When its last attempt began, in ms since the epoch. */
  startedAtMs: number;
}

/** A workflow artifact of an earlier run. */
export interface StoredArtifact {
  id: number;
  name: string;
  bytes: number;
  expired: boolean;
}

/** The latest completed runs of a workflow file on a branch, latest first, without the run of this job. */
export async function completedRuns(
  { rest, repo, within }: GitHubApi,
  { workflow, branch, count }: { workflow: string; branch: string; count: number },
  ownRun: string | undefined,
): Promise<EarlierRun[]> {
  const { data } = await rest.actions.listWorkflowRuns({
    ...repo,
    workflow_id: workflow,
    branch,
    status: 'completed',
    // A re-run is among the completed ones with its earlier attempt.
    per_page: count + 1,
    request: within(),
  });
  return data.workflow_runs
    .filter(({ id }) => String(id) !== ownRun)
    .slice(0, count)
    .map((run) => ({
      id: run.id,
      number: run.run_number,
      branch,
      url: run.html_url,
      sha: run.head_sha,
      conclusion: run.conclusion ?? '',
      startedAtMs: Date.parse(run.run_started_at ?? run.created_at),
    }));
}

/** The artifacts of an earlier run, also those whose time is over. */
export async function artifactsOf(
  { rest, repo, within }: GitHubApi,
  runId: number,
): Promise<StoredArtifact[]> {
  const request = { ...repo, run_id: runId, per_page: 100, request: within() };
  const { data } = await rest.actions.listWorkflowRunArtifacts(request);
  return data.artifacts.map(({ id, name, size_in_bytes: bytes, expired }) => ({ id, name, bytes, expired }));
}

/** Downloads an artifact of an earlier run, for which the artifact client needs a token. */
export function downloadEarlier(
  client: ArtifactClient,
  { repo }: GitHubApi,
  token: string,
): (id: number, to: { path: string; skipDecompress: true }) => Promise<unknown> {
  const findBy = { token, repositoryOwner: repo.owner, repositoryName: repo.repo, workflowRunId: 0 };
  return (id, to) => client.downloadArtifact(id, { ...to, findBy });
}

/** The name of the repository's default branch. */
export async function defaultBranch({ rest, repo, within }: GitHubApi): Promise<string> {
  return (await rest.repos.get({ ...repo, request: within() })).data.default_branch;
}
