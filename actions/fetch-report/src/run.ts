import { relative } from 'node:path';
import { workspaceOf } from '@perfecto-actions/action-kit';
import { inParallel } from '@perfecto-actions/client';
import {
  merge,
  resultsOf,
  stepAnnotations,
  type ExecutionResult,
  type Results,
  type Verdict,
} from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { withEarlierResults } from './compare.ts';
import { DiskRoom } from './fetching/disk-room.ts';
import { fetchOne, type Fetched } from './fetching/fetch-one.ts';
import { reportCheckRun } from './github/check-run.ts';
import { uploadArtifacts, type UploadedArtifact } from './github/upload-artifacts.ts';
import type { Inputs, Wanted } from './inputs.ts';
import { errorOf, missing, otherResults } from './other-results.ts';
import { transfersAtOnce } from './fetching/report-files.ts';
import { withReportedTests } from './reported-tests.ts';
import { Slots } from './fetching/slots.ts';
import { portable, writeFiles, type Written } from './write-files.ts';

export interface Result {
  results?: Results;
  verdict?: Verdict;
  /** The workflow artifact with everything. */
  artifact?: UploadedArtifact;
  /** What broke the work off; everything there was is delivered all the same (R20). */
  broken?: Error;
}

/** Fetches every report, joins, judges, and delivers: files first, then what GitHub shows. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  if (inputs.connection.plan) {
    context.log.info(planOf(inputs));
    return {};
  }
  const others = await otherResults(inputs, context);
  const fetching = await fetchAll(inputs, context);
  const executions = [...portable(fetching.fetched, inputs, context.env), ...missing(others)];
  const joined = others.results.reduce(merge, resultsOf(executions, context.clock.now()));
  let broken = fetching.broken ?? errorOf(others, inputs);
  // What goes wrong from here on must not keep the results from being written.
  const results = await withContext(joined, inputs, context).catch((error: unknown) => {
    broken ??= errorFrom(error);
    return joined;
  });
  const written = await writeFiles(results, inputs, context);
  // An error that ends the step is told by itself.
  const annotations = inputs.annotations && broken === undefined;
  tell(written, inputs, context);
  const artifact = await decorate(written, { ...inputs, annotations }, context);
  return {
    results: written.results,
    verdict: written.verdict,
    ...(artifact && { artifact }),
    ...(broken && { broken }),
  };
}

/** What others know of these executions, and how they went before. A cancelled job has no time for either. */
async function withContext(results: Results, inputs: Inputs, context: StepContext): Promise<Results> {
  if (context.signal.aborted) return results;
  return withEarlierResults(await withReportedTests(results, inputs, context), inputs, context);
}

/** Where everything lies, and the verdict where the error of a red step does not say it. */
function tell({ verdict, files }: Written, { directory }: Inputs, { log, env }: StepContext): void {
  const place = relative(workspaceOf(env), directory) || '.';
  log.info(`${files.length} files are in ${place.startsWith('..') ? directory : place}`);
  if (!verdict.blocking) log.info(`${verdict.conclusion}: ${verdict.sentence}`);
}

function planOf({ wanted, resultsFiles, resultsArtifacts, resultsRun, directory }: Inputs): string {
  const from = resultsRun === undefined ? '' : ` of the last run of ${resultsRun.workflow}`;
  const others = [...resultsFiles, ...resultsArtifacts.map((name) => `${name}${from}`)];
  const parts = [
    ...(wanted.length === 0 ? [] : [`fetch ${wanted.map(nameOf).join(', ')} into ${directory}`]),
    ...(others.length === 0 ? [] : [`join the results of ${others.join(', ')}`]),
  ];
  return `Plan: would ${parts.join(' and ')}.`;
}

/** What was fetched, one entry for each that is wanted, and what broke it off. */
async function fetchAll(
  inputs: Inputs,
  context: StepContext,
): Promise<{ fetched: Fetched[]; broken: Error | undefined }> {
  const shared = { room: new DiskRoom(inputs.maxTotalBytes), slots: new Slots(transfersAtOnce) };
  const fetched = inputs.wanted.map((wanted): Fetched => ({ result: notFetched(wanted), stored: [] }));
  const work = inParallel([...inputs.wanted.entries()], 4, ([index, wanted]) =>
    fetchOne(wanted, inputs, context, {
      shared,
      keep: (one) => {
        fetched[index] = one;
      },
    }),
  );
  const broken = await work.then(() => undefined, errorFrom);
  return { fetched, broken };
}

/** What GitHub shows of it. Nothing here changes the verdict, and a cancelled job has no time for it. */
async function decorate(
  { results, verdict, files, resultsFile }: Written,
  { artifactName, checkRun, annotations, githubToken: token, directory }: Inputs,
  context: StepContext,
): Promise<UploadedArtifact | undefined> {
  const { signal, log } = context;
  const artifact =
    artifactName === undefined || signal.aborted
      ? undefined
      : await uploadArtifacts(artifactName, { directory, files, resultsFile }, context);
  const hasCheckRun =
    checkRun !== undefined &&
    !signal.aborted &&
    (await reportCheckRun(checkRun, { results, verdict, token }, context));
  // A check run has the same remarks.
  if (annotations && !hasCheckRun) {
    // The verdict's own sentence is an error beside them.
    const others = { error: verdict.blocking ? 1 : 0 };
    for (const one of stepAnnotations(results, verdict, others)) log.annotate(one);
  }
  return artifact;
}

function notFetched(wanted: Wanted): ExecutionResult {
  const { reportKey } = wanted;
  return {
    executionId: nameOf(wanted),
    scriptName: nameOf(wanted),
    devices: [],
    outcome: 'inconclusive',
    description: 'The report was not fetched, the step ended before.',
    files: [],
    ...(reportKey !== undefined && { reportKey }),
  };
}

function nameOf({ executionId, reportKey }: Wanted): string {
  return executionId ?? reportKey ?? '';
}

function errorFrom(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
