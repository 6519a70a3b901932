import {
  groupCreate,
  groupDelete,
  groupInfo,
  groupList,
  groupUpdate,
  type GroupCreateRequest,
  type GroupListRequest,
  type GroupUpdateRequest,
} from '@perfecto-actions/catalog/group';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Groups of users (`/services/groups`), superseded by {@link OrgGroupsV1}. The cloud gives the ids. Administrators and
 * user managers only, else AuthError.
 */
export class Groups {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes a group and answers with its id. `group.create`, documented. */
  create(request: GroupCreateRequest, options?: CallOptions) {
    return this.#transport.call(groupCreate, request, options);
  }

  /** All groups, or those that match. `group.list`, from client code. */
  list(filters: GroupListRequest = {}, options?: CallOptions) {
    return this.#transport.call(groupList, filters, options);
  }

  /** One group; NotFoundError when there is none. `group.info`, from client code. */
  info(groupId: string, options?: CallOptions) {
    return this.#transport.call(groupInfo, { groupId }, options);
  }

  /** Changes label or description. `group.update`, documented. */
  update(request: GroupUpdateRequest, options?: CallOptions) {
    return this.#transport.call(groupUpdate, request, options);
  }

  /** Deletes a group. `group.delete`, from client code. */
  delete(groupId: string, options?: CallOptions) {
    return this.#transport.call(groupDelete, { groupId }, options);
  }
}
