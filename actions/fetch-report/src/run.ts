import { inParallel } from '@perfecto-actions/client';
import { resultsOf, type ExecutionResult, type Results, type Verdict } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { DiskRoom } from './disk-room.ts';
import { fetchOne, type Fetched } from './fetch-one.ts';
import { uploadArtifacts } from './github/upload-artifacts.ts';
import type { Inputs, Wanted } from './inputs.ts';
import { portable, writeFiles } from './write-files.ts';

export interface Result {
  results?: Results;
  verdict?: Verdict;
  /** What broke the work off; everything there was is delivered all the same (R20). */
  broken?: { error: unknown };
}

/** Fetches every report, judges them, and delivers: files first, then what GitHub shows. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  if (inputs.connection.plan) {
    const names = inputs.wanted.map(nameOf);
    context.log.info(`Plan: would fetch ${names.join(', ')} into ${inputs.directory}.`);
    return {};
  }
  const { fetched, broken } = await fetchAll(inputs, context);
  const results = resultsOf(portable(fetched, inputs, context.env), context.clock.now());
  const delivered = await writeFiles(results, fetched, inputs, context);
  // A cancelled job has no time for decorations.
  if (!context.signal.aborted) await decorate(delivered.files, delivered.resultsFile, inputs, context);
  return { results: delivered.results, verdict: delivered.verdict, ...(broken && { broken }) };
}

/** What was fetched, one entry for each that is wanted, and what broke it off. */
async function fetchAll(
  inputs: Inputs,
  context: StepContext,
): Promise<{ fetched: Fetched[]; broken?: { error: unknown } }> {
  const room = new DiskRoom(inputs.maxTotalBytes);
  const fetched = inputs.wanted.map((wanted): Fetched => ({ result: notFetched(wanted), stored: [] }));
  const work = inParallel([...inputs.wanted.entries()], 4, ([index, wanted]) =>
    fetchOne(wanted, inputs, context, {
      room,
      keep: (one) => {
        fetched[index] = one;
      },
    }),
  );
  const broken = await work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  return { fetched, ...(broken && { broken }) };
}

async function decorate(
  files: readonly string[],
  resultsFile: string,
  { artifactName, directory }: Inputs,
  context: StepContext,
): Promise<void> {
  if (artifactName !== undefined) {
    await uploadArtifacts(artifactName, { directory, files, resultsFile }, context);
  }
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
