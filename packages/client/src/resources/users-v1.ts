import {
  roleV1AddRoles,
  roleV1AddToDeviceGroup,
  roleV1RemoveFromDeviceGroup,
  roleV1RemoveRoles,
  userV1Create,
  userV1Delete,
  userV1Search,
  userV1Update,
  type RoleV1AddRolesRequest,
  type RoleV1AddToDeviceGroupRequest,
  type RoleV1RemoveFromDeviceGroupRequest,
  type RoleV1RemoveRolesRequest,
  type UserV1CreateRequest,
  type UserV1SearchRequest,
  type UserV1UpdateRequest,
} from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Users of the v1 API (`/api/v1/users`) with their roles and device groups. Tokens only; all but what a user does to
 * itself need an administrator, else AuthError. Documented.
 */
export class UsersV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes a user; the login name comes back in lower case. `user.v1.create`. */
  create(request: UserV1CreateRequest, options?: CallOptions) {
    return this.#transport.call(userV1Create, request, options);
  }

  /** Changes what is given. Also allowed to the user itself. `user.v1.update`. */
  update(request: UserV1UpdateRequest, options?: CallOptions) {
    return this.#transport.call(userV1Update, request, options);
  }

  /** Deletes a user. `user.v1.delete`. */
  delete(username: string, options?: CallOptions) {
    return this.#transport.call(userV1Delete, { username }, options);
  }

  /** One page of users, at most 50; go on with `_skip` while `truncated`. `user.v1.search`. */
  search(request: UserV1SearchRequest = {}, options?: CallOptions) {
    return this.#transport.call(userV1Search, request, options);
  }

  /** Adds roles, such as `administrator`. `role.v1.addRoles`. */
  addRoles(request: RoleV1AddRolesRequest, options?: CallOptions) {
    return this.#transport.call(roleV1AddRoles, request, options);
  }

  /** Takes roles away. `role.v1.removeRoles`. */
  removeRoles(request: RoleV1RemoveRolesRequest, options?: CallOptions) {
    return this.#transport.call(roleV1RemoveRoles, request, options);
  }

  /** Puts a user into device groups, by their names. `role.v1.addToDeviceGroup`. */
  addToDeviceGroups(request: RoleV1AddToDeviceGroupRequest, options?: CallOptions) {
    return this.#transport.call(roleV1AddToDeviceGroup, request, options);
  }

  /** Takes a user out of device groups. `role.v1.removeFromDeviceGroup`. */
  removeFromDeviceGroups(request: RoleV1RemoveFromDeviceGroupRequest, options?: CallOptions) {
    return this.#transport.call(roleV1RemoveFromDeviceGroup, request, options);
  }
}
