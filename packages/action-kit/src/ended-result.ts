import type { EndedExecution } from '@perfecto-actions/client';
import type { ExecutionResult } from '@perfecto-actions/results';
import type { ExecutionHandle } from './execution-handle.ts';

/** What the gate judges: the handle of an execution and how it ended, before its report is read. */
export function resultOf(handle: ExecutionHandle, ended: EndedExecution): ExecutionResult {
  const { status } = ended;
  const reportKey = handle.reportKey ?? status?.reportKey;
  const devices = status?.devices?.length
    ? status.devices
    : handle.deviceId
      ? [{ deviceId: handle.deviceId }]
      : [];
  return {
    executionId: handle.executionId,
    scriptName: scriptNameOf(handle),
    devices,
    outcome: ended.outcome,
    files: [],
    ...(reportKey && { reportKey }),
    ...(handle.scriptKey !== undefined && { scriptKey: handle.scriptKey }),
    ...(handle.reportUrl !== undefined && { reportUrl: handle.reportUrl }),
    ...(status?.status !== undefined && { state: status.status }),
    ...(status?.flowEndCode !== undefined && { flowEndCode: status.flowEndCode }),
    ...(status?.failedActions !== undefined && { failedActions: status.failedActions }),
    ...(status?.failedValidations !== undefined && { failedValidations: status.failedValidations }),
    ...(status?.reason !== undefined && { reason: status.reason }),
    description: ended.why,
    ...(ended.ending === 'timed-out' && { timedOut: true }),
  };
}

/** One result for each handle, in order. A handle whose end nobody saw is inconclusive; it never falls away. */
export function resultsOfHandles(
  handles: readonly ExecutionHandle[],
  ended: readonly EndedExecution[],
): ExecutionResult[] {
  return handles.map((handle) => {
    const { executionId } = handle;
    const end = ended.find((candidate) => candidate.executionId === executionId);
    return resultOf(
      handle,
      end ?? { executionId, outcome: 'inconclusive', ending: 'lost', why: 'Nothing is known of its end.' },
    );
  });
}

/** `PRIVATE:tests/login.xml` is the script login; without a key the id stands in. */
export function scriptNameOf(handle: ExecutionHandle): string {
  const name = handle.scriptKey
    ?.split(/[/:\\]/)
    .at(-1)
    ?.replace(/\.[^.]+$/, '');
  return name === undefined || name === '' ? handle.executionId : name;
}
