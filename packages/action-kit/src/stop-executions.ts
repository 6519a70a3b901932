import {
  NotFoundError,
  PerfectoError,
  RefusedError,
  inParallel,
  type PerfectoClient,
} from '@perfecto-actions/client';
import type { Log } from './log.ts';

/** What a clean-up works with; the signal limits it in time. */
export interface StopContext {
  client: Pick<PerfectoClient, 'executions'>;
  log: Log;
  signal: AbortSignal;
}

/**
 * Asks the service to end executions, several at a time. Answers the ids that could not be stopped; one that is
 * over or unknown counts as stopped. Never throws for an answer of the service: every id gets its try.
 */
export async function stopExecutions(
  executionIds: readonly string[],
  context: StopContext,
): Promise<string[]> {
  const left: string[] = [];
  await inParallel(executionIds, 8, async (executionId) => {
    try {
      context.log.info(await stop(executionId, context));
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      left.push(executionId);
      context.log.warning(`${executionId} may still be running, stopping it failed: ${error.message}`);
    }
  });
  return left;
}

/** One line that says what became of it. */
async function stop(executionId: string, { client, signal }: StopContext): Promise<string> {
  try {
    // To abort twice does no more than to abort once.
    await client.executions.abort(executionId, { signal, repeatable: true });
    return `Stopped ${executionId}`;
  } catch (error) {
    if (error instanceof NotFoundError) return `${executionId} is not known to the service any more.`;
    if (!(error instanceof RefusedError)) throw error;
    // How the service refuses to abort what is over is not documented, so it is asked.
    const { completed } = await client.executions.status(executionId, { signal });
    if (!completed) throw error;
    return `${executionId} had ended already.`;
  }
}
