import { systemApplications } from '../../invented/commands.ts';
import type { Device } from './devices.ts';
import type { StoredFile } from '../repository/repository.ts';
import type { Collection, Store } from '../store/store.ts';

/** An application on a device. */
export interface DeviceApplication {
  name: string;
  /** Package name on Android, bundle id on iOS. */
  identifier: string;
  version: string;
  /** Repository key of its file; empty for one of the system. */
  key: string;
  isInstrumented: boolean;
  /** Whether it ran since it was installed, reset or cleaned. */
  hasData: boolean;
  isBrowser?: true;
}

/** A call or a text message that a device got. */
export interface DeviceMessage {
  kind: 'call' | 'sms';
  body: string;
  atMs: number;
}

/** Switches of the network settings. */
export type NetworkSetting = 'wifi' | 'data' | 'airplanemode';

/** What commands have made of a device. It stays when the device is closed, as on a real phone. */
export interface DeviceState {
  orientation: 'portrait' | 'landscape';
  isLocked: boolean;
  applications: DeviceApplication[];
  /** Identifiers of the applications that run, the one in front last; empty: the home screen. */
  running: string[];
  /** Address in the browser. */
  address: string;
  network: Record<NetworkSetting, boolean>;
  /** `<latitude>,<longitude>`, empty where it was never set. */
  coordinates: string;
  /** Files that were put there, by their path on the device. */
  files: Record<string, StoredFile>;
  /** The newest last. */
  messages: DeviceMessage[];
}

/** The insides of the devices. */
export class DeviceStates {
  readonly #all: Collection<DeviceState>;

  constructor(store: Store) {
    this.#all = store.collection<DeviceState>('deviceStates');
  }

  /** The state of a device; that of a new one until a command changes it. */
  of(device: Pick<Device, 'deviceId' | 'os'>): DeviceState {
    return this.#all.get(device.deviceId) ?? newState(device.os);
  }

  change(device: Pick<Device, 'deviceId' | 'os'>, changes: Partial<DeviceState>): DeviceState {
    return this.#all.put(device.deviceId, { ...this.of(device), ...changes });
  }

  /** Names of all stored files that lie on devices. */
  *files(): Generator<string> {
    for (const state of this.#all.values()) for (const { file } of Object.values(state.files)) yield file;
  }
}

/** The application in front, or undefined on the home screen. */
export function applicationInFront({ running, applications }: DeviceState): DeviceApplication | undefined {
  const identifier = running.at(-1);
  return applications.find((application) => application.identifier === identifier);
}

/** The running applications with one brought to the front. */
export function withInFront(running: readonly string[], identifier: string): string[] {
  return [...running.filter((other) => other !== identifier), identifier];
}

function newState(os: Device['os']): DeviceState {
  return {
    orientation: 'portrait',
    isLocked: false,
    applications: systemApplications[os].map((application) => ({
      ...application,
      version: '1.0',
      key: '',
      isInstrumented: false,
      hasData: false,
    })),
    running: [],
    address: '',
    network: { wifi: true, data: true, airplanemode: false },
    coordinates: '',
    files: {},
    messages: [],
  };
}
