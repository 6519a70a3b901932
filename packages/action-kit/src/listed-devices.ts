import {
  InputError,
  type CallOptions,
  type CloudClient,
  type Devices,
  type DevicesV1,
} from '@perfecto-actions/client';
import type { DeviceFilters } from './device-filters.ts';

/** A device, as far as a workflow needs it. */
export interface Device {
  deviceId: string;
  manufacturer?: string;
  model?: string;
  os?: string;
  osVersion?: string;
  location?: string;
}

/** A device that was listed, and whether it can be had now. */
export interface ListedDevice extends Device {
  /** Undefined when it is free, else why not. */
  taken?: string;
}

/** Devices of the cloud, and the time of the service in ms where it told. */
export interface DeviceList {
  devices: ListedDevice[];
  serviceTimeMs: number | undefined;
}

/** What devices are listed with. */
export interface DeviceLister extends Pick<CloudClient, 'credentialsKind'> {
  devices: Pick<Devices, 'list'>;
  v1: { devices: Pick<DevicesV1, 'list'> };
}

/** Connected devices that match, or those that are named; by v1 with a token, by the legacy call with a password. */
export async function listDevices(
  client: DeviceLister,
  { deviceIds, filters }: { deviceIds: readonly string[]; filters: DeviceFilters },
  options: CallOptions,
): Promise<DeviceList> {
  if (deviceIds.length === 0) return list(client, { ...filters, status: 'connected' }, options);
  const { devices, serviceTimeMs } = await list(client, {}, options);
  const known = new Map(devices.map((device) => [device.deviceId.toLowerCase(), device]));
  const named: ListedDevice[] = [];
  const problems: string[] = [];
  for (const deviceId of deviceIds) {
    const device = known.get(deviceId.toLowerCase());
    if (device !== undefined) named.push(device);
    else problems.push(`device-ids: the cloud has no device ${deviceId}, or your user may not see it.`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { devices: named, serviceTimeMs };
}

async function list(
  client: DeviceLister,
  filters: DeviceFilters & { status?: 'connected' },
  options: CallOptions,
): Promise<DeviceList> {
  const { handsets } =
    client.credentialsKind === 'token'
      ? await client.v1.devices.list({ device: filters }, options)
      : await client.devices.list(filters, options);
  const devices = (handsets?.handset ?? []).map((handset): ListedDevice => {
    const { deviceId, manufacturer, model, os, osVersion, location } = handset;
    const taken = whyTaken(handset);
    return {
      deviceId,
      ...(manufacturer !== undefined && { manufacturer }),
      ...(model !== undefined && { model }),
      ...(os !== undefined && { os }),
      ...(osVersion !== undefined && { osVersion }),
      ...(location !== undefined && { location }),
      ...(taken !== undefined && { taken }),
    };
  });
  return { devices, serviceTimeMs: handsets?.timeStamp };
}

/** Maker, model and id on one line. */
export function describeDevice(device: Device): string {
  const model = [device.manufacturer, device.model].filter(Boolean).join(' ');
  return model === '' ? device.deviceId : `${model} (${device.deviceId})`;
}

/** The device without the reason why it cannot be had, as outputs show it. */
export function withoutTaken(device: ListedDevice): Device {
  const plain = { ...device };
  delete plain.taken;
  return plain;
}

function whyTaken(handset: {
  status?: string;
  available?: boolean;
  reserved?: boolean;
  reservedTo?: string;
  inUse?: boolean;
  allocatedTo?: string;
}): string | undefined {
  if (handset.status?.toLowerCase() !== 'connected')
    return handset.status?.toLowerCase() ?? 'in an unknown state';
  if (handset.reserved) return handset.reservedTo ? `reserved to ${handset.reservedTo}` : 'reserved';
  if (handset.inUse) return handset.allocatedTo ? `in use by ${handset.allocatedTo}` : 'in use';
  return handset.available === false ? 'not available' : undefined;
}
