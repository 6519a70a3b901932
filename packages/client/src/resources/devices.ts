import {
  deviceDesktopConfig,
  deviceInfo,
  deviceList,
  deviceRelease,
  deviceUpdate,
  deviceV1Connect,
  deviceV1ConnectStatus,
  deviceV1Info,
  deviceV1List,
  deviceV1Release,
  deviceV1Update,
  deviceVirtualSupportedModels,
  type DeviceListRequest,
  type DeviceUpdateRequest,
  type DeviceV1ConnectRequest,
  type DeviceV1ListRequest,
  type DeviceV1UpdateRequest,
} from '@perfecto-actions/catalog/device';
import type { CallOptions, Transport } from '../transport/transport.ts';

type WithAdmin = CallOptions & { admin?: boolean };

/** Devices (`/services/handsets`). Answers of list and info are XML on the wire. Not offered in the public cloud. */
export class Devices {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Devices the user's roles reach; filters are regular expressions and are ANDed. `device.list`, documented. */
  list(filters: DeviceListRequest = {}, options?: CallOptions) {
    return this.#transport.call(deviceList, filters, options);
  }

  /** One device. `device.info`, documented. */
  info(deviceId: string, options?: WithAdmin) {
    return this.#transport.call(deviceInfo, { deviceId, ...adminOf(options) }, options);
  }

  /** Changes description, roles or dynamic fields. `device.update`, documented. */
  update(request: DeviceUpdateRequest, options?: CallOptions) {
    return this.#transport.call(deviceUpdate, request, options);
  }

  /** Ends the running session of a device by force; RefusedError when it is not in use. `device.release`, documented. */
  release(deviceId: string, options?: WithAdmin) {
    return this.#transport.call(deviceRelease, { deviceId, ...adminOf(options) }, options);
  }

  /** Models of virtual devices. `device.virtual.supportedModels`, from client code. */
  virtualModels(options?: CallOptions) {
    return this.#transport.call(deviceVirtualSupportedModels, {}, options);
  }

  /** Desktop browsers and systems; form unknown. `device.desktop.config`, from client code. */
  desktopConfig(options?: CallOptions) {
    return this.#transport.call(deviceDesktopConfig, {}, options);
  }
}

/** Devices of the v1 API (`/api/v1/device-management`). Tokens only. */
export class DevicesV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Devices the user's roles reach; filters inside `device`. `device.v1.list`, documented. */
  list(request: DeviceV1ListRequest = { device: {} }, options?: CallOptions) {
    return this.#transport.call(deviceV1List, request, options);
  }

  /** One device; NotFoundError when there is none. `device.v1.info`, documented. */
  info(deviceId: string, options?: WithAdmin) {
    return this.#transport.call(deviceV1Info, { deviceId, ...adminOf(options) }, options);
  }

  /** Replaces description, roles or custom fields. `device.v1.update`, documented. */
  update(request: DeviceV1UpdateRequest, options?: CallOptions) {
    return this.#transport.call(deviceV1Update, request, options);
  }

  /** Ends the running session of a device by force. `device.v1.release`, documented. */
  release(deviceId: string, options?: WithAdmin) {
    return this.#transport.call(deviceV1Release, { deviceId, ...adminOf(options) }, options);
  }

  /** Connects a device to a cradle; a task to be asked for. Lab administrators only. `device.v1.connect`, documented. */
  connect(request: DeviceV1ConnectRequest, options?: CallOptions) {
    return this.#transport.call(deviceV1Connect, request, options);
  }

  /** State of a connect task. `device.v1.connectStatus`, inferred: the address is a guess. */
  connectStatus(taskId: string, options?: CallOptions) {
    return this.#transport.call(deviceV1ConnectStatus, { taskId }, options);
  }
}

function adminOf(options: WithAdmin | undefined): { admin?: boolean } {
  return options?.admin === undefined ? {} : { admin: options.admin };
}
