import type { Device, DeviceStatus } from '../../state/devices/devices.ts';
import type { DeviceView } from './device-shape.ts';
import { isAvailableTo } from './device-shape.ts';

/** Filters of a device list by the names of the legacy parameters (v1 has the same without dots). */
export type DeviceFilters = Readonly<Record<string, string>>;

const statusClasses: Readonly<Record<string, readonly DeviceStatus[]>> = {
  connected: ['Connected'],
  // Where "Ready to connect" belongs is inferred.
  disconnected: ['Never Connected', 'Not Connected', 'Ready to connect', 'Ready'],
  unavailable: ['Loading', 'Error', 'Unknown', 'Invalid', 'Unsupported'],
};

const fields: Readonly<Record<string, (device: Device) => string>> = {
  deviceId: (device) => device.deviceId,
  manufacturer: (device) => device.manufacturer,
  model: (device) => device.model,
  distributor: (device) => device.distributer,
  firmware: (device) => device.firmware,
  'operator.name': (device) => device.operator.name,
  'operator.country': (device) => device.operator.country,
  'operator.code': (device) => device.operator.code,
  description: (device) => device.description,
  location: (device) => device.location,
  language: (device) => device.language,
  allocatedTo: (device) => device.session?.user ?? '',
  cradleId: (device) => (device.status === 'Connected' ? device.cradleId : ''),
  os: (device) => device.os,
  osVersion: (device) => device.osVersion,
  resolution: (device) => device.resolution,
  phoneNumber: (device) => device.phoneNumber,
};

/** Names of all filters, for reading them out of a request. */
export const filterNames: readonly string[] = [
  ...Object.keys(fields),
  'status',
  'reservedTo',
  'availableTo',
  'owner',
  'inUse',
  'link.type',
];

/** Whether a device passes all filters. */
export function passes(device: Device, filters: DeviceFilters, view: DeviceView): boolean {
  return Object.entries(filters).every(([name, wanted]) => {
    const field = fields[name];
    if (field) return matchesText(field(device), wanted);
    switch (name) {
      case 'status':
        return (statusClasses[wanted.toLowerCase()] ?? []).includes(device.status);
      case 'inUse':
        return (device.session !== null) === (wanted.toLowerCase() === 'true');
      case 'reservedTo':
        return matchesText(view.reservations.get(device.deviceId)?.reservedTo ?? '', wanted);
      case 'availableTo':
        return isAvailableTo(wanted, device, view);
      case 'link.type':
        return wanted.toLowerCase() === 'all' || device.link === wanted.toLowerCase();
      case 'owner':
        return view.isReachedBy(wanted, device);
      default:
        return true;
    }
  });
}

/**
 * Clients send regular expressions; that the whole value must match, and that case does not count, is the lab's choice.
 * A value that is equal as plain text matches too, and a broken expression is only compared as text.
 */
function matchesText(value: string, wanted: string): boolean {
  if (value.toLowerCase() === wanted.toLowerCase()) return true;
  const expression = expressionOf(wanted);
  return expression?.test(value) ?? false;
}

const expressions = new Map<string, RegExp | undefined>();

function expressionOf(source: string): RegExp | undefined {
  if (!expressions.has(source)) {
    if (expressions.size > 1000) expressions.clear();
    expressions.set(source, compile(source));
  }
  return expressions.get(source);
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, 'i');
  } catch {
    return undefined;
  }
}
