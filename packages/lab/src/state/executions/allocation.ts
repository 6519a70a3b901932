import type { LabClock } from '../../clock.ts';
import { fill } from '../../invented.ts';
import type { InventedSettings } from '../../invented.ts';
import type { ScriptRule } from '../../scenario/behaviour.ts';
import type { DeviceGroups } from '../people/device-groups.ts';
import { reaches } from '../devices/device-reach.ts';
import type { CommandSessions } from '../commands/command-sessions.ts';
import { isConnected } from '../devices/devices.ts';
import type { Device, Devices } from '../devices/devices.ts';
import type { Execution, Executions } from './executions.ts';
import type { Reservations } from '../reservations.ts';
import type { Users } from '../people/users.ts';

/** What the life cycle works on. */
export interface LifecycleParts {
  clock: LabClock;
  settings: InventedSettings;
  rules: readonly ScriptRule[];
  devices: Devices;
  reservations: Reservations;
  executions: Executions;
  users: Users;
  deviceGroups: DeviceGroups;
  /** Ends those executions that have no script. */
  commandSessions: Pick<CommandSessions, 'abort' | 'deviceReleased'>;
}

/** Whether the user of an execution can have a device at all. */
export function isReached(
  execution: Execution,
  device: Device,
  { users, deviceGroups }: LifecycleParts,
): boolean {
  const user = users.byName(execution.user);
  return user !== undefined && reaches(user, device, deviceGroups);
}

/** The device an execution can have now: the one it asks for, or any that is free for its user. */
export function findFreeDevice(execution: Execution, parts: LifecycleParts): Device | undefined {
  const { devices } = parts;
  const isFree = (device: Device): boolean =>
    isReached(execution, device, parts) && problemWith(device, execution.user, parts) === undefined;
  if (execution.wantedDevice !== '') {
    const device = devices.find(execution.wantedDevice);
    return device && isFree(device) ? device : undefined;
  }
  for (const device of devices.all.values()) if (isFree(device)) return device;
  return undefined;
}

/** Why a user cannot have a device now; undefined when nothing is in the way. */
export function problemWith(
  device: Device,
  user: string,
  { reservations, settings }: Pick<LifecycleParts, 'reservations' | 'settings'>,
): string | undefined {
  const { deviceId } = device;
  if (!isConnected(device)) return fill(settings.deviceNotConnectedText, { deviceId });
  const reservedTo = reservations.current(deviceId)?.reservedTo ?? user;
  return device.session || reservedTo !== user ? fill(settings.deviceInUseText, { deviceId }) : undefined;
}

/** Why no device could be had, for the end of an execution that waited in vain. */
export function unavailableText(execution: Execution, parts: LifecycleParts): string {
  const { devices, settings } = parts;
  if (execution.wantedDevice === '') return settings.noDeviceText;
  const device = devices.find(execution.wantedDevice);
  const text = device && !isConnected(device) ? settings.deviceNotConnectedText : settings.deviceInUseText;
  return fill(text, { deviceId: execution.wantedDevice });
}
