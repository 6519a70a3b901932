import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { withoutSecrets } from '@perfecto-actions/action-kit';
import {
  changesIn,
  judge,
  renderJUnit,
  serializeResults,
  type ExecutionResult,
  type Results,
  type Verdict,
} from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import type { Fetched } from './fetch-one.ts';
import type { Inputs } from './inputs.ts';

/** Executions as they are stored: without secrets, and with paths below the workspace, so that they mean the same elsewhere. */
export function portable(
  fetched: readonly Fetched[],
  { connection }: Inputs,
  env: StepContext['env'],
): ExecutionResult[] {
  const workspace = env['GITHUB_WORKSPACE'] ?? process.cwd();
  const executions = fetched.map(({ result, stored }) => ({
    ...result,
    files: stored.map(({ path }) => relative(workspace, path).replaceAll('\\', '/')),
  }));
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
export async function writeFiles(
  results: Results,
  fetched: readonly Fetched[],
  inputs: Inputs,
  context: StepContext,
): Promise<Written> {
  const { directory, junitFile } = inputs;
  const verdict = judge(results, inputs.policy, context.clock.now());
  const judged = { ...results, verdict };
  const resultsFile = join(directory, 'results.json');
  await mkdir(directory, { recursive: true });
  await mkdir(dirname(junitFile), { recursive: true });
  await writeFile(resultsFile, serializeResults(judged));
  await writeFile(junitFile, renderJUnit(judged));
  const stored = fetched.flatMap((one) => one.stored.map(({ path }) => path));
  const written = { results: judged, verdict, resultsFile, files: [resultsFile, junitFile, ...stored] };
  setOutputs(written, inputs, context);
  return written;
}

function setOutputs(
  { results, verdict, resultsFile, files }: Written,
  { directory, junitFile }: Inputs,
  { setOutput }: StepContext,
): void {
  setOutput('directory', directory);
  setOutput('results-file', resultsFile);
  setOutput('junit-file', junitFile);
  setOutput('files', files);
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
