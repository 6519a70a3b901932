import { readFile } from 'node:fs/promises';
import { clashes } from './lab-lists.ts';

/** What is looked at of the state that a lab leaves on the disk, to the millisecond. */
export interface LabState {
  executions: readonly StoredExecution[];
  reservations: readonly StoredReservation[];
}

interface StoredExecution {
  executionId: string;
  user: string;
  /** Device that was asked for; empty for any. */
  wantedDevice: string;
  /** Device that it got. */
  device: { deviceId: string } | null;
  allocationTimeoutMs: number;
  allocationUntilMs: number | null;
  runningFromMs: number | null;
  completedMs: number | null;
}

interface StoredReservation {
  id: string;
  deviceId: string;
  reservedTo: string;
  startMs: number;
  endMs: number;
  createdMs: number;
}

/** Reads `state.json` in the data directory of a lab that has ended. */
export async function readLabState(path: string): Promise<LabState> {
  const { collections } = JSON.parse(await readFile(path, 'utf8')) as {
    collections: Record<keyof LabState, Record<string, unknown>>;
  };
  return {
    executions: Object.values(collections.executions) as StoredExecution[],
    reservations: Object.values(collections.reservations) as StoredReservation[],
  };
}

/** Executions that had one device at a time. */
export function sharedDevices({ executions }: LabState): string[] {
  return clashes(
    executions.flatMap(({ executionId, device, runningFromMs, completedMs }) =>
      device && runningFromMs !== null
        ? [
            {
              what: executionId,
              deviceId: device.deviceId,
              fromMs: runningFromMs,
              toMs: completedMs ?? Number.POSITIVE_INFINITY,
            },
          ]
        : [],
    ),
  );
}

/** How executions fared that asked for a device while it was reserved. */
export interface Meetings {
  /** Ran at once, the reservation being of their own user. */
  readonly letIn: number;
  /** Did not get it at once, the reservation being of another user. */
  readonly keptOut: number;
  /** Began to run on a device that another user had reserved, as sentences. */
  readonly intruding: readonly string[];
}

/** Compares when executions began with the reservations of their devices. */
export function meetingsOf({ executions, reservations }: LabState): Meetings {
  const byDevice = Map.groupBy(reservations, ({ deviceId }) => deviceId);
  let letIn = 0;
  let keptOut = 0;
  const intruding: string[] = [];
  for (const execution of executions) {
    const { executionId, user, device, wantedDevice, runningFromMs } = execution;
    const reservedAt = (deviceId: string, atMs: number): StoredReservation | undefined =>
      // What was reserved within the same millisecond may have been so before or after.
      byDevice
        .get(deviceId)
        ?.find(({ startMs, createdMs, endMs }) => startMs < atMs && createdMs < atMs && atMs < endMs);
    if (device && runningFromMs !== null) {
      const held = reservedAt(device.deviceId, runningFromMs);
      if (held?.reservedTo === user) letIn += 1;
      else if (held)
        intruding.push(
          `${executionId} ran on ${device.deviceId}, which reservation ${held.id} gave to another`,
        );
    }
    const failedMs = firstFailureMs(execution);
    const held = failedMs === undefined ? undefined : reservedAt(wantedDevice, failedMs);
    if (held && held.reservedTo !== user) keptOut += 1;
  }
  return { letIn, keptOut, intruding };
}

/** When an execution first asked for its device in vain; undefined for one that got it at once. */
function firstFailureMs(execution: StoredExecution): number | undefined {
  const { allocationUntilMs, allocationTimeoutMs, runningFromMs, completedMs } = execution;
  if (allocationUntilMs !== null) return allocationUntilMs - allocationTimeoutMs;
  return runningFromMs === null ? (completedMs ?? undefined) : undefined;
}
