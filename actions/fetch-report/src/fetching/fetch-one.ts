import { messageWithHint, resultOf, scriptNameOf } from '@perfecto-actions/action-kit';
import {
  AuthError,
  CancelledError,
  NotFoundError,
  PerfectoError,
  readStatus,
  type EndedExecution,
} from '@perfecto-actions/client';
import {
  ReportError,
  resultOfReport,
  worse,
  type ExecutionResult,
  type KnownBefore,
} from '@perfecto-actions/results';
import type { StepContext } from '../client.ts';
import type { Inputs, Wanted } from '../inputs.ts';
import { ReportFiles, type Shared, type StoredFile } from './report-files.ts';

/** One execution as far as it is known, and the files of it that arrived. */
export interface Fetched {
  result: ExecutionResult;
  stored: readonly StoredFile[];
  /** The XML report, when it could be read to its end. */
  xmlPath?: string;
}

/**
 * Fetches one report. What cannot be had makes the result inconclusive, with the reason; it never makes it green.
 * `keep` gets what is known as soon as the report is read, and again with all files, so that a step that is broken off
 * has what there was.
 */
export async function fetchOne(
  wanted: Wanted,
  inputs: Inputs,
  context: StepContext,
  { shared, keep }: { shared: Shared; keep: (fetched: Fetched) => void },
): Promise<void> {
  const name = wanted.executionId ?? wanted.reportKey ?? '';
  const known = await knownOf(wanted, context);
  const reportKey = wanted.reportKey ?? known.reportKey;
  const give = (before: KnownBefore, why: string) => {
    keep({ result: unread(name, wanted, before, why), stored: [] });
  };
  if (known.state !== undefined && known.state.toLowerCase() !== 'completed') {
    const why = `It has not ended (${known.state}), so there is no report yet.`;
    give({ ...known, outcome: 'inconclusive' }, why);
    return;
  }
  if (reportKey === undefined || reportKey === '') {
    give(
      known,
      'The service did not tell of the execution, and no report key was given. Give the executions output of run-script, which holds it.',
    );
    return;
  }
  context.log.info(`Fetching the report of ${name}`);
  const files = new ReportFiles({ name, reportKey }, inputs, context, shared);
  let fetched: Omit<Fetched, 'stored'>;
  try {
    const report = await files.xml();
    fetched = { result: resultOfReport(report, { ...known, reportKey }), xmlPath: files.xmlPath };
  } catch (error) {
    if (error instanceof AuthError || error instanceof CancelledError) throw error;
    if (!(error instanceof PerfectoError) && !(error instanceof ReportError)) throw error;
    context.log.warning(`The report of ${name} could not be read: ${error.message}`);
    const hint = error instanceof ReportError ? 'What came is kept; fetch the report again.' : error.hint;
    const why = `The report could not be read: ${messageWithHint({ message: error.message, hint })}`;
    fetched = { result: unread(name, wanted, { ...known, reportKey }, why) };
  }
  keep({ ...fetched, stored: files.stored });
  // What else there is may help to see why, also where the report itself cannot be read.
  await files.rest().finally(() => {
    keep({ ...fetched, stored: files.stored });
  });
}

/** What the status of the execution says; ids live for a short time, so its absence is no fault; nor is a failed look, the report decides. */
async function knownOf(
  { executionId, ...handle }: Wanted,
  { client, signal, log }: StepContext,
): Promise<KnownBefore> {
  if (executionId === undefined) return {};
  try {
    const status = await client.executions.status(executionId, { signal });
    const reading = readStatus(status);
    const ended: EndedExecution =
      reading.state === 'ended'
        ? { executionId, outcome: reading.outcome, ending: reading.ending, why: reading.why, status }
        : {
            executionId,
            outcome: 'inconclusive',
            ending: 'timed-out',
            why: `It is ${status.status}.`,
            status,
          };
    const result: KnownBefore = resultOf({ executionId, ...handle }, ended);
    delete result.timedOut;
    if (handle.scriptKey === undefined) delete result.scriptName;
    return result;
  } catch (error) {
    if (error instanceof AuthError || error instanceof CancelledError) throw error;
    if (!(error instanceof PerfectoError)) throw error;
    if (!(error instanceof NotFoundError))
      log.warning(`The status of ${executionId} could not be read: ${error.message}`);
    return { executionId };
  }
}

function unread(name: string, wanted: Wanted, known: KnownBefore, why: string): ExecutionResult {
  return {
    devices: [],
    files: [],
    ...known,
    scriptName: known.scriptName ?? scriptNameOf({ ...wanted, executionId: name }),
    executionId: name,
    outcome: worse(known.outcome ?? 'inconclusive', 'inconclusive'),
    description: why,
  };
}
