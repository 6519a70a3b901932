import {
  NotFoundError,
  PerfectoError,
  RefusedError,
  inParallel,
  type PerfectoClient,
} from '@perfecto-actions/client';
import type { Log } from './log.ts';

/**
 * Asks the service to end executions, several at a time. Answers the ids that could not be stopped; one that is
 * over or unknown counts as stopped. Never throws for an answer of the service: every id gets its try.
 */
export async function stopExecutions(
  executionIds: readonly string[],
  { client, log, signal }: { client: PerfectoClient; log: Log; signal: AbortSignal },
): Promise<string[]> {
  const left: string[] = [];
  await inParallel(executionIds, 8, async (executionId) => {
    try {
      // To abort twice does no more than to abort once.
      await client.executions.abort(executionId, { signal, repeatable: true });
      log.info(`Stopped ${executionId}`);
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      if (error instanceof NotFoundError) log.info(`${executionId} is not known to the service any more.`);
      else if (error instanceof RefusedError)
        log.info(`${executionId} could not be stopped: ${error.message}`);
      else {
        left.push(executionId);
        log.warning(`${executionId} may still be running, stopping it failed: ${error.message}`);
      }
    }
  });
  return left;
}
