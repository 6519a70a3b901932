import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ArtifactClient } from '@actions/artifact';
import { workspaceOf } from '@perfecto-actions/action-kit';
import { merge, parseResults, type Results } from '@perfecto-actions/results';
import type { StepContext } from '../client.ts';
import { isOfFamily, openArtifacts, resultsArtifactName } from './artifact-client.ts';
import {
  artifactsOf,
  completedRuns,
  defaultBranch,
  downloadEarlier,
  type EarlierRun,
  type StoredArtifact,
} from './earlier-runs.ts';
import { openGitHub, repositoryOf, whyNot, type GitHubApi } from './github-api.ts';
import { pullRequestHead } from './pull-request-head.ts';
import { downloadInto } from './unpack.ts';

/** The results to compare with, and where they are from; or a sentence why there are none. */
export type Previous = { results: Results; from: string } | { unavailable: string };

/** A run that stored results. */
interface RunWithResults extends EarlierRun {
  artifacts: StoredArtifact[];
}

/** So many of the latest runs are asked for results: a cancelled one may have left none. */
const askedRuns = 5;

/** A results.json of this size is none of ours. */
const maxResultsBytes = 64 * 2 ** 20;

/** Reads a results.json of this machine. */
export async function previousOfFile(path: string, { env }: StepContext): Promise<Previous> {
  try {
    const given = resolve(workspaceOf(env), path);
    const isFolder = (await stat(given)).isDirectory();
    const file = isFolder ? join(given, 'results.json') : given;
    return { results: parseResults(await readFile(file, 'utf8')), from: path };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      unavailable: isMissing
        ? `There is no file ${path} in the workspace.`
        : `${path} cannot be read: ${messageOf(error)}`,
    };
  }
}

/**
 * The results of the last completed run of the same workflow, on this branch or else on the default branch, from the
 * artifacts that this action stored there under the same name. Never throws for what GitHub answers: without earlier
 * results there is no comparison, and the verdict is the same (R24).
 */
export async function previousOfWorkflow(
  artifactName: string,
  token: string | undefined,
  context: StepContext,
): Promise<Previous> {
  const artifacts = await openArtifacts(context.env);
  if ('unavailable' in artifacts) return artifacts;
  const api = await openGitHub(token, context);
  if ('unavailable' in api) return api;
  try {
    const run = await findRun(api, resultsArtifactName(artifactName), context.env);
    if ('unavailable' in run) return run;
    const results = await download(run, { artifacts, api, token: token ?? '' }, context);
    return { results, from: `run ${run.number} on ${run.branch} (${run.url})` };
  } catch (error) {
    context.signal.throwIfAborted();
    return { unavailable: `The earlier results could not be had: ${whyNot(error, 'actions: read')}.` };
  }
}

async function findRun(
  api: GitHubApi,
  family: string,
  env: StepContext['env'],
): Promise<RunWithResults | { unavailable: string }> {
  // demo/app/.github/workflows/nightly.yml@refs/heads/main
  const workflow = /\/([^/@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1];
  if (workflow === undefined) return { unavailable: 'GITHUB_WORKFLOW_REF names no workflow.' };
  // GITHUB_HEAD_REF is empty outside of pull requests.
  const own = [env['GITHUB_HEAD_REF'], env['GITHUB_REF_NAME']].find((name) => name) ?? '';
  const given = { api, family, workflow, ownRun: env['GITHUB_RUN_ID'] };
  const base = repositoryOf(api);
  const head = (await pullRequestHead(env)).repository ?? base;
  const found = await findRunOn({ branch: own, headRepository: head }, given);
  if (found.run !== undefined) return found.run;
  const main = await defaultBranch(api);
  const isSame = main === own && base === head;
  const onDefault = isSame ? found : await findRunOn({ branch: main, headRepository: base }, given);
  if (onDefault.run !== undefined) return onDefault.run;
  const branches = main === own ? own : `${own} or ${main}`;
  const why =
    found.hasExpired || onDefault.hasExpired
      ? 'their results have expired'
      : found.runs + onDefault.runs === 0
        ? 'there is none'
        : `none has an artifact ${family}`;
  return { unavailable: `No earlier completed run of ${workflow} on ${branches} has results: ${why}.` };
}

async function findRunOn(
  place: { branch: string; headRepository: string },
  given: { api: GitHubApi; family: string; workflow: string; ownRun: string | undefined },
): Promise<{ run?: RunWithResults; runs: number; hasExpired: boolean }> {
  const { api, family, workflow, ownRun } = given;
  const runs = await completedRuns(api, { ...place, workflow, count: askedRuns }, ownRun);
  let hasExpired = false;
  for (const run of runs) {
    const stored = (await artifactsOf(api, run.id)).filter(({ name }) => isOfFamily(name, family));
    const artifacts = stored.filter(({ expired }) => !expired);
    hasExpired ||= artifacts.length < stored.length;
    if (artifacts.length > 0) return { run: { ...run, artifacts }, runs: runs.length, hasExpired };
  }
  return { runs: runs.length, hasExpired };
}

/** The results of all legs of a run as one. */
async function download(
  { artifacts: stored }: RunWithResults,
  { artifacts, api, token }: { artifacts: ArtifactClient; api: GitHubApi; token: string },
  { env, log, signal }: StepContext,
): Promise<Results> {
  const folder = await mkdtemp(join(env['RUNNER_TEMP'] ?? tmpdir(), 'earlier-results-'));
  const fetchOne = downloadEarlier(artifacts, api, token);
  try {
    const legs: Results[] = [];
    for (const { id, bytes } of stored) {
      signal.throwIfAborted();
      if (bytes > maxResultsBytes) throw new Error(`the artifact ${id} is too large`);
      const path = join(folder, String(id));
      await log.group('Download the earlier results', () =>
        downloadInto(path, maxResultsBytes, (to) => fetchOne(id, to)),
      );
      legs.push(parseResults(await readFile(join(path, 'results.json'), 'utf8')));
    }
    return legs.reduce(merge);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
