import { resultOf, scriptNameOf } from '@perfecto-actions/action-kit';
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
import type { StepContext } from './client.ts';
import type { Inputs, Wanted } from './inputs.ts';
import { ReportFiles } from './report-files.ts';

/** Fetches one report. What cannot be had makes the result inconclusive, with the reason; it never makes it green. */
export async function fetchOne(
  wanted: Wanted,
  inputs: Inputs,
  context: StepContext,
): Promise<ExecutionResult> {
  const name = wanted.executionId ?? wanted.reportKey ?? '';
  const known = await knownOf(wanted, context);
  const reportKey = wanted.reportKey ?? known.reportKey;
  if (known.state !== undefined && known.state.toLowerCase() !== 'completed') {
    return unread(
      name,
      wanted,
      { ...known, outcome: 'inconclusive' },
      `It has not ended (${known.state}), so there is no report yet.`,
    );
  }
  if (reportKey === undefined || reportKey === '') {
    return unread(
      name,
      wanted,
      known,
      'The service did not tell of the execution, and no report key was given.',
    );
  }
  context.log.info(`Fetching the report of ${name}`);
  const files = new ReportFiles(name, reportKey, inputs, context);
  try {
    const report = await files.xml();
    await files.rest();
    return resultOfReport(report, { ...known, reportKey, files: files.paths });
  } catch (error) {
    if (error instanceof AuthError || error instanceof CancelledError) throw error;
    if (!(error instanceof PerfectoError) && !(error instanceof ReportError)) throw error;
    context.log.warning(`The report of ${name} could not be read: ${error.message}`);
    // What else there is may still help to see why.
    await files.rest();
    const why = `The report could not be read: ${error.message}`;
    return { ...unread(name, wanted, { ...known, reportKey }, why), files: files.paths };
  }
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
