import { stopExecutions } from '@perfecto-actions/action-kit';
import { PerfectoError } from '@perfecto-actions/client';
import type { PostContext } from './client.ts';

/** Runs when the job failed or was cancelled: stops what the main step started and did not see end (R1). */
export async function post(context: PostContext): Promise<void> {
  const { log, client, signal, state } = context;
  if (state('settled') === 'true') return;
  const ids = new Set(JSON.parse(state('executions') || '[]') as string[]);
  for (const executionId of await unseenStarts(context)) ids.add(executionId);
  tellOfSharedStarts(ids.size, context);
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

/** A step that was killed in the middle of starts of a shared key: what it began may be anybody's, so it is left and told. */
function tellOfSharedStarts(known: number, { state, log }: PostContext): void {
  const [, count, scriptKey = ''] = /^(\d+) (.*)$/.exec(state('shared-starts')) ?? [];
  const open = Number(count ?? 0) - known;
  if (open <= 0) return;
  log.warning(
    `The step ended in the middle of ${open} start${open === 1 ? '' : 's'} of ${scriptKey}, which may be running: others may start this script too, so nothing was stopped. Look at the executions in the cloud, or let sweep stop them with match. A script-file gets a key of its own, which removes the doubt.`,
  );
}
