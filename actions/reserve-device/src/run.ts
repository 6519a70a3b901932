import { inWords } from '@perfecto-actions/action-kit';
import {
  ConnectError,
  DecodeError,
  RateLimitError,
  ServerError,
  TransportError,
  type PerfectoError,
} from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { Search, type Found } from './search.ts';

export interface Result extends Found {
  skipped: boolean;
  plan: boolean;
}

/** Looks that fail are tolerated for this long without a good one between them, while the step waits (R5). */
const errorBudgetMs = 300_000;

/** Reserves what is free now; on a clash the next candidate is tried. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const { log, clock, signal } = context;
  const search = new Search(inputs, context);
  const { plan } = inputs.connection;
  const isPatient = inputs.noDevice === 'wait' && !plan;
  const untilMs = clock.now() + (isPatient ? inputs.waitMs : 0);
  let lastSentence = '';
  let failingSinceMs: number | undefined;
  for (;;) {
    try {
      const found = await search.once();
      failingSinceMs = undefined;
      const leftMs = untilMs - clock.now();
      if (found.shortage === undefined || leftMs <= 0) return finish(found, inputs, context);
      if (found.shortage !== lastSentence) log.info(`${found.shortage} Waiting up to ${inWords(leftMs)}.`);
      lastSentence = found.shortage;
    } catch (error) {
      const now = clock.now();
      failingSinceMs ??= now;
      const isOver = now >= untilMs || now - failingSinceMs >= errorBudgetMs;
      if (signal.aborted || !isPassing(error) || isOver) throw error;
      if (error.message !== lastSentence) log.info(`A look failed and is repeated: ${error.message}`);
      lastSentence = error.message;
    }
    await clock.sleep(Math.min(inputs.pollIntervalMs, Math.max(0, untilMs - clock.now())), signal);
  }
}

function finish(found: Found, inputs: Inputs, context: StepContext): Result {
  const skipped = found.shortage !== undefined && inputs.noDevice === 'skip';
  if (skipped) context.log.notice(`${found.shortage ?? ''} Skipped, as no-device says.`);
  const result = { ...found, skipped, plan: inputs.connection.plan };
  writeOutputs(result, context);
  return result;
}

/** Whether a later look may go well. */
function isPassing(error: unknown): error is PerfectoError {
  if (error instanceof ConnectError) return error.code === 'CONNECT_FAILED';
  return (
    error instanceof TransportError ||
    error instanceof ServerError ||
    error instanceof RateLimitError ||
    error instanceof DecodeError
  );
}

function writeOutputs(result: Result, { setOutput }: StepContext): void {
  setOutput('device-id', result.devices[0]?.deviceId ?? '');
  setOutput(
    'device-ids',
    result.devices.map((device) => device.deviceId),
  );
  setOutput('devices', result.devices);
  setOutput('matrix', { include: result.devices });
  setOutput(
    'reservation-ids',
    result.reservations.map((reservation) => reservation.reservationId),
  );
  setOutput('reserved', result.reservations.length > 0);
  setOutput('ends-at', result.endsAtMs === undefined ? '' : new Date(result.endsAtMs).toISOString());
}
