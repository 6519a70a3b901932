import { parse } from 'yaml';
import { devicesYaml } from '../generated/assets.ts';
import type { Device, DeviceStatus } from '../state/devices/devices.ts';

/** A device as fixtures and scenarios write it; what is left out gets a plausible value. */
export interface DeviceEntry {
  deviceId: string;
  manufacturer?: string;
  model?: string;
  os?: 'iOS' | 'Android';
  osVersion?: string;
  resolution?: string;
  location?: string;
  cradleId?: string;
  description?: string;
  language?: string;
  phoneNumber?: string;
  operator?: { name: string; country: string; code: string };
  link?: 'lab' | 'local';
  status?: DeviceStatus;
  problem?: string;
  roles?: string[];
  /** Login name of somebody who holds the device by hand. */
  busyWith?: string;
}

/** The devices of a lab whose scenario names none. */
export function fixtureDevices(): Device[] {
  return (parse(devicesYaml) as DeviceEntry[]).map((entry) => deviceOf(entry));
}

/** A whole device from an entry, over a device that is there already if it changes one. */
export function deviceOf(entry: DeviceEntry, before?: Device): Device {
  const { busyWith, ...given } = entry;
  const device: Device = { ...(before ?? standardDevice(entry)), ...given };
  if (busyWith === undefined) return device;
  return { ...device, session: busyWith === '' ? null : { user: busyWith }, lastUsedBy: busyWith };
}

function standardDevice(entry: DeviceEntry): Device {
  const os = entry.os ?? 'Android';
  const osVersion = entry.osVersion ?? (os === 'iOS' ? '17.1' : '14');
  const model = entry.model ?? 'Demo phone';
  const codeName = model.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return {
    deviceId: entry.deviceId,
    manufacturer: os === 'iOS' ? 'Apple' : 'Google',
    model,
    os,
    osVersion,
    firmware: os === 'iOS' ? osVersion : `${codeName}-user ${osVersion} TP1A.220624.014 release-keys`,
    osBuild: os === 'iOS' ? '21B80' : '',
    cpuArch: os === 'iOS' ? 'arm64' : '',
    resolution: '1080x2400',
    location: 'NA-US-BOS',
    cradleId: `BOS-Z1-1-1/VIRTUAL/${entry.deviceId}`,
    description: '',
    distributer: 'Generic',
    language: 'English',
    phoneNumber: '',
    operator: { name: '', country: '', code: '' },
    link: 'lab',
    status: 'Connected',
    roles: [],
    dynamicFields: [],
    session: null,
    lastUsedBy: '',
  };
}
