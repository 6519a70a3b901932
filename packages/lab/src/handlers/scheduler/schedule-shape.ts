import { fill } from '../../invented.ts';
import type { Tree } from '../../server/answer.ts';
import type { LabState } from '../../state/lab-state.ts';
import { scheduleKeyOf } from '../../state/schedules/schedules.ts';
import type { Schedule } from '../../state/schedules/schedules.ts';
import { timePair } from '../times.ts';

/**
 * A schedule with its fields in the order of the catalogue. The inner form of `scriptParams` is invented; `recurrence`
 * repeats start and count, since the vendor's client reads them there, too.
 */
export function scheduleTree(state: LabState, schedule: Schedule): Tree {
  const { modelVersion, productVersion } = state.settings;
  const { description, repeatCount, endMs, nextMs, lastRun } = schedule;
  const parameters = [
    ...schedule.variables,
    ...schedule.securedNames.map((name) => ({ name, value: '***' })),
  ];
  return {
    key: scheduleKeyOf(schedule),
    status: schedule.isActive ? 'active' : 'inactive',
    owner: schedule.owner,
    ...(description === '' ? {} : { description }),
    scriptKey: schedule.scriptKey,
    ...(parameters.length === 0 ? {} : { scriptParams: { param: parameters } }),
    ...(repeatCount === null ? {} : { repeatCount }),
    recurrence: {
      type: 'cron',
      properties: { property: [{ key: 'expression', value: schedule.recurrence }] },
      ...(repeatCount === null ? {} : { repeatCount }),
      startTime: timePair(schedule.startMs),
    },
    startTime: timePair(schedule.startMs),
    ...(endMs === null ? {} : { endTime: timePair(endMs) }),
    creationTime: timePair(schedule.createdMs),
    ...(lastRun ? { lastRunTime: timePair(lastRun.atMs) } : {}),
    ...(nextMs === null ? {} : { nextRunTime: timePair(nextMs) }),
    ...(lastRun && 'reportKey' in lastRun ? { lastRunKey: lastRun.reportKey } : {}),
    ...(lastRun ? { lastRunStatus: lastRunStatus(state, lastRun) } : {}),
    productVersion,
    modelVersion,
  };
}

// The words are not known: the result of the execution once there is one, its state before (inferred).
function lastRunStatus(state: LabState, lastRun: NonNullable<Schedule['lastRun']>): string {
  if ('problem' in lastRun) return fill(state.settings.scheduleNotRunText, { reason: lastRun.problem });
  const execution = state.executions.get(lastRun.executionId);
  if (execution?.status !== 'Completed') return execution?.status ?? 'Unknown';
  return execution.flowEndCode ?? 'Unknown';
}
