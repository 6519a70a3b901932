import { stopExecutions } from '@perfecto-actions/action-kit';
import { PerfectoError } from '@perfecto-actions/client';
import type { PostContext } from './client.ts';

/** Runs when the job failed or was cancelled: stops what the main step started and did not see end (R1). */
export async function post(context: PostContext): Promise<void> {
  const { log, client, signal, state } = context;
  if (state('settled') === 'true') return;
  const ids = new Set(JSON.parse(state('executions') || '[]') as string[]);
  for (const executionId of await unseenStarts(context)) ids.add(executionId);
  if (ids.size === 0) return;
  if (state('on-cancel') === 'leave') {
    log.info(`Left running, as on-cancel says: ${[...ids].join(', ')}`);
    return;
  }
  await stopExecutions([...ids], { client, log, signal });
}

/** Executions of a key that only this job uses are ours, also when the main step died before their answer came. */
async function unseenStarts({ client, state, signal, log }: PostContext): Promise<string[]> {
  const scriptKey = state('own-script-key');
  if (scriptKey === '') return [];
  const request = { scriptKey, completed: false, 'time.offset': 86_400 };
  try {
    // Few attempts: what is known by its id has to be stopped within the same limit.
    const { executions = [] } = await client.executions.list(request, { signal, attempts: 2 });
    return executions.map(({ executionId }) => executionId);
  } catch (error) {
    if (!(error instanceof PerfectoError)) throw error;
    log.warning(`Further executions of ${scriptKey} could not be looked for: ${error.message}`);
    return [];
  }
}
