import { fill } from '../../invented.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { findDevice } from './device-reach.ts';

/** Ends the session on a device by force; an execution on it ends, too. */
export function releaseDevice(call: Call): void {
  const { devices, lifecycle, settings } = call.state;
  const device = findDevice(call);
  const asAdmin = actsAsAdmin(call, 'devices');
  if (!device.session) {
    throw new Refusal(400, `Can't release device ${device.deviceId} - device is not in use`);
  }
  if (!asAdmin && device.session.user !== call.user.name) {
    throw new Refusal(400, fill(settings.deviceOfOtherText, { deviceId: device.deviceId }));
  }
  lifecycle.deviceReleased(device.deviceId);
  devices.free(device.deviceId);
}
