import { distinctExecutions } from './distinct-executions.ts';
import type { ExecutionResult } from './model.ts';

/**
 * The executions that are judged: each once, and of several attempts at one thing the latest (a re-run of the job).
 * A later attempt takes the place of an earlier one of the same job, leg, script and device; one that never got a device
 * gives way to any device. What names no attempt or no script replaces nothing and stays: the second attempt of another
 * run, or of another job of this one, says nothing of the first attempt here.
 */
export function latestAttempts(executions: readonly ExecutionResult[]): ExecutionResult[] {
  const distinct = distinctExecutions(executions);
  const latest = new Map<string, number>();
  for (const execution of distinct) {
    const { attempt } = execution;
    if (attempt === undefined) continue;
    for (const key of [placeOf(execution), scriptOf(execution)]) {
      latest.set(key, Math.max(latest.get(key) ?? 0, attempt));
    }
  }
  return distinct.filter((execution) => {
    const { attempt, scriptName, devices } = execution;
    if (attempt === undefined || scriptName === '') return true;
    const key = devices.length === 0 ? scriptOf(execution) : placeOf(execution);
    return attempt >= (latest.get(key) ?? 0);
  });
}

/** The executions that a later attempt replaced: evidence of flakiness, and nothing else. */
export function supersededAttempts(executions: readonly ExecutionResult[]): ExecutionResult[] {
  const latest = new Set(latestAttempts(executions).map(({ executionId }) => executionId));
  return distinctExecutions(executions).filter(({ executionId }) => !latest.has(executionId));
}

/** What tells one device of an execution from another: its id, or its model where the id is not known. */
export function deviceKey({ devices }: Pick<ExecutionResult, 'devices'>): string {
  return devices
    .map(({ deviceId, model }) => deviceId ?? model ?? '')
    .sort()
    .join(' + ');
}

function scriptOf({ job, leg, scriptName }: ExecutionResult): string {
  return JSON.stringify([job ?? '', leg ?? '', scriptName]);
}

function placeOf(execution: ExecutionResult): string {
  const { job = '', leg = '', scriptName } = execution;
  return JSON.stringify([job, leg, scriptName, deviceKey(execution)]);
}
