import type {
  RecordedAttachment,
  RecordedExecution,
  RecordedNode,
  RecordedTimer,
} from '../../report/recorded-execution.ts';
import type { InventedSettings } from '../../invented.ts';
import { isCommandExecution } from './executions.ts';
import type { Execution } from './executions.ts';
import type { LabState } from '../lab-state.ts';
import type { ScriptNode } from './script-file.ts';
import { usedDevices } from './used-devices.ts';

// A report of thousands of steps needs no thousands of pictures.
const mostScreenshots = 50;

/** How far the walk through the script has come. */
interface Walk {
  execution: Execution;
  settings: InventedSettings;
  scale: number;
  /** Present offset from the start of Running, ms. */
  offsetMs: number;
  /** Where the run stopped. */
  endMs: number;
  action: number;
  step: number;
  screenshots: number;
  over: boolean;
}

/**
 * What an execution left behind, for the report renderers. Only what ran is in it: nothing after the action that
 * failed, or after an abort; the commands of a client as they came.
 */
export function recordExecution(state: LabState, execution: Execution): RecordedExecution {
  const { executionId, startedMs, completedMs, runningFromMs } = execution;
  const success = execution.flowEndCode === 'Success';
  const devices = usedDevices(state, execution);
  const byCommands = isCommandExecution(execution);
  return {
    executionId,
    reportKey: execution.reportKey,
    owner: execution.user,
    scriptName: execution.scriptName,
    scriptKey: execution.scriptKey,
    startedAtMs: startedMs,
    endedAtMs: completedMs ?? (byCommands ? state.clock.now() : startedMs),
    success,
    code: success ? 'Success' : execution.reason,
    description: execution.completionDescription,
    failedActions: execution.failedActions,
    failedValidations: execution.failedValidations,
    devices: [...devices],
    variables: execution.variables,
    flow: byCommands
      ? state.commandSessions.records.of(executionId).map(({ node }) => node)
      : scriptFlow(execution, state.settings),
    timers: byCommands ? timersAt(state, executionId, completedMs ?? state.clock.now()) : [],
    video: execution.hasVideo && devices.length > 0 && runningFromMs !== null,
    cloudUrl: `https://${state.cloud}.perfectomobile.com`,
  };
}

function timersAt({ commandSessions }: LabState, executionId: string, nowMs: number): RecordedTimer[] {
  return Object.entries(commandSessions.all.get(executionId)?.timers ?? {}).map(([name, timer]) => ({
    name,
    elapsedMs: timer.beforeMs + (timer.startedMs === null ? 0 : nowMs - timer.startedMs),
  }));
}

function scriptFlow(execution: Execution, settings: InventedSettings): RecordedNode[] {
  const { plan, runningFromMs, runningUntilMs, device } = execution;
  const flow = nodesOf(execution.nodes, {
    execution,
    settings,
    scale: plan?.scale ?? 1,
    offsetMs: 0,
    endMs: runningFromMs === null ? 0 : (runningUntilMs ?? runningFromMs) - runningFromMs,
    action: 0,
    step: 0,
    screenshots: 0,
    over: runningFromMs === null,
  });
  const first = flow[0];
  if (first && device) first.attachments.push(...deviceFiles(device.deviceId));
  return flow;
}

function deviceFiles(deviceId: string): RecordedAttachment[] {
  return [
    { type: 'monitor', format: 'csv', path: 'vitals/monitor_1.csv', deviceId },
    { type: 'network', format: 'pcap', path: 'network/capture_1.pcap', deviceId },
    { type: 'log', format: 'zip', path: 'log/device_1.zip', deviceId },
  ];
}

function nodesOf(nodes: readonly ScriptNode[], walk: Walk): RecordedNode[] {
  const recorded: RecordedNode[] = [];
  for (const node of nodes) {
    if (walk.over) break;
    recorded.push(node.children.length > 0 ? parentOf(node, walk) : leafOf(node, walk));
  }
  return recorded;
}

function parentOf(node: ScriptNode, walk: Walk): RecordedNode {
  const startedAtMs = timeOf(walk);
  walk.step += 1;
  const step = walk.step;
  const children = nodesOf(node.children, walk);
  const failed = children.find((child) => !child.success);
  const { device } = walk.execution;
  const picture = device && !failed && walk.screenshots < mostScreenshots;
  if (picture) walk.screenshots += 1;
  return {
    ...namesOf(node),
    startedAtMs,
    endedAtMs: timeOf(walk),
    success: failed === undefined,
    code: failed?.code ?? 'Success',
    description: failed?.description ?? 'Success',
    parameters: [],
    attachments: picture ? [image('image', `images/step_${step}.png`, device.deviceId)] : [],
    children,
  };
}

function leafOf(node: ScriptNode, walk: Walk): RecordedNode {
  const { execution, settings } = walk;
  const startedAtMs = timeOf(walk);
  const isFailing = execution.plan?.failingAction === walk.action && execution.flowEndCode !== 'UserAborted';
  walk.offsetMs += (node.durationMs ?? settings.actionMs) * walk.scale;
  walk.action += 1;
  // The action under way when the run was stopped is the last one.
  const isCut = walk.offsetMs > walk.endMs + 0.5;
  if (isCut) walk.offsetMs = walk.endMs;
  if (isCut || isFailing) walk.over = true;
  const success = !isFailing && !isCut;
  const code = success ? 'Success' : ((isFailing ? execution.plan?.code : undefined) ?? execution.reason);
  return {
    ...namesOf(node),
    startedAtMs,
    endedAtMs: timeOf(walk),
    success,
    code,
    description: success ? 'Success' : execution.completionDescription,
    parameters: node.parameters,
    attachments: success
      ? attachmentsOf(node, execution)
      : isFailing
        ? failurePictures(execution, walk.action)
        : [],
    ...(execution.device ? { deviceId: execution.device.deviceId } : {}),
    children: [],
  };
}

function attachmentsOf(node: ScriptNode, { device }: Execution): RecordedAttachment[] {
  return (node.attachments ?? []).map(({ type, path, ofDevice }) => ({
    type,
    format: path.split('.').at(-1) ?? '',
    path,
    deviceId: ofDevice ? (device?.deviceId ?? '') : '',
  }));
}

function failurePictures(execution: Execution, action: number): RecordedAttachment[] {
  const { device, failedValidations } = execution;
  if (!device) return [];
  const pictures = [image('image', `images/failure_${action}.png`, device.deviceId)];
  if (failedValidations > 0) {
    pictures.push(image('actualImage', `images/actual_${action}.png`, device.deviceId));
    pictures.push(image('expectedImage', `images/expected_${action}.png`, device.deviceId));
  }
  return pictures;
}

function image(
  type: 'image' | 'actualImage' | 'expectedImage',
  path: string,
  deviceId: string,
): RecordedAttachment {
  return { type, format: 'png', path, deviceId };
}

function namesOf(node: ScriptNode): Pick<RecordedNode, 'kind' | 'name' | 'displayName'> {
  const { kind, name, displayName } = node;
  return displayName === undefined ? { kind, name } : { kind, name, displayName };
}

function timeOf(walk: Walk): number {
  return (walk.execution.runningFromMs ?? walk.execution.startedMs) + Math.round(walk.offsetMs);
}
