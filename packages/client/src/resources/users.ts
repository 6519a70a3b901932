import {
  userActivate,
  userAddRoles,
  userAddTokens,
  userChangePassword,
  userCreate,
  userDeactivate,
  userDelete,
  userGetTokens,
  userInfo,
  userInternalCurrent,
  userList,
  userReduceTokens,
  userRemoveRoles,
  userSetTokens,
  userUpdate,
  type UserAddRolesRequest,
  type UserAddTokensRequest,
  type UserChangePasswordRequest,
  type UserCreateRequest,
  type UserInfoRequest,
  type UserListRequest,
  type UserReduceTokensRequest,
  type UserRemoveRolesRequest,
  type UserSetTokensRequest,
  type UserUpdateRequest,
} from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Users and their accounts (`/services/users`), superseded by {@link UsersV1}. A user id is the login name. All but
 * `changePassword` of the own user need the role of an administrator or user manager; else AuthError. Documented.
 * Tokens of an account are minutes on a device, not security tokens.
 */
export class Users {
  readonly #transport: Transport;
  /** What the web pages of the cloud use; not documented. */
  readonly internal: InternalUsers;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.internal = new InternalUsers(transport);
  }

  /** Makes a user with an account; RefusedError when the name is taken. `user.create`. */
  create(request: UserCreateRequest, options?: CallOptions) {
    return this.#transport.call(userCreate, request, options);
  }

  /** Changes what is given; `roles` is the complete new set. `user.update`. */
  update(request: UserUpdateRequest, options?: CallOptions) {
    return this.#transport.call(userUpdate, request, options);
  }

  /** Users that match every filter. `user.list`. */
  list(request: UserListRequest = {}, options?: CallOptions) {
    return this.#transport.call(userList, request, options);
  }

  /** One user; NotFoundError when there is none. `user.info`. */
  info(request: UserInfoRequest, options?: CallOptions) {
    return this.#transport.call(userInfo, request, options);
  }

  /** Deletes a user; the record stays as DELETED. `user.delete`. */
  delete(userId: string, options?: CallOptions) {
    return this.#transport.call(userDelete, { userId }, options);
  }

  /** Lets a user log in. `user.activate`. */
  activate(userId: string, options?: CallOptions) {
    return this.#transport.call(userActivate, { userId }, options);
  }

  /** Lets a user log in no more. `user.deactivate`. */
  deactivate(userId: string, options?: CallOptions) {
    return this.#transport.call(userDeactivate, { userId }, options);
  }

  /**
   * Sets a password: the own one, or with `admin` that of a user of the own group. Takes `user` and `password` of the
   * caller, since no token is taken here. `user.changePassword`.
   */
  changePassword(request: UserChangePasswordRequest, options?: CallOptions) {
    return this.#transport.call(userChangePassword, request, options);
  }

  /** Adds roles. `user.addRoles`. */
  addRoles(request: UserAddRolesRequest, options?: CallOptions) {
    return this.#transport.call(userAddRoles, request, options);
  }

  /** Takes roles away. `user.removeRoles`. */
  removeRoles(request: UserRemoveRolesRequest, options?: CallOptions) {
    return this.#transport.call(userRemoveRoles, request, options);
  }

  /** Adds minutes to the account. `user.addTokens`. */
  addTokens(request: UserAddTokensRequest, options?: CallOptions) {
    return this.#transport.call(userAddTokens, request, options);
  }

  /** Takes minutes off the account. `user.reduceTokens`. */
  reduceTokens(request: UserReduceTokensRequest, options?: CallOptions) {
    return this.#transport.call(userReduceTokens, request, options);
  }

  /** Sets the minutes of the account. `user.setTokens`. */
  setTokens(request: UserSetTokensRequest, options?: CallOptions) {
    return this.#transport.call(userSetTokens, request, options);
  }

  /** The account and its orders of minutes. `user.getTokens`. */
  getTokens(userId: string, options?: CallOptions) {
    return this.#transport.call(userGetTokens, { userId }, options);
  }
}

/** Calls of the cloud's web pages about users. */
export class InternalUsers {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Whose token it is. Any user. `user.internal.current`, not documented, from client code. */
  current(options?: CallOptions) {
    return this.#transport.call(userInternalCurrent, {}, options);
  }
}
