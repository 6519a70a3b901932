import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { withoutSecrets } from '@perfecto-actions/action-kit';
import { inParallel } from '@perfecto-actions/client';
import {
  judge,
  renderJUnit,
  resultsOf,
  serializeResults,
  type ExecutionResult,
  type Results,
  type Verdict,
} from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { fetchOne } from './fetch-one.ts';
import type { Inputs } from './inputs.ts';
import { uploadArtifact } from './workflow-artifact.ts';

export interface Result {
  results?: Results;
  verdict?: Verdict;
}

/** Fetches every report, then writes results.json and JUnit, also when fetching broke off (R20), and judges. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  if (inputs.connection.plan) {
    const names = inputs.wanted.map(({ executionId, reportKey }) => executionId ?? reportKey);
    context.log.info(`Plan: would fetch ${names.join(', ')} into ${inputs.directory}.`);
    return {};
  }
  const fetched: (ExecutionResult | undefined)[] = inputs.wanted.map(() => undefined);
  // What breaks the fetching off is thrown once the results are written.
  const broken = await inParallel([...inputs.wanted.entries()], 4, async ([index, wanted]) => {
    fetched[index] = await fetchOne(wanted, inputs, context);
  }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const { results, verdict, files } = await writeResults(inputs, fetched, context);
  if (broken) throw broken.error;
  if (inputs.artifactName !== undefined)
    await uploadArtifact(inputs.artifactName, inputs.directory, files, context);
  return { results, verdict };
}

async function writeResults(
  inputs: Inputs,
  fetched: readonly (ExecutionResult | undefined)[],
  context: StepContext,
) {
  const { clock } = context;
  const workspace = context.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const executions = fetched.flatMap((result, index) => [result ?? notFetched(inputs, index)]);
  // Paths are kept relative, so that the file means the same on another machine.
  const portable = executions.map((execution) => ({
    ...execution,
    files: execution.files.map((path) => relative(workspace, path)),
  }));
  const judged = resultsOf(withoutSecrets(portable, inputs.connection.secrets), clock.now());
  const verdict = judge(judged, inputs.policy, clock.now());
  const results = { ...judged, verdict };
  const resultsFile = join(inputs.directory, 'results.json');
  await mkdir(inputs.directory, { recursive: true });
  await mkdir(dirname(inputs.junitFile), { recursive: true });
  await writeFile(resultsFile, serializeResults(results));
  await writeFile(inputs.junitFile, renderJUnit(results));
  const files = [resultsFile, inputs.junitFile, ...executions.flatMap((execution) => execution.files)];
  writeOutputs({ inputs, verdict, resultsFile, files }, context);
  return { results, verdict, files };
}

function notFetched(inputs: Inputs, index: number): ExecutionResult {
  const { executionId, reportKey } = inputs.wanted[index] ?? {};
  const name = executionId ?? reportKey ?? '';
  return {
    executionId: name,
    scriptName: name,
    devices: [],
    outcome: 'inconclusive',
    description: 'The report was not fetched, the step ended before.',
    files: [],
    ...(reportKey !== undefined && { reportKey }),
  };
}

function writeOutputs(
  {
    inputs,
    verdict,
    resultsFile,
    files,
  }: { inputs: Inputs; verdict: Verdict; resultsFile: string; files: string[] },
  { setOutput }: StepContext,
): void {
  setOutput('directory', inputs.directory);
  setOutput('results-file', resultsFile);
  setOutput('junit-file', inputs.junitFile);
  setOutput('files', files);
  setOutput('conclusion', verdict.conclusion);
  setOutput('reason', verdict.sentence);
  setOutput('executions', verdict.counts.executions);
  setOutput('tests', verdict.counts.cases);
  setOutput('passed', verdict.counts.casesPassed);
  setOutput('failed', verdict.counts.casesFailed);
}
