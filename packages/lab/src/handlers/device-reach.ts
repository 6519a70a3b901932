import { actsAsAdmin } from '../server/call.ts';
import type { Call } from '../server/call.ts';
import { Refusal } from '../server/refusal.ts';
import type { Device } from '../state/devices.ts';
import { reaches } from '../state/users.ts';

/** The devices that the caller's roles reach; all of them for an administrator with admin=true. */
export function devicesInReach(call: Call, asAdmin: boolean): Device[] {
  const devices = [...call.state.devices.all.values()];
  return asAdmin ? devices : devices.filter((device) => reaches(call.user, device));
}

/**
 * The device a call names; one out of reach is treated as if it were not there (invented). The sentence is documented
 * on the v1 release page and passed on from the old service.
 */
export function findDevice(call: Call): Device {
  const deviceId = call.parameters.required('deviceId');
  const device = call.state.devices.find(deviceId);
  const asAdmin = actsAsAdmin(call, 'devices');
  if (!device || !(asAdmin || reaches(call.user, device))) {
    throw new Refusal(400, `Device not found - ${deviceId}`);
  }
  return device;
}
