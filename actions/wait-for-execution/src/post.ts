import { stopExecutions, type PostContext } from '@perfecto-actions/action-kit';
import type { Inputs } from './inputs.ts';

/** Runs when the job was cancelled: stops what was waited for when the wait was cut off, also by a kill (R1). */
export async function post({ handles, onCancel, connection }: Inputs, context: PostContext): Promise<void> {
  const { log, client, signal, state } = context;
  if (state('settled') === 'true' || connection.plan) return;
  const ids = handles.map(({ executionId }) => executionId);
  if (onCancel === 'leave') {
    log.info(`Left running, as on-cancel says: ${ids.join(', ')}`);
    return;
  }
  await stopExecutions(ids, { client, log, signal });
}
