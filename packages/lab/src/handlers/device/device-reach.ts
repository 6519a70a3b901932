import { actsAsAdmin } from '../../server/call.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { reaches } from '../../state/devices/device-reach.ts';
import type { Device } from '../../state/devices/devices.ts';

/** The devices that the caller reaches; all of them for an administrator with admin=true. */
export function devicesInReach(call: Call, asAdmin: boolean): Device[] {
  return [...call.state.devices.all.values()].filter((device) => isInReach(call, device, asAdmin));
}

/**
 * The device a call names; one out of reach is treated as if it were not there (invented). The sentence is documented
 * on the v1 release page and passed on from the old service.
 */
export function findDevice(call: Call): Device {
  const deviceId = call.parameters.required('deviceId');
  const device = call.state.devices.find(deviceId);
  const asAdmin = actsAsAdmin(call, 'devices');
  if (!device || !isInReach(call, device, asAdmin)) {
    throw new Refusal(400, `Device not found - ${deviceId}`);
  }
  return device;
}

/** A lab administrator may be limited to device groups, also with admin=true (documented). */
function isInReach({ state, user }: Call, device: Device, asAdmin: boolean): boolean {
  const { users, deviceGroups } = state;
  if (!asAdmin) return reaches(user, device, deviceGroups);
  return users.may(user, 'all devices') || deviceGroups.reaches(user.name, device.deviceId);
}
