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

/** As many as GitHub gives at once. */
const artifactsAPage = 100;

/** A workflow artifact of an earlier run. */
export interface StoredArtifact {
  id: number;
  name: string;
  bytes: number;
  expired: boolean;
}

/** Runs of a workflow on a branch that are looked at: those of forks are among them. */
const listedRuns = 50;

/** Runs of a workflow file on a branch of a repository, and how many of them. */
export interface WantedRuns {
  workflow: string;
  branch: string;
  /** `owner/name`, which for the pull request of a fork is the fork. */
  headRepository: string;
  count: number;
}

/**
 * The latest completed runs, latest first, without the run of this job. GitHub lists a pull request of a fork by the
 * name of its branch alone, and a fork may call its branch `main` and change the workflow: what such a run left is no
 * word on the branch of this name here.
 */
export async function completedRuns(
  { rest, repo, within }: GitHubApi,
  { workflow, branch, headRepository, count }: WantedRuns,
  ownRun: string | undefined,
): Promise<EarlierRun[]> {
  const { data } = await rest.actions.listWorkflowRuns({
    ...repo,
    workflow_id: workflow,
    branch,
    status: 'completed',
    per_page: listedRuns,
    request: within(),
  });
  return (
    data.workflow_runs
      // A re-run is among the completed ones with its earlier attempt.
      .filter(({ id }) => String(id) !== ownRun)
      .filter((run) => isOf(run, headRepository))
      .slice(0, count)
      .map((run) => ({
        id: run.id,
        number: run.run_number,
        branch,
        url: run.html_url,
        sha: run.head_sha,
        conclusion: run.conclusion ?? '',
        startedAtMs: Date.parse(run.run_started_at ?? run.created_at),
      }))
  );
}

/** The head repository of a run is null once a fork is deleted, which the types of the API do not say. */
function isOf(
  { head_repository: head }: { head_repository: { full_name: string } | null },
  repository: string,
): boolean {
  return head?.full_name.toLowerCase() === repository.toLowerCase();
}

/** The artifacts of an earlier run, all of them: each leg of a matrix has two, and a page holds 100. */
export async function artifactsOf(
  { rest, repo, within }: GitHubApi,
  runId: number,
): Promise<StoredArtifact[]> {
  const stored: StoredArtifact[] = [];
  for (let page = 1; ; page += 1) {
    const request = { ...repo, run_id: runId, per_page: artifactsAPage, page, request: within() };
    const { artifacts } = (await rest.actions.listWorkflowRunArtifacts(request)).data;
    for (const { id, name, size_in_bytes: bytes, expired } of artifacts)
      stored.push({ id, name, bytes, expired });
    if (artifacts.length < artifactsAPage) return stored;
  }
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
