import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withoutSecrets, workspaceOf } from '@perfecto-actions/action-kit';
import {
  changesIn,
  judge,
  renderJUnit,
  serializeResults,
  withStoredFiles,
  type ExecutionResult,
  type Results,
  type Verdict,
} from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import type { Fetched } from './fetching/fetch-one.ts';
import { pathBelow, withPaths } from './file-paths.ts';
import type { Inputs } from './inputs.ts';
import { writePage } from './page.ts';

/**
 * Executions as they are stored: without secrets, and with paths that begin at the folder of results.json, so that they
 * mean the same wherever the folder goes.
 */
export function portable(
  fetched: readonly Fetched[],
  { connection, directory, leg }: Inputs,
  env: StepContext['env'],
): ExecutionResult[] {
  const attempt = Number(env['GITHUB_RUN_ATTEMPT']);
  // Attempts count within a run, and each job has its own.
  const job = `${env['GITHUB_RUN_ID'] ?? ''}/${env['GITHUB_JOB'] ?? ''}`;
  const executions = fetched.map(({ result, stored }) => {
    const places = stored.map(
      ({ attachment, path }) => [attachment ?? '', pathBelow(directory, path)] as const,
    );
    return {
      ...withStoredFiles(result, new Map(places)),
      files: places.map(([, file]) => file),
      ...(leg !== undefined && { leg }),
      ...(attempt > 0 && { job, attempt }),
    };
  });
  return withoutSecrets(executions, connection.secrets);
}

/** What was written, and the verdict in it. */
export interface Written {
  results: Results;
  verdict: Verdict;
  resultsFile: string;
  /** All files of this step, absolute. */
  files: string[];
}

/** Judges, writes results.json and JUnit, and sets the outputs: all that must be there before anything turns red (R21). */
export async function writeFiles(results: Results, inputs: Inputs, context: StepContext): Promise<Written> {
  const { directory, junitFile } = inputs;
  const verdict = judge(results, inputs.policy, context.clock.now());
  const judged = { ...results, verdict };
  const resultsFile = join(directory, 'results.json');
  await mkdir(directory, { recursive: true });
  await mkdir(dirname(junitFile), { recursive: true });
  await writeFile(resultsFile, serializeResults(judged));
  // JUnit is read in the workspace: paths there begin at the workspace.
  const workspace = workspaceOf(context.env);
  const placed = withPaths(judged, (file) => pathBelow(workspace, join(directory, file)));
  await writeFile(junitFile, renderJUnit(placed));
  setOutputs({ results: judged, verdict, resultsFile }, inputs, context);
  const page = inputs.htmlPage ? await writePage(judged, inputs, context) : undefined;
  const own = [resultsFile, junitFile, ...(page === undefined ? [] : [page])];
  const delivered = results.executions.flatMap((one) => one.files.map((file) => join(directory, file)));
  const files = [...own, ...delivered];
  context.setOutput('html-page', page ?? '');
  context.setOutput('files', files);
  return { results: judged, verdict, resultsFile, files };
}

function setOutputs(
  { results, verdict, resultsFile }: Omit<Written, 'files'>,
  { directory, junitFile }: Inputs,
  { setOutput }: StepContext,
): void {
  setOutput('directory', directory);
  setOutput('results-file', resultsFile);
  setOutput('junit-file', junitFile);
  setOutput('conclusion', verdict.conclusion);
  setOutput('reason', verdict.sentence);
  setOutput('executions', verdict.counts.executions);
  setOutput('tests', verdict.counts.cases);
  setOutput('passed', verdict.counts.casesPassed);
  setOutput('failed', verdict.counts.casesFailed);
  // Empty without a comparison, so that nobody takes a missing one for "nothing new".
  const changes = changesIn(results)?.counts;
  setOutput('new-failures', changes?.['new-failure'] ?? '');
  setOutput('fixed', changes?.fixed ?? '');
  setOutput('still-failing', changes?.['still-failing'] ?? '');
}
