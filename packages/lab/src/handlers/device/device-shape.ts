import type { Tree, XmlElement } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { elementsOf } from '../../server/encode-xml.ts';
import { reaches } from '../../state/devices/device-reach.ts';
import { isConnected } from '../../state/devices/devices.ts';
import type { DeviceState, DeviceStates } from '../../state/devices/device-states.ts';
import type { Device, DeviceStatus } from '../../state/devices/devices.ts';
import type { Reservation } from '../../state/reservations.ts';
import { handsetTime } from '../times.ts';

/** What a call needs to show devices to its caller. */
export interface DeviceView {
  caller: string;
  asAdmin: boolean;
  /** Current reservations by device id. */
  reservations: ReadonlyMap<string, Reservation>;
  /** Whether a user can have a device; one that nobody knows can have none. */
  isReachedBy: (userName: string, device: Device) => boolean;
  states: DeviceStates;
}

/** Seven modes stand for ten status words; the three words without a mode get the nearest one. */
const modes: Readonly<Record<DeviceStatus, string>> = {
  'Never Connected': 'NEVER_CONNECTED',
  'Not Connected': 'NOT_CONNECTED',
  Ready: 'READY_TO_CONNECT',
  Connected: 'CONNECTED',
  Loading: 'LOADING',
  Error: 'ERROR',
  Unknown: 'NOT_CONNECTED',
  Invalid: 'ERROR',
  'Ready to connect': 'READY_TO_CONNECT',
  Unsupported: 'UNSUPPORTED',
};

/** Whether a user could open the device now. */
export function isAvailableTo(user: string, device: Device, view: Pick<DeviceView, 'reservations'>): boolean {
  if (!isConnected(device) || device.session) return false;
  const reservation = view.reservations.get(device.deviceId);
  return !reservation || reservation.reservedTo === user;
}

/** A view for the caller of this request. */
export function viewOf(call: Call, asAdmin: boolean): DeviceView {
  const { reservations, users, deviceGroups, deviceStates } = call.state;
  return {
    caller: call.user.name,
    asAdmin,
    reservations: reservations.currentByDevice(),
    isReachedBy(userName, device) {
      const user = users.byName(userName);
      return user !== undefined && reaches(user, device, deviceGroups);
    },
    states: deviceStates,
  };
}

/** One device with its fields in the order of the real list (device.yaml). */
export function handsetTree(device: Device, view: DeviceView): Record<string, Tree> {
  const { session } = device;
  const reservation = view.reservations.get(device.deviceId);
  const connected = isConnected(device);
  const mayKnow = (name: string): boolean => view.asAdmin || name === view.caller;
  return {
    deviceId: device.deviceId,
    manufacturer: device.manufacturer,
    model: device.model,
    distributer: device.distributer,
    description: device.description,
    firmware: device.firmware,
    imsi: '',
    nativeImei: 'NOT-AVAILABLE',
    osBuild: device.osBuild,
    cpuArch: device.cpuArch,
    wifiMacAddress: '',
    link: { type: connected ? device.link : 'unknown' },
    operator: device.operator,
    phoneNumber: device.phoneNumber,
    location: device.location,
    lastCradleId: device.cradleId,
    language: device.language,
    status: device.status,
    mode: modes[device.status],
    available: isAvailableTo(view.caller, device, view),
    reserved: reservation !== undefined,
    ...(reservation && mayKnow(reservation.reservedTo) ? { reservedTo: reservation.reservedTo } : {}),
    ...(connected
      ? {
          inUse: session !== null,
          ...(session && mayKnow(session.user) ? { allocatedTo: session.user } : {}),
          ...(device.lastUsedBy === '' ? {} : { lastUsedBy: device.lastUsedBy }),
          operabilityRating: { score: 100 },
          cradleId: device.cradleId,
          position: positionOf(view.states.of(device)),
          debugLogs: { collecting: false },
        }
      : {}),
    os: device.os,
    osVersion: device.osVersion,
    resolution: device.resolution,
    ...(device.dynamicFields.length === 0
      ? {}
      : { dynamicFields: { property: device.dynamicFields.map(({ name, value }) => ({ name, value })) } }),
    ...(view.asAdmin && device.roles.length > 0 ? { roles: device.roles } : {}),
  };
}

function positionOf({ orientation }: DeviceState): Tree {
  // The angle of a turned device is inferred.
  return { id: orientation, method: 'rotate', rotation: orientation === 'portrait' ? 0 : 90 };
}

/** The XML children of a device: `operator` is mixed content, dynamic fields have their name in an attribute. */
export function handsetElements(device: Device, view: DeviceView): XmlElement[] {
  return elementsOf(handsetTree(device, view)).map((element) => {
    if (element.name === 'operator' && device.operator.name !== '') {
      return { ...element, text: `${device.operator.name}-${device.operator.country}` };
    }
    if (element.name !== 'dynamicFields') return element;
    const children = device.dynamicFields.map(({ name, value }) => ({
      name: 'property',
      attributes: { name },
      text: value,
    }));
    return { name: 'dynamicFields', children };
  });
}

/** The members that the root of device and cradle answers carries, as attributes in XML. */
export function rootFacts(call: Call): {
  modelVersion: string;
  productVersion: string;
  time: string;
  timeStamp: number;
} {
  const now = call.state.clock.now();
  const { modelVersion, productVersion } = call.state.settings;
  return { modelVersion, productVersion, time: handsetTime(now), timeStamp: now };
}
