import { fill } from '../../invented.ts';
import type { RecordedNode } from '../../report/recorded-execution.ts';
import { commandRuleOf } from '../../scenario/device-rules.ts';
import { CommandFailure } from './device-commands/command.ts';
import type { CommandContext, CommandOutcome, DeviceCommand } from './device-commands/command.ts';
import type { CommandParameters } from './device-commands/command-parameters.ts';
import { screenOf } from '../devices/device-screen.ts';
import { isConnected } from '../devices/devices.ts';
import type { Device } from '../devices/devices.ts';
import type { Execution } from '../executions/executions.ts';
import type { LabState } from '../lab-state.ts';
import type { LabUser } from '../people/users.ts';

/** A command that was found good: it exists, and its parameters are those it knows. */
export interface CommandCall {
  user: LabUser;
  executionId: string;
  /** `<command>.<subcommand>` */
  name: string;
  command: DeviceCommand;
  parameters: CommandParameters;
}

/** How a command went, and what stands in the report of it. */
export interface CommandResult {
  outcome: CommandOutcome;
  node: RecordedNode;
}

/**
 * Carries a command out when its turn has come and its time is over, and records it. Undefined when the execution ended
 * in the meantime.
 */
export async function runCommand(state: LabState, call: CommandCall): Promise<CommandResult | undefined> {
  const { user, executionId, name, parameters } = call;
  const { commandSessions, deviceRules, settings } = state;
  const { deviceId } = parameters;
  const meant = deviceId === undefined ? openDevice(state, call) : state.devices.find(deviceId);
  const rule = commandRuleOf(deviceRules, name, meant);
  const turn = await commandSessions.turn(executionId, rule?.durationMs ?? settings.commandMs);
  const execution = commandSessions.running(executionId);
  if (!execution) return undefined;

  const number = commandSessions.records.nextNumber(executionId);
  const device = openDevice(state, call);
  const node = nodeOf(state, call, turn, device);
  const outcome = attempt(
    call,
    { state, user, execution, number, parameters, node, ...turn },
    device,
    rule?.fails,
  );
  // A device that was just opened belongs to its command, as one does that was just closed.
  const recorded = withOutcome(state, node, outcome, device ?? openDevice(state, call));
  commandSessions.records.add(executionId, recorded);
  countFailure(state, execution, outcome);
  return { outcome, node: recorded };
}

/** The open device that a command means: the one it names, or the only one. */
function openDevice(state: LabState, { executionId, parameters }: CommandCall): Device | undefined {
  const open = state.commandSessions.openDevices(executionId);
  const wanted = (parameters.deviceId ?? parameters.text('DUT'))?.toLowerCase();
  if (wanted !== undefined) return open.find(({ deviceId }) => deviceId.toLowerCase() === wanted);
  return open.length === 1 ? open[0] : undefined;
}

function attempt(
  { command, parameters }: CommandCall,
  context: CommandContext,
  device: Device | undefined,
  fails: string | undefined,
): CommandOutcome {
  const { settings, commandSessions } = context.state;
  try {
    if (fails !== undefined) throw new CommandFailure(fails);
    if (!command.needsDevice) return command.run(context);
    if (!device) {
      const deviceId = parameters.deviceId ?? parameters.text('DUT');
      if (deviceId !== undefined) throw new CommandFailure(fill(settings.deviceNotOpenText, { deviceId }));
      const count = commandSessions.openDevices(context.execution.executionId).length;
      throw new CommandFailure(fill(settings.deviceNotNamedText, { count }));
    }
    if (!isConnected(device) && command.worksUnplugged !== true) {
      const { deviceId } = device;
      throw new CommandFailure(fill(settings.deviceNotConnectedText, { deviceId }), 'ResourcesUnavailable');
    }
    return command.run({ ...context, device });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { failure: error.reason, description: error.message };
  }
}

function nodeOf(
  state: LabState,
  { name, parameters }: CommandCall,
  turn: { startedAtMs: number; endedAtMs: number },
  device: Device | undefined,
): RecordedNode {
  return {
    kind: 'action',
    name,
    displayName: displayNameOf(name),
    ...turn,
    success: true,
    code: 'Success',
    description: 'Success',
    parameters: parameters.given.map((parameter) => ({
      name: parameter.name,
      displayName: capitalized(parameter.name),
      value: parameter.value,
    })),
    attachments: [],
    ...screenFields(state, device),
    children: [],
  };
}

function withOutcome(
  state: LabState,
  node: RecordedNode,
  outcome: CommandOutcome,
  device: Device | undefined,
): RecordedNode {
  const { failure, description, attachments = [], children = [] } = outcome;
  const value = outcome.actual ?? outcome.returnValue;
  return {
    ...node,
    success: failure === undefined,
    code: failure ?? 'Success',
    description: description ?? 'Success',
    ...(value === undefined ? {} : { value }),
    attachments,
    ...screenFields(state, device),
    children,
  };
}

function screenFields(
  { deviceStates, deviceRules }: LabState,
  device: Device | undefined,
): Pick<RecordedNode, 'deviceId' | 'screen'> {
  if (!device) return {};
  const { title, landscape, texts } = screenOf(device, deviceStates.of(device), deviceRules);
  return { deviceId: device.deviceId, screen: { title, landscape, ...(texts ? { texts } : {}) } };
}

function countFailure(state: LabState, execution: Execution, { failure }: CommandOutcome): void {
  if (failure === undefined) return;
  state.executions.all.patch(execution.executionId, {
    failedActions: execution.failedActions + 1,
    failedValidations: execution.failedValidations + (failure === 'ValidationFailure' ? 1 : 0),
  });
}

/** `Start monitor` for `monitor.start`, as a real report has it. */
function displayNameOf(name: string): string {
  const words = name.split('.');
  return capitalized([words.pop() ?? '', ...words].join(' '));
}

function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
