import type { Device } from './devices.ts';

/** A computer in a rack that owns cradles. Only that there are such hosts is documented; all about them is invented. */
export interface DeviceHost {
  id: string;
  location: string;
  /** Devices on its cradles, each on a cradle of its own. */
  devices: Device[];
}

/** The host of a device's cradle: the place and the rack in the id of the cradle, `BOS-A1` of `BOS-A1-1-1/VIRTUAL/01`. */
export function hostIdOf({ cradleId }: Pick<Device, 'cradleId'>): string {
  return cradleId.split('-').slice(0, 2).join('-');
}

/** All hosts, in the order of their first device. */
export function hostsOf(devices: Iterable<Device>): DeviceHost[] {
  const hosts = new Map<string, DeviceHost>();
  for (const device of devices) {
    const id = hostIdOf(device);
    const host = hosts.get(id);
    if (host) host.devices.push(device);
    else hosts.set(id, { id, location: device.location, devices: [device] });
  }
  return [...hosts.values()];
}
