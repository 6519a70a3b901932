import type { DeviceGroups } from '../people/device-groups.ts';
import type { Device } from './devices.ts';
import type { LabUser } from '../people/users.ts';

/**
 * Whether a user can have a device: the device asks for none of its roles or for one the user has (that roles work so
 * is invented), and the device groups of the user hold it, if the user is in any.
 */
export function reaches(user: LabUser, device: Device, deviceGroups: DeviceGroups): boolean {
  return hasRoleFor(user, device) && deviceGroups.reaches(user.name, device.deviceId);
}

function hasRoleFor(user: LabUser, device: Device): boolean {
  if (device.roles.length === 0) return true;
  const own = new Set(user.roles.map((role) => role.toUpperCase()));
  return device.roles.some((role) => own.has(role.toUpperCase()));
}
