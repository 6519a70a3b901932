import { findOperation } from '@perfecto-actions/catalog/facts';
import { fill } from '../../invented.ts';
import type { LabState } from '../lab-state.ts';
import { scheduleKeyOf } from './schedules.ts';
import type { Schedule, ScheduleRun } from './schedules.ts';
import { startScript } from '../executions/start-script.ts';

/**
 * Starts the script of a schedule as its owner. A script that is gone, or an owner who may not log in, is the result
 * of the run; whoever looks at the schedule sees it. The report gets the visibility of the schedule (inferred).
 */
export function runSchedule(state: LabState, schedule: Schedule): ScheduleRun {
  const atMs = state.clock.now();
  const owner = state.users.byName(schedule.owner);
  if (owner?.status !== 'ACTIVE') {
    return { atMs, problem: fill(state.settings.scheduleOwnerGoneText, { user: schedule.owner }) };
  }
  try {
    const { executionId, reportKey } = startScript(state, {
      user: owner,
      scriptKey: schedule.scriptKey,
      variables: schedule.variables,
      hasReport: true,
      hasVideo: true,
      visibility: schedule.visibility,
      allocationTimeoutMs: defaultOf('handset.allocation.timeout'),
      allocationRetryMs: defaultOf('handset.allocation.retryInterval'),
      startedBy: scheduleKeyOf(schedule),
    });
    return { atMs, executionId, reportKey };
  } catch (error) {
    // Nobody waits for this call: an error must not end the lab.
    return { atMs, problem: error instanceof Error ? error.message : String(error) };
  }
}

// A schedule has no word on waiting for a device, so it waits as a script does that is started without one.
function defaultOf(name: string): number {
  const parameters = findOperation('script.execute')?.parameters ?? [];
  return Number(parameters.find((parameter) => parameter.name === name)?.default ?? 0);
}
