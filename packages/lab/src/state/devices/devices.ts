import type { Collection, Store } from '../store/store.ts';

/** The ten words of the documented list. */
export type DeviceStatus =
  | 'Never Connected'
  | 'Not Connected'
  | 'Ready'
  | 'Connected'
  | 'Loading'
  | 'Error'
  | 'Unknown'
  | 'Invalid'
  | 'Ready to connect'
  | 'Unsupported';

/** Who holds a device now, and in which execution if it is one. */
export interface DeviceSession {
  user: string;
  executionId?: string;
}

/** One phone or tablet of the lab. Ids and numbers are invented, model names are real. */
export interface Device {
  deviceId: string;
  manufacturer: string;
  model: string;
  os: 'iOS' | 'Android';
  osVersion: string;
  firmware: string;
  osBuild: string;
  cpuArch: string;
  /** `<width>x<height>` in pixels. */
  resolution: string;
  location: string;
  /** Cradle it stands in or stood in last; holds slashes. */
  cradleId: string;
  description: string;
  distributer: string;
  language: string;
  phoneNumber: string;
  operator: { name: string; country: string; code: string };
  link: 'lab' | 'local';
  status: DeviceStatus;
  /** Text of an error, for the cradle. */
  problem?: string;
  roles: string[];
  dynamicFields: { name: string; value: string; category: string }[];
  /** null: nobody holds it. */
  session: DeviceSession | null;
  lastUsedBy: string;
}

/** A task that puts a device on a cradle. */
export interface ConnectTask {
  taskId: string;
  deviceId: string;
  startedAtMs: number;
}

/** The devices of the lab and who holds them. */
export class Devices {
  readonly all: Collection<Device>;
  readonly connectTasks: Collection<ConnectTask>;

  constructor(store: Store) {
    this.all = store.collection<Device>('devices');
    this.connectTasks = store.collection<ConnectTask>('connectTasks');
  }

  /** Ids are read without regard to case. */
  find(deviceId: string): Device | undefined {
    const exact = this.all.get(deviceId);
    if (exact) return exact;
    const wanted = deviceId.toLowerCase();
    for (const device of this.all.values()) if (device.deviceId.toLowerCase() === wanted) return device;
    return undefined;
  }

  take(deviceId: string, session: DeviceSession): void {
    this.all.patch(deviceId, { session, lastUsedBy: session.user });
  }

  /** Frees a device, if `executionId` is given only when that execution holds it. */
  free(deviceId: string, executionId?: string): void {
    const device = this.all.get(deviceId);
    if (!device?.session) return;
    if (executionId !== undefined && device.session.executionId !== executionId) return;
    this.all.patch(deviceId, { session: null });
  }
}

/** Whether the device hangs on its cradle and works. */
export function isConnected(device: Device): boolean {
  return device.status === 'Connected';
}
