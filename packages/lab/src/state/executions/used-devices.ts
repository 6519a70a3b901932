import type { Execution, UsedDevice } from './executions.ts';
import type { LabState } from '../lab-state.ts';

/** All devices of an execution: a script has one at most, commands may have opened several. */
export function usedDevices(
  { commandSessions }: Pick<LabState, 'commandSessions'>,
  { executionId, device }: Execution,
): readonly UsedDevice[] {
  return commandSessions.all.get(executionId)?.devices ?? (device ? [device] : []);
}
