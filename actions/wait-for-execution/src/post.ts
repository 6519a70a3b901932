import { stopExecutions } from '@perfecto-actions/action-kit';
import type { PostContext } from './client.ts';

/** Runs when the job was cancelled: stops what was waited for when the wait was cut off, also by a kill (R1). */
export async function post({ log, client, signal, state }: PostContext): Promise<void> {
  const ids = JSON.parse(state('executions') || '[]') as string[];
  if (state('settled') === 'true' || ids.length === 0) return;
  if (state('on-cancel') === 'leave') {
    log.info(`Left running, as on-cancel says: ${ids.join(', ')}`);
    return;
  }
  await stopExecutions(ids, { client, log, signal });
}
