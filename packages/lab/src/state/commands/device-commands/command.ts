import type { RecordedAttachment, RecordedNode } from '../../../report/recorded-execution.ts';
import type { Device } from '../../devices/devices.ts';
import type { Execution } from '../../executions/executions.ts';
import type { LabState } from '../../lab-state.ts';
import type { LabUser } from '../../people/users.ts';
import type { CommandParameters } from './command-parameters.ts';

/** What a command has at hand when its time has come. */
export interface CommandContext {
  state: LabState;
  user: LabUser;
  execution: Execution;
  /** Number of the command in its execution, from 1; makes names of files. */
  number: number;
  parameters: CommandParameters;
  startedAtMs: number;
  endedAtMs: number;
  /** The command as the report will have it when it succeeds, with the screen as it is before it. */
  node: RecordedNode;
}

/** The same for a command on a device that the execution has open. */
export interface DeviceContext extends CommandContext {
  device: Device;
}

/** Values of a timer in ms, as answers and reports name them. */
export interface TimerValues {
  elapsed: number;
  /** Spent inside commands. */
  system: number;
  /** Spent on the device. */
  device: number;
  /** What a user would have noticed. */
  ux: number;
}

/** A rectangle of a screen in pixels. */
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What a command found on the screen. */
export interface ScreenAnalysis {
  /** 0 to 100. */
  grade: number;
  analyzedRegion: Region;
  resultRegion?: Region;
}

/** How a command went. */
export interface CommandOutcome {
  /** Text of the result; `Success` when absent. */
  description?: string;
  returnValue?: string;
  /** What the report says was found; the returnValue when absent. */
  actual?: string;
  timers?: TimerValues;
  screenAnalysis?: ScreenAnalysis;
  attachments?: RecordedAttachment[];
  /** What ran inside of it. */
  children?: RecordedNode[];
  /** It did not succeed. A failed validation is an ordinary result with this reason (from client code). */
  failure?: 'ValidationFailure' | 'Failed' | 'ResourcesUnavailable';
}

/** A command as the lab carries it out. `run` throws CommandFailure for what a device or a repository cannot do. */
export type DeviceCommand = {
  /** Names a client must send; which are mandatory is invented, no page tells. */
  mandatory?: readonly string[];
  /** Refuses wrong values before anything happens. */
  check?: (parameters: CommandParameters) => void;
} & (
  | {
      needsDevice: true;
      /** It can also be done when the device hangs on its cradle no more. */
      worksUnplugged?: true;
      run(context: DeviceContext): CommandOutcome;
    }
  | { needsDevice: false; run(context: CommandContext): CommandOutcome }
);

/** Commands by `<command>.<subcommand>`. */
export type DeviceCommands = Readonly<Record<string, DeviceCommand>>;

/** A command that could not be carried out. It is answered and recorded like any other (inferred). */
export class CommandFailure extends Error {
  readonly code = 'COMMAND_FAILED';
  readonly reason: NonNullable<CommandOutcome['failure']>;

  constructor(description: string, reason: CommandFailure['reason'] = 'Failed') {
    super(description);
    this.reason = reason;
  }
}
