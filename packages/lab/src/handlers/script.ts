import { treeAnswer, success } from '../server/answer.ts';
import type { Answer, Tree } from '../server/answer.ts';
import { actsAsAdmin } from '../server/call.ts';
import type { Call, Handlers } from '../server/call.ts';
import { Refusal } from '../refusal.ts';
import { fill } from '../invented.ts';
import { isCommandExecution, progressAt } from '../state/executions/executions.ts';
import type { Execution } from '../state/executions/executions.ts';
import type { LabState } from '../state/lab-state.ts';
import { stableUuid } from '../state/stable-uuid.ts';
import { startScript } from '../state/executions/start-script.ts';
import { usedDevices } from '../state/executions/used-devices.ts';

const listNotAuthorized = 'User <user> is not authorized to get all script executions';
// "At most 500 completed executions can be listed" (documented).
const listLimit = 500;

/** The Script group: executions that the cloud runs by itself. */
export const handlers: Handlers = {
  'script.execute': execute,
  'script.status': (call) => treeAnswer(fullStatusTree(call.state, find(call))),
  'script.list': list,
  'script.abort': abort,
};

function execute(call: Call): Answer {
  const { parameters, state } = call;
  const execution = startScript(state, {
    user: call.user,
    scriptKey: parameters.required('scriptKey'),
    variables: parameters.family('param'),
    hasReport: parameters.flag('output.report'),
    hasVideo: parameters.flag('output.report') && parameters.flag('output.video'),
    visibility: parameters.required('output.visibility'),
    allocationTimeoutMs: parameters.integer('handset.allocation.timeout') ?? 0,
    allocationRetryMs: parameters.integer('handset.allocation.retryInterval') ?? 0,
    startedBy: 'script',
  });
  const { reportPdfUrl, ...addresses } = reportAddresses(state, execution);
  return treeAnswer({
    executionId: execution.executionId,
    ...addresses,
    reportKey: execution.reportKey,
    // Both are read by the vendor's client and in no example; what a session id looks like is not known.
    reportPdfUrl,
    sessionId: execution.executionId,
  });
}

function reportAddresses(
  state: LabState,
  execution: Execution,
): { testGridReportUrl: string; singleTestReportUrl: string; reportPdfUrl: string } {
  const { executionId, reportKey, user } = execution;
  const base = `https://${state.cloud}.perfectomobile.com/nexperience/singletest/report/`;
  return {
    testGridReportUrl: `https://${state.cloud}.reporting.perfectomobile.com?externalId[0]=${executionId}`,
    singleTestReportUrl: `${base}?reportRepositoryKey=${reportKey}&ownerId=${user}&sharingCode=${stableUuid(executionId)}`,
    reportPdfUrl: `https://${state.cloud}.reporting.perfectomobile.com/export/api/v1/test-executions/pdf?externalId[0]=${executionId}`,
  };
}

/** The execution a call names. Others' executions exist only for administrators with admin=true. */
function find(call: Call): Execution {
  const asAdmin = actsAsAdmin(call, 'executions', listNotAuthorized);
  const executionId = call.parameters.required('executionId');
  const { state } = call;
  const execution = state.executions.get(executionId);
  const isVisible = execution && (asAdmin || execution.user === call.user.name);
  if (!isVisible || isHidden(state, execution))
    throw new Refusal(state.settings.notFoundStatus, `Execution ${executionId} wasn't found`);
  return execution;
}

/** Whether the Script group does not know an execution: too long over, or, by a setting, without a script. */
function isHidden({ clock, settings }: LabState, execution: Execution): boolean {
  if (isCommandExecution(execution) && !settings.scriptGroupSeesCommands) return true;
  return (
    execution.completedMs !== null && clock.now() - execution.completedMs > settings.executionRetentionMs
  );
}

/** The fields of a status answer, in the order of a real one of 2013 (script.yaml). */
function statusTree(state: LabState, execution: Execution): Record<string, Tree> {
  return {
    failedValidations: execution.failedValidations,
    // Unknown while it runs is inferred; the documents only list the word.
    flowEndCode: execution.flowEndCode ?? 'Unknown',
    ...(execution.reason === '' ? {} : { reason: execution.reason }),
    status: execution.status,
    description: execution.status,
    failedActions: execution.failedActions,
    executionId: execution.executionId,
    reportKey: execution.reportKey,
    ...(execution.completionDescription === ''
      ? {}
      : { completionDescription: execution.completionDescription }),
    progressPercentage: progressAt(execution, state.clock.now()).toFixed(1),
    user: execution.user,
    completed: execution.status === 'Completed',
    devices: usedDevices(state, execution).map(({ deviceId, manufacturer, model }) => ({
      deviceId,
      manufacturer,
      model,
    })),
    ...(execution.parent === undefined ? {} : { parent: execution.parent }),
  };
}

/** What a status answer has beyond an entry of the list, all of it from client code. */
function fullStatusTree(state: LabState, execution: Execution): Tree {
  return {
    ...statusTree(state, execution),
    // No value of it was seen: the lab repeats the reason.
    ...(execution.reason === '' ? {} : { completionCode: execution.reason }),
    ...reportAddresses(state, execution),
  };
}

function abort(call: Call): Answer {
  const execution = find(call);
  const { settings, lifecycle } = call.state;
  const done = lifecycle.abort(execution.executionId, call.user.name);
  if (!done && settings.abortCompletedRefused) {
    throw new Refusal(
      settings.notFoundStatus,
      fill(settings.abortCompletedText, { executionId: execution.executionId }),
    );
  }
  return success;
}

function list(call: Call): Answer {
  const { parameters, state, user } = call;
  const asAdmin = actsAsAdmin(call, 'executions', listNotAuthorized);
  const window = readWindow(call);
  const byCompletion = parameters.text('time.type')?.toLowerCase() === 'completed';
  const scriptKey = parameters.text('scriptKey');
  const completed = parameters.text('completed')?.toLowerCase();
  const flowEndCode = parameters.text('flowEndCode')?.toLowerCase();
  const found: Execution[] = [];
  for (const execution of state.executions.all.values()) {
    if (!asAdmin && execution.user !== user.name) continue;
    const isCompleted = execution.status === 'Completed';
    // Without a completion time an execution cannot lie in a window of completion times.
    const timeMs = byCompletion ? execution.completedMs : execution.startedMs;
    if (timeMs === null || timeMs < window.fromMs || timeMs > window.toMs) continue;
    if (scriptKey !== undefined && execution.scriptKey !== scriptKey) continue;
    if (completed !== undefined && isCompleted !== (completed === 'true')) continue;
    if (flowEndCode !== undefined && execution.flowEndCode?.toLowerCase() !== flowEndCode) continue;
    if (isHidden(state, execution)) continue;
    if (state.clock.now() - execution.startedMs < state.settings.listLagMs) continue;
    found.push(execution);
  }
  // Kept in order of start, which is oldest first.
  let surplus = found.filter(({ status }) => status === 'Completed').length - listLimit;
  const kept = found.filter(({ status }) => status !== 'Completed' || surplus-- <= 0);
  return treeAnswer({ executions: kept.map((execution) => statusTree(state, execution)) });
}

/** The time window: anchor and offset together, the anchor up to now, or the last offset seconds. */
function readWindow(call: Call): { fromMs: number; toMs: number } {
  const { parameters, state } = call;
  const now = state.clock.now();
  const anchorText = parameters.raw('time.anchor') ?? '';
  const offset = parameters.integer('time.offset');
  if (anchorText === '' && offset === undefined) {
    const { invalidParameterStatus, missingParameterText } = state.settings;
    throw new Refusal(
      invalidParameterStatus,
      fill(missingParameterText, { name: 'time.anchor or time.offset' }),
    );
  }
  const anchor = anchorText === '' ? undefined : Number(anchorText);
  const anchorMs = anchor === undefined || anchor === -1 || Number.isNaN(anchor) ? now : anchor;
  if (offset === undefined) return { fromMs: anchorMs, toMs: now };
  const offsetMs = offset * 1000;
  if (anchorText === '') return { fromMs: now - Math.abs(offsetMs), toMs: now };
  // A negative offset counts backwards from the anchor (inferred).
  return offsetMs < 0
    ? { fromMs: anchorMs + offsetMs, toMs: anchorMs }
    : { fromMs: anchorMs, toMs: anchorMs + offsetMs };
}
