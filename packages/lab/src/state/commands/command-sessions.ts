import type { Cancel, LabClock } from '../../clock.ts';
import { fill } from '../../invented.ts';
import type { InventedSettings } from '../../invented.ts';
import { attachmentOf } from './command-recordings.ts';
import type { RunningRecording } from './command-recordings.ts';
import { CommandRecords } from './command-records.ts';
import type { Device, Devices } from '../devices/devices.ts';
import { usedDeviceOf } from '../executions/executions.ts';
import type { Execution, Executions, FlowEndCode, UsedDevice } from '../executions/executions.ts';
import type { Collection, Store } from '../store/store.ts';

/** A stopwatch of a command execution. */
export interface CommandTimer {
  /** Time it ran before it was started last. */
  beforeMs: number;
  /** When it was started last; null while it stands. */
  startedMs: number | null;
}

/** What a command execution has beyond what every execution has. Which devices it holds, the devices know. */
export interface CommandSession {
  executionId: string;
  /** Devices it has used, as they were when they were opened first. */
  devices: UsedDevice[];
  lastUsedMs: number;
  /** How many callers play it, by startPlay. */
  players: number;
  timers: Record<string, CommandTimer>;
  recordings: RunningRecording[];
}

/** What command sessions work on. */
export interface CommandSessionParts {
  store: Store;
  clock: LabClock;
  settings: InventedSettings;
  devices: Devices;
  executions: Executions;
}

/** When a command begins and ends, ms. */
export interface Turn {
  startedAtMs: number;
  endedAtMs: number;
}

/** The executions that are driven by commands: from start to end, or until nobody uses them. */
export class CommandSessions {
  readonly all: Collection<CommandSession>;
  readonly records: CommandRecords;
  readonly #parts: CommandSessionParts;
  readonly #idle = new Map<string, Cancel>();
  readonly #busyUntilMs = new Map<string, number>();

  constructor(parts: CommandSessionParts) {
    this.#parts = parts;
    this.all = parts.store.collection<CommandSession>('commandSessions');
    this.records = new CommandRecords(parts.store);
    parts.executions.whenForgotten((executionId) => {
      this.all.remove(executionId);
      this.records.remove(executionId);
      this.#busyUntilMs.delete(executionId);
    });
  }

  /** Watches again over the sessions that were open when the lab was stopped. */
  resume(): void {
    for (const { executionId, lastUsedMs } of this.all.values()) {
      if (this.running(executionId)) this.#watch(executionId, lastUsedMs);
    }
  }

  /** Cancels all timers. */
  stop(): void {
    for (const cancel of this.#idle.values()) cancel();
    this.#idle.clear();
  }

  start(execution: Execution): void {
    const { executionId, startedMs } = this.#parts.executions.add(execution);
    const session = {
      executionId,
      devices: [],
      lastUsedMs: startedMs,
      players: 0,
      timers: {},
      recordings: [],
    };
    this.all.put(executionId, session);
    this.#watch(executionId, startedMs);
  }

  /** The execution, while it takes commands. */
  running(executionId: string): Execution | undefined {
    const execution = this.#parts.executions.get(executionId);
    return execution?.status === 'Running' && this.all.get(executionId) ? execution : undefined;
  }

  /** Notes that somebody uses the execution until some time. */
  use(executionId: string, untilMs: number): void {
    this.all.patch(executionId, { lastUsedMs: untilMs });
    this.#watch(executionId, untilMs);
  }

  /** Waits until a command is done; the commands of an execution come one after the other. */
  async turn(executionId: string, durationMs: number): Promise<Turn> {
    const { clock } = this.#parts;
    const startedAtMs = Math.max(clock.now(), this.#busyUntilMs.get(executionId) ?? 0);
    const endedAtMs = startedAtMs + durationMs;
    this.#busyUntilMs.set(executionId, endedAtMs);
    this.use(executionId, endedAtMs);
    if (endedAtMs > clock.now()) {
      await new Promise<void>((resolve) => {
        clock.setTimer(endedAtMs, resolve);
      });
    }
    return { startedAtMs, endedAtMs };
  }

  /** The devices an execution holds now. */
  openDevices(executionId: string): Device[] {
    return [...this.#parts.devices.all.values()].filter(
      ({ session }) => session?.executionId === executionId,
    );
  }

  open(execution: Execution, device: Device): void {
    const { devices, executions } = this.#parts;
    const { executionId, user } = execution;
    devices.take(device.deviceId, { user, executionId });
    const used = usedDeviceOf(device);
    if (!execution.device) executions.all.patch(executionId, { device: used });
    const known = this.all.get(executionId)?.devices ?? [];
    if (known.some(({ deviceId }) => deviceId === device.deviceId)) return;
    this.all.patch(executionId, { devices: [...known, used] });
  }

  close(executionId: string, device: Device): void {
    this.stopRecordings(executionId, ({ deviceId }) => deviceId === device.deviceId);
    this.#parts.devices.free(device.deviceId, executionId);
  }

  /** Stops what records a device and leaves the files with the commands that began it. Returns how many there were. */
  stopRecordings(executionId: string, isMeant: (recording: RunningRecording) => boolean): number {
    const running = this.all.get(executionId)?.recordings ?? [];
    const stopped = running.filter(isMeant);
    for (const recording of stopped) {
      const attachment = attachmentOf(recording, this.#parts.clock.now());
      this.records.attach(executionId, recording.number, attachment);
    }
    if (stopped.length > 0) {
      this.all.patch(executionId, { recordings: running.filter((recording) => !isMeant(recording)) });
    }
    return stopped.length;
  }

  /** Ends an execution as its caller wished: it passed when every command did. */
  end(execution: Execution): void {
    const failed = this.records.of(execution.executionId).find(({ node }) => !node.success);
    this.#finish(execution, failed ? 'Failed' : 'Success', failed?.node.description ?? 'Success');
  }

  /** Ends an execution for somebody who stops it. False: it has ended already. */
  abort(executionId: string, byUser: string): boolean {
    const execution = this.running(executionId);
    if (!execution) return false;
    this.#finish(execution, 'UserAborted', fill(this.#parts.settings.abortedText, { user: byUser }));
    return true;
  }

  /** Ends the execution that holds a device, because the device was released by force. */
  deviceReleased(deviceId: string): void {
    const holder = this.#parts.devices.all.get(deviceId)?.session?.executionId;
    const execution = holder === undefined ? undefined : this.running(holder);
    if (!execution) return;
    this.#finish(execution, 'Failed', fill(this.#parts.settings.deviceReleasedText, { deviceId }));
  }

  #watch(executionId: string, lastUsedMs: number): void {
    const { clock, settings } = this.#parts;
    this.#idle.get(executionId)?.();
    const expire = (): void => {
      const execution = this.running(executionId);
      const minutes = settings.commandIdleMs / 60_000;
      // Nobody said how it went.
      if (execution) this.#finish(execution, 'Unknown', fill(settings.executionExpiredText, { minutes }));
    };
    this.#idle.set(executionId, clock.setTimer(lastUsedMs + settings.commandIdleMs, expire));
  }

  #finish(execution: Execution, flowEndCode: FlowEndCode, completionDescription: string): void {
    const { clock, settings, executions } = this.#parts;
    const { executionId } = execution;
    const now = clock.now();
    this.stopRecordings(executionId, () => true);
    for (const device of this.openDevices(executionId)) this.close(executionId, device);
    this.#idle.get(executionId)?.();
    this.#idle.delete(executionId);
    this.#busyUntilMs.delete(executionId);
    executions.all.patch(executionId, {
      status: 'Completed',
      runningUntilMs: now,
      completedMs: now,
      reportFromMs: now + settings.commandReportDelayMs,
      flowEndCode,
      reason: flowEndCode,
      completionDescription,
    });
  }
}
