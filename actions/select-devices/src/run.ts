import {
  describeDevice,
  listDevices,
  withoutTaken,
  type Device,
  type ListedDevice,
} from '@perfecto-actions/action-kit';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

export interface Result {
  devices: Device[];
  /** Devices that match, those among them left out by count, one-per and free-only included. */
  matching: number;
  noDevice: 'fail' | 'skip';
}

/** Looks once and chooses; free devices come before taken ones, so that the jobs wait as little as can be. */
export async function run(inputs: Inputs, { client, log, signal, setOutput }: StepContext): Promise<Result> {
  const listed = await listDevices(client, inputs, { signal });
  const wanted = inputs.freeOnly ? listed.devices.filter(isFree) : listed.devices;
  const ordered = [...wanted.filter(isFree), ...wanted.filter((device) => !isFree(device))];
  const chosen = onePer(ordered, inputs.onePer).slice(0, inputs.count);
  for (const device of chosen) {
    log.info(`${describeDevice(device)}${device.taken === undefined ? '' : `, ${device.taken} now`}`);
  }
  const devices = chosen.map(withoutTaken);
  setOutput('matrix', { include: devices });
  setOutput('devices', devices);
  setOutput(
    'device-ids',
    devices.map(({ deviceId }) => deviceId),
  );
  setOutput('count', devices.length);
  return { devices, matching: listed.devices.length, noDevice: inputs.noDevice };
}

function isFree({ taken }: ListedDevice): boolean {
  return taken === undefined;
}

/** The first device of each kind. A device that does not tell its kind stands for itself. */
function onePer(devices: readonly ListedDevice[], kind: Inputs['onePer']): ListedDevice[] {
  if (kind === 'device') return [...devices];
  const byKind = new Map<string, ListedDevice>();
  for (const device of devices) {
    const { manufacturer, model, os, osVersion, deviceId } = device;
    const parts = kind === 'model' ? [manufacturer, model] : [os, osVersion];
    const key = parts.includes(undefined) ? deviceId : JSON.stringify(parts);
    if (!byKind.has(key)) byKind.set(key, device);
  }
  return [...byKind.values()];
}
