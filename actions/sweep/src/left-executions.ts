import { inParallel } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import type { LeftScript } from './left-scripts.ts';

const listedMs = 24 * 3_600_000;

/** Running executions to end, and the scripts from which something younger still runs. */
export interface LeftExecutions {
  executionIds: string[];
  busyScripts: Set<string>;
}

/**
 * Executions that run from scripts of this repository's jobs, and those whose id matches. The list shows no script
 * and no start, so the service is asked for each script, within the time in which a start counts as long ago.
 */
export async function findExecutions(
  { olderThanMs, match }: Inputs,
  scripts: readonly LeftScript[],
  serviceTimeMs: number,
  { client, signal }: StepContext,
): Promise<LeftExecutions> {
  // Anchor and offset together: from the anchor for the length of the offset (documented).
  const longAgo = {
    'time.anchor': serviceTimeMs - listedMs,
    'time.offset': Math.floor((listedMs - olderThanMs) / 1000),
  };
  const running = async (window: object): Promise<string[]> => {
    const request = { completed: false, ...window };
    const { executions = [] } = await client.executions.list(request, { signal });
    return executions.map(({ executionId }) => executionId);
  };
  const found = new Set<string>();
  const busyScripts = new Set<string>();
  await inParallel(scripts, 4, async ({ key }) => {
    const all = await running({ scriptKey: key, 'time.offset': listedMs / 1000 });
    if (all.length === 0) return;
    const old = await running({ scriptKey: key, ...longAgo });
    for (const executionId of old) found.add(executionId);
    if (all.length > old.length) busyScripts.add(key);
  });
  if (match) {
    for (const executionId of await running(longAgo)) if (match.test(executionId)) found.add(executionId);
  }
  return { executionIds: [...found].sort(), busyScripts };
}
