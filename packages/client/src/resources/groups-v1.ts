import {
  deviceGroupV1Create,
  deviceGroupV1Delete,
  deviceGroupV1Info,
  deviceGroupV1List,
  deviceGroupV1Update,
  groupV1Create,
  groupV1Delete,
  groupV1Info,
  groupV1Search,
  groupV1Update,
  type DeviceGroupV1CreateRequest,
  type DeviceGroupV1UpdateRequest,
  type GroupV1CreateRequest,
  type GroupV1SearchRequest,
  type GroupV1UpdateRequest,
} from '@perfecto-actions/catalog/group';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Groups of users in the v1 API (`/api/v1/org-groups`). The cloud makes the keys. Tokens and administrators only. */
export class OrgGroupsV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes a group; name up to 200 characters, description up to 512. `group.v1.create`, documented. */
  create(request: GroupV1CreateRequest, options?: CallOptions) {
    return this.#transport.call(groupV1Create, request, options);
  }

  /** Replaces name and description. `group.v1.update`, documented. */
  update(request: GroupV1UpdateRequest, options?: CallOptions) {
    return this.#transport.call(groupV1Update, request, options);
  }

  /** One group. `group.v1.info`, inferred: the vendor names it, and shows no more. */
  info(groupKey: string, options?: CallOptions) {
    return this.#transport.call(groupV1Info, { groupKey }, options);
  }

  /** Deletes a group. `group.v1.delete`, inferred. */
  delete(groupKey: string, options?: CallOptions) {
    return this.#transport.call(groupV1Delete, { groupKey }, options);
  }

  /** One page of groups; go on with `_skip` while `truncated`. `group.v1.search`, inferred. */
  search(request: GroupV1SearchRequest = {}, options?: CallOptions) {
    return this.#transport.call(groupV1Search, request, options);
  }
}

/** Groups of devices (`/api/v1/device-groups`), known by their names. Tokens and administrators only. */
export class DeviceGroupsV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes a group of users and devices; name up to 128 characters. `deviceGroup.v1.create`, documented. */
  create(request: DeviceGroupV1CreateRequest, options?: CallOptions) {
    return this.#transport.call(deviceGroupV1Create, request, options);
  }

  /** Renames a group, adds and removes members. `deviceGroup.v1.update`, documented. */
  update(request: DeviceGroupV1UpdateRequest, options?: CallOptions) {
    return this.#transport.call(deviceGroupV1Update, request, options);
  }

  /** One group; its form is unknown. `deviceGroup.v1.info`, inferred. */
  info(deviceGroupName: string, options?: CallOptions) {
    return this.#transport.call(deviceGroupV1Info, { deviceGroupName }, options);
  }

  /** All groups; their form is unknown. `deviceGroup.v1.list`, inferred. */
  list(options?: CallOptions) {
    return this.#transport.call(deviceGroupV1List, {}, options);
  }

  /** Deletes a group. `deviceGroup.v1.delete`, inferred. */
  delete(deviceGroupName: string, options?: CallOptions) {
    return this.#transport.call(deviceGroupV1Delete, { deviceGroupName }, options);
  }
}
