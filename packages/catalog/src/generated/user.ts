// Generated from api/user.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `user.create`. */
export interface UserCreateRequest {
  /** Email address of the new user. Mandatory in the documented request line; it is the login name unless the cloud uses user names. */
  email: string;
  /** Password of the new user. */
  userPassword: string;
  /** Login name of the new user. Mandatory when the cloud does not log in by email address; the Java library always sends it. */
  username?: string;
  /** true mails the new user the credentials, the cloud URL, links to the documentation and support data. Default: false. */
  sendNotification?: boolean;
  /** First name. */
  firstName?: string;
  /** Last name. */
  lastName?: string;
  /** Roles of the new user. */
  roles?: readonly string[];
  /** Id of the group the user is put in. */
  groups?: string;
  /** For handset administrators: device location the user may manage. */
  location?: string;
  /** Company of the user. (inferred) */
  companyName?: string;
  /** Landline number. (inferred) */
  phoneNumber?: string;
  /** Extension of the landline number. (inferred) */
  phoneNumberExt?: string;
  /** Mobile number. (inferred) */
  mobilePhoneNumber?: string;
  /** Job title. (inferred) */
  jobTitle?: string;
  /** First address line. (inferred) */
  address?: string;
  /** City. (inferred) */
  city?: string;
  /** Country. (inferred) */
  country?: string;
  /** Country code. (from-client-code) */
  countryCode?: string;
  /** State. (inferred) */
  state?: string;
  /** State code. (from-client-code) */
  stateCode?: string;
  /** Postal code. (inferred) */
  zipCode?: string;
  /** Web site. (inferred) */
  website?: string;
  /** Birthday. Unit: yyyy-MM-dd. (inferred) */
  birthDate?: string;
  /** male or female. (inferred) */
  gender?: 'male' | 'female';
  /** true gives the account unlimited tokens. Sent on every create by the Java library. (from-client-code) */
  'account.unlimited'?: boolean;
  /** Opening number of tokens. Name documented on the token operations; its use on create is inferred. Unit: tokens (one token is one minute on one device). (inferred) */
  'account.tokens'?: number;
}

/** Answer of `user.create`. */
export interface UserCreateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
  /** Whether ids of the new objects come back as well is not known (the page text that was read ends before the response table). (inferred) */
  user?: object;
  /** Whether ids of the new objects come back as well is not known (the page text that was read ends before the response table). (inferred) */
  account?: object;
}

/** Create user and account (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/plugins/viewsource/viewpagesrc.action?pageId=12419106 */
export const userCreate: Operation<UserCreateRequest, UserCreateAnswer> = {
  id: 'user.create',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users',
  operation: 'create',
  effect: 'changes',
  parameters: {
    email: 'query',
    userPassword: 'query',
    username: 'query',
    sendNotification: 'query',
    firstName: 'query',
    lastName: 'query',
    roles: 'query:comma',
    groups: 'query',
    location: 'query',
    companyName: 'query',
    phoneNumber: 'query',
    phoneNumberExt: 'query',
    mobilePhoneNumber: 'query',
    jobTitle: 'query',
    address: 'query',
    city: 'query',
    country: 'query',
    countryCode: 'query',
    state: 'query',
    stateCode: 'query',
    zipCode: 'query',
    website: 'query',
    birthDate: 'query',
    gender: 'query',
    'account.unlimited': 'query',
    'account.tokens': 'query',
  },
  body: 'object',
  answer: { status: 'string', user: 'unknown', account: 'unknown' },
};

/** Parameters of `user.update`. */
export interface UserUpdateRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** New password of the target user. */
  userPassword?: string;
  /** First name. */
  firstName?: string;
  /** Last name. */
  lastName?: string;
  /** Complete new set of roles. */
  roles?: readonly string[];
  /** Id of the group to put the user in. */
  groups?: string;
  /** Device location that a handset administrator may manage. */
  location?: string;
  /** Email address. The object page says email cannot be updated, the update page lists it. */
  email?: string;
  /** Company of the user. */
  companyName?: string;
  /** Landline number. */
  phoneNumber?: string;
  /** Extension of the landline number. */
  phoneNumberExt?: string;
  /** Mobile number. */
  mobilePhoneNumber?: string;
  /** Job title. */
  jobTitle?: string;
  /** First address line. */
  address?: string;
  /** City. */
  city?: string;
  /** Country. (inferred) */
  country?: string;
  /** Country code. (from-client-code) */
  countryCode?: string;
  /** State. (inferred) */
  state?: string;
  /** State code. (from-client-code) */
  stateCode?: string;
  /** Postal code. (inferred) */
  zipCode?: string;
  /** Web site. (inferred) */
  website?: string;
  /** Birthday. Unit: yyyy-MM-dd. (inferred) */
  birthDate?: string;
  /** male or female. (inferred) */
  gender?: 'male' | 'female';
  /** Status. Use activate, deactivate and delete instead. (from-client-code) */
  status?: 'active' | 'pending' | 'inactive' | 'deleted';
}

/** Answer of `user.update`. */
export interface UserUpdateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Update user (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Update+User */
export const userUpdate: Operation<UserUpdateRequest, UserUpdateAnswer> = {
  id: 'user.update',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'update',
  effect: 'changes',
  parameters: {
    userId: 'path',
    userPassword: 'query',
    firstName: 'query',
    lastName: 'query',
    roles: 'query:comma',
    groups: 'query',
    location: 'query',
    email: 'query',
    companyName: 'query',
    phoneNumber: 'query',
    phoneNumberExt: 'query',
    mobilePhoneNumber: 'query',
    jobTitle: 'query',
    address: 'query',
    city: 'query',
    country: 'query',
    countryCode: 'query',
    state: 'query',
    stateCode: 'query',
    zipCode: 'query',
    website: 'query',
    birthDate: 'query',
    gender: 'query',
    status: 'query',
  },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.list`. */
export interface UserListRequest {
  /** Fields to return per user, e.g. lastLogin,location,roles. */
  responseFields?: readonly string[];
  /** Filter: first name. */
  firstName?: string;
  /** Filter: last name. */
  lastName?: string;
  /** Filter: users that have every one of these roles. */
  roles?: readonly string[];
  /** Filter: users that are in every one of these groups. */
  groups?: readonly string[];
  /** Filter: location. */
  location?: string;
  /** Filter: email address. */
  email?: string;
  /** Filter: Company of the user. */
  companyName?: string;
  /** Filter: Landline number. */
  phoneNumber?: string;
  /** Filter: Extension of the landline number. */
  phoneNumberExt?: string;
  /** Filter: Mobile number. */
  mobilePhoneNumber?: string;
  /** Filter: Job title. (inferred) */
  jobTitle?: string;
  /** Filter: First address line. (inferred) */
  address?: string;
  /** Filter: City. (inferred) */
  city?: string;
  /** Filter: Country. (inferred) */
  country?: string;
  /** Filter: Country code. (from-client-code) */
  countryCode?: string;
  /** Filter: State. (inferred) */
  state?: string;
  /** Filter: State code. (from-client-code) */
  stateCode?: string;
  /** Filter: Postal code. (inferred) */
  zipCode?: string;
  /** Filter: Web site. (inferred) */
  website?: string;
  /** Filter: Birthday. Unit: yyyy-MM-dd. (inferred) */
  birthDate?: string;
  /** Filter: male or female. (inferred) */
  gender?: 'male' | 'female';
  /** Filter: status of the user. (inferred) */
  status?: 'active' | 'pending' | 'inactive' | 'deleted';
}

/** Answer of `user.list`. */
export interface UserListAnswer {
  /** One entry per user, fields as in user.info; empty fields are left out. (from-client-code) */
  users?: {
    /** Login name (the object page spells it userName, the JSON example username). (from-client-code) */
    username?: string;
    /** (from-client-code) */
    firstName?: string;
    /** (from-client-code) */
    lastName?: string;
    /** Also the login name unless the cloud is set to user names. (from-client-code) */
    email?: string;
    /** Role names, e.g. AUTOMATION. Container shape inferred. (inferred) */
    roles?: string[];
    /** Groups of the user; the Java library reads the id at path groups.group.id of the XML. (from-client-code) */
    groups?: {
      /** Id of the group. (from-client-code) */
      id?: string;
    }[];
    /** Deprecated. Device location that a handset administrator may manage. (from-client-code) */
    location?: string;
    /** Deprecated. (from-client-code) */
    companyName?: string;
    /** Deprecated. (from-client-code) */
    phoneNumber?: string;
    /** Deprecated. (from-client-code) */
    phoneNumberExt?: string;
    /** Deprecated. (from-client-code) */
    mobilePhoneNumber?: string;
    /** Deprecated. (from-client-code) */
    jobTitle?: string;
    /** Deprecated. (from-client-code) */
    address?: string;
    /** Deprecated. (from-client-code) */
    city?: string;
    /** Deprecated. (from-client-code) */
    country?: string;
    /** (from-client-code) */
    countryCode?: string;
    /** Deprecated. (from-client-code) */
    state?: string;
    /** (from-client-code) */
    stateCode?: string;
    /** Deprecated. (from-client-code) */
    zipCode?: string;
    /** Deprecated. (from-client-code) */
    website?: string;
    /** Deprecated. yyyy-MM-dd. (from-client-code) */
    birthDate?: string;
    /** Deprecated. male or female. (from-client-code) */
    gender?: string;
    /** ACTIVE, PENDING, INACTIVE or DELETED (operations page in capitals, object page in small letters). Deprecated in the newer UI. (from-client-code) */
    status?: string;
    /** Deprecated. Start of the pending status. (from-client-code) */
    pendingTimestamp?: string;
    /** Deprecated. (from-client-code) */
    referredBy?: string;
    /** Authentication method. Values not known. (from-client-code) */
    authentication?: string;
    /** (from-client-code) */
    promotionCode?: string;
    /** Last login. Exact form not known. (inferred) */
    lastLogin?: string;
    /** Caller that created the user (mentioned on the create page). (from-client-code) */
    createdBy?: string;
  }[];

  info?: {
    creationTime?: {
      /** Time the answer was made, ISO date and time in UTC such as 2026-03-02T10:15:00Z. (inferred) */
      formatted?: string;
      /** The same moment as epoch milliseconds, written as a string. (inferred) */
      millis?: number;
    };
    /** Build version of the system model. (inferred) */
    modelVersion?: string;
    /** Release identifier. (inferred) */
    productVersion?: string;
    /** Time of the answer, ISO form. (inferred) */
    time?: string;
    /** Number of entries, written as a string (seen on the group list). (from-client-code) */
    items?: number;
  };
}

/** Get user list (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Get+User+List */
export const userList: Operation<UserListRequest, UserListAnswer> = {
  id: 'user.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users',
  operation: 'list',
  effect: 'reads',
  parameters: {
    responseFields: 'query:comma',
    firstName: 'query',
    lastName: 'query',
    roles: 'query:comma',
    groups: 'query:comma',
    location: 'query',
    email: 'query',
    companyName: 'query',
    phoneNumber: 'query',
    phoneNumberExt: 'query',
    mobilePhoneNumber: 'query',
    jobTitle: 'query',
    address: 'query',
    city: 'query',
    country: 'query',
    countryCode: 'query',
    state: 'query',
    stateCode: 'query',
    zipCode: 'query',
    website: 'query',
    birthDate: 'query',
    gender: 'query',
    status: 'query',
  },
  body: 'object',
  answer: {
    users: [
      {
        username: 'string',
        firstName: 'string',
        lastName: 'string',
        email: 'string',
        roles: ['string'],
        groups: [{ id: 'string' }],
        location: 'string',
        companyName: 'string',
        phoneNumber: 'string',
        phoneNumberExt: 'string',
        mobilePhoneNumber: 'string',
        jobTitle: 'string',
        address: 'string',
        city: 'string',
        country: 'string',
        countryCode: 'string',
        state: 'string',
        stateCode: 'string',
        zipCode: 'string',
        website: 'string',
        birthDate: 'string',
        gender: 'string',
        status: 'string',
        pendingTimestamp: 'string',
        referredBy: 'string',
        authentication: 'string',
        promotionCode: 'string',
        lastLogin: 'string',
        createdBy: 'string',
      },
    ],
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      items: 'integer',
    },
  },
};

/** Parameters of `user.info`. */
export interface UserInfoRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** Fields to return, e.g. lastLogin,location,roles. Default: all fields. */
  responseFields?: readonly string[];
}

/** Answer of `user.info`. */
export interface UserInfoAnswer {
  info?: {
    creationTime?: {
      /** Time the answer was made, ISO date and time in UTC such as 2026-03-02T10:15:00Z. */
      formatted?: string;
      /** The same moment as epoch milliseconds, written as a string. */
      millis?: number;
    };
    /** Build version of the system model. */
    modelVersion?: string;
    /** Release identifier. */
    productVersion?: string;
    /** Time of the answer, ISO form. */
    time?: string;
  };

  user?: {
    /** Login name (the object page spells it userName, the JSON example username). */
    username?: string;

    firstName?: string;

    lastName?: string;
    /** Also the login name unless the cloud is set to user names. */
    email?: string;
    /** Role names, e.g. AUTOMATION. Container shape inferred. (inferred) */
    roles?: string[];
    /** Groups of the user; the Java library reads the id at path groups.group.id of the XML. (from-client-code) */
    groups?: {
      /** Id of the group. (from-client-code) */
      id?: string;
    }[];
    /** Deprecated. Device location that a handset administrator may manage. */
    location?: string;
    /** Deprecated. */
    companyName?: string;
    /** Deprecated. */
    phoneNumber?: string;
    /** Deprecated. */
    phoneNumberExt?: string;
    /** Deprecated. */
    mobilePhoneNumber?: string;
    /** Deprecated. */
    jobTitle?: string;
    /** Deprecated. */
    address?: string;
    /** Deprecated. */
    city?: string;
    /** Deprecated. */
    country?: string;
    /** (from-client-code) */
    countryCode?: string;
    /** Deprecated. */
    state?: string;
    /** (from-client-code) */
    stateCode?: string;
    /** Deprecated. */
    zipCode?: string;
    /** Deprecated. */
    website?: string;
    /** Deprecated. yyyy-MM-dd. */
    birthDate?: string;
    /** Deprecated. male or female. */
    gender?: string;
    /** ACTIVE, PENDING, INACTIVE or DELETED (operations page in capitals, object page in small letters). Deprecated in the newer UI. */
    status?: string;
    /** Deprecated. Start of the pending status. */
    pendingTimestamp?: string;
    /** Deprecated. */
    referredBy?: string;
    /** Authentication method. Values not known. (from-client-code) */
    authentication?: string;
    /** (from-client-code) */
    promotionCode?: string;
    /** Last login. Exact form not known. (inferred) */
    lastLogin?: string;
    /** Caller that created the user (mentioned on the create page). */
    createdBy?: string;
  };
}

/** Get user information (legacy, documented). Permission: administrator or user management role; the Jenkins plugin reads the own record of the token owner. Source: https://developers.perfectomobile.com/display/PD/Get+User+Information */
export const userInfo: Operation<UserInfoRequest, UserInfoAnswer> = {
  id: 'user.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'info',
  effect: 'reads',
  parameters: { userId: 'path', responseFields: 'query:comma' },
  body: 'object',
  answer: {
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
    user: {
      username: 'string',
      firstName: 'string',
      lastName: 'string',
      email: 'string',
      roles: ['string'],
      groups: [{ id: 'string' }],
      location: 'string',
      companyName: 'string',
      phoneNumber: 'string',
      phoneNumberExt: 'string',
      mobilePhoneNumber: 'string',
      jobTitle: 'string',
      address: 'string',
      city: 'string',
      country: 'string',
      countryCode: 'string',
      state: 'string',
      stateCode: 'string',
      zipCode: 'string',
      website: 'string',
      birthDate: 'string',
      gender: 'string',
      status: 'string',
      pendingTimestamp: 'string',
      referredBy: 'string',
      authentication: 'string',
      promotionCode: 'string',
      lastLogin: 'string',
      createdBy: 'string',
    },
  },
};

/** Parameters of `user.delete`. */
export interface UserDeleteRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
}

/** Answer of `user.delete`. */
export interface UserDeleteAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Delete user (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Legacy+%7C+Delete+User */
export const userDelete: Operation<UserDeleteRequest, UserDeleteAnswer> = {
  id: 'user.delete',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'delete',
  effect: 'changes',
  parameters: { userId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.activate`. */
export interface UserActivateRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
}

/** Answer of `user.activate`. */
export interface UserActivateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Activate user (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Activate+User */
export const userActivate: Operation<UserActivateRequest, UserActivateAnswer> = {
  id: 'user.activate',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'activate',
  effect: 'changes',
  parameters: { userId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.deactivate`. */
export interface UserDeactivateRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
}

/** Answer of `user.deactivate`. */
export interface UserDeactivateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Deactivate user (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Deactivate+User */
export const userDeactivate: Operation<UserDeactivateRequest, UserDeactivateAnswer> = {
  id: 'user.deactivate',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'deactivate',
  effect: 'changes',
  parameters: { userId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.changePassword`. */
export interface UserChangePasswordRequest {
  /** Caller: the user itself, or the administrator. */
  user: string;
  /** Password of the caller; for a self change this is the old password. */
  password: string;
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** New password of the target user. Not starred on the page, yet the call has no sense without it. */
  userPassword?: string;
  /** true when an administrator changes the password of a user of the own group. Default: false. */
  admin?: boolean;
}

/** Answer of `user.changePassword`. */
export interface UserChangePasswordAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Change user password (legacy, documented). Permission: the user itself, or with admin=true the user administrator of that user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/change_user_password.htm */
export const userChangePassword: Operation<UserChangePasswordRequest, UserChangePasswordAnswer> = {
  id: 'user.changePassword',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'changePassword',
  effect: 'changes',
  anonymous: true,
  parameters: { user: 'query', password: 'query', userId: 'path', userPassword: 'query', admin: 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.addRoles`. */
export interface UserAddRolesRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** Roles to add, e.g. AUTOMATION,PRE_RELEASE. */
  roles: readonly string[];
}

/** Answer of `user.addRoles`. */
export interface UserAddRolesAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Add roles to user (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Add+Roles+to+User */
export const userAddRoles: Operation<UserAddRolesRequest, UserAddRolesAnswer> = {
  id: 'user.addRoles',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'addRoles',
  effect: 'changes',
  parameters: { userId: 'path', roles: 'query:comma' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.removeRoles`. */
export interface UserRemoveRolesRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** Roles to remove, e.g. AUTOMATION,PRE_RELEASE. */
  roles: readonly string[];
}

/** Answer of `user.removeRoles`. */
export interface UserRemoveRolesAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Remove roles from user (legacy, documented). Permission: administrator or user management role. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/remove_roles_from_user.htm */
export const userRemoveRoles: Operation<UserRemoveRolesRequest, UserRemoveRolesAnswer> = {
  id: 'user.removeRoles',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'removeRoles',
  effect: 'changes',
  parameters: { userId: 'path', roles: 'query:comma' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.addTokens`. */
export interface UserAddTokensRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** Tokens to add. The page types it string. Unit: tokens (one token is one minute on one device). */
  'account.tokens': number;
}

/** Answer of `user.addTokens`. */
export interface UserAddTokensAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Add user tokens (legacy, documented). Permission: administrator or user management role. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/add_tokens_to_user.htm */
export const userAddTokens: Operation<UserAddTokensRequest, UserAddTokensAnswer> = {
  id: 'user.addTokens',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'addTokens',
  effect: 'changes',
  parameters: { userId: 'path', 'account.tokens': 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.reduceTokens`. */
export interface UserReduceTokensRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** Tokens to take away. Unit: tokens (one token is one minute on one device). */
  'account.tokens': number;
}

/** Answer of `user.reduceTokens`. */
export interface UserReduceTokensAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Reduce user tokens (legacy, documented). Permission: administrator or user management role. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/reduce_tokens_from_user.htm */
export const userReduceTokens: Operation<UserReduceTokensRequest, UserReduceTokensAnswer> = {
  id: 'user.reduceTokens',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'reduceTokens',
  effect: 'changes',
  parameters: { userId: 'path', 'account.tokens': 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.setTokens`. */
export interface UserSetTokensRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
  /** New number of tokens. Unit: tokens (one token is one minute on one device). */
  'account.tokens': number;
}

/** Answer of `user.setTokens`. */
export interface UserSetTokensAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Set user tokens (legacy, documented). Permission: administrator or user management role. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/set_user_tokens.htm */
export const userSetTokens: Operation<UserSetTokensRequest, UserSetTokensAnswer> = {
  id: 'user.setTokens',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'setTokens',
  effect: 'changes',
  parameters: { userId: 'path', 'account.tokens': 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `user.getTokens`. */
export interface UserGetTokensRequest {
  /** Login name of the user the call is about (an email address in clouds that log in by email). Percent-encode it. */
  userId: string;
}

/** Answer of `user.getTokens`. */
export interface UserGetTokensAnswer {
  orders?: {
    /** Kind of agreement the order was made under. */
    agreementType?: string;
    /** Time of the order. */
    agreementTime?: string;
    /** Role that placed the order. */
    sourceType?: string;
    /** User that placed the order. */
    createdByUser?: string;
    /** Tokens ordered. */
    originalQuantity?: string;
    /** Price per token in dollars. */
    price?: string;
    /** Expiry of the tokens. */
    validUntil?: string;
    /** How it was paid; NO_PAYMENT when no payment is needed. */
    paymentMethod?: string;
    /** Currency of the payment. */
    currency?: string;
    /** When the tokens become usable. */
    validFrom?: string;
    /** Tokens left. */
    currentQuantity?: string;
    /** Status of the allocation. */
    status?: string;
  }[];

  account?: {
    /** User name. */
    name?: string;
    /** false means the account is limited in tokens. */
    unlimited?: string;
  };

  info?: {
    creationTime?: {
      /** Time the answer was made, ISO date and time in UTC such as 2026-03-02T10:15:00Z. */
      formatted?: string;
      /** The same moment as epoch milliseconds, written as a string. */
      millis?: number;
    };
    /** Build version of the system model. */
    modelVersion?: string;
    /** Release identifier. */
    productVersion?: string;
    /** Time of the answer, ISO form. */
    time?: string;
  };
}

/** Get user tokens (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Get+User+Tokens */
export const userGetTokens: Operation<UserGetTokensRequest, UserGetTokensAnswer> = {
  id: 'user.getTokens',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/users/{userId}',
  operation: 'getTokens',
  effect: 'reads',
  parameters: { userId: 'path' },
  body: 'object',
  answer: {
    orders: [
      {
        agreementType: 'string',
        agreementTime: 'string',
        sourceType: 'string',
        createdByUser: 'string',
        originalQuantity: 'string',
        price: 'string',
        validUntil: 'string',
        paymentMethod: 'string',
        currency: 'string',
        validFrom: 'string',
        currentQuantity: 'string',
        status: 'string',
      },
    ],
    account: { name: 'string', unlimited: 'string' },
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
  },
};

/** Parameters of `user.v1.create`. */
export interface UserV1CreateRequest {
  /** Login name; mandatory when the cloud does not log in by email. Stored and returned in lower case (the documented example sends BenB and gets benb). */
  username: string;
  /** Password; mandatory when isIdpUser is false. Must meet the password policy. */
  password?: string;
  /** First name. */
  firstName?: string;
  /** Last name. */
  lastName?: string;
  /** Email address. */
  email: string;
  /** Roles, e.g. ["administrator"]. The table says comma separated string, the sample body is an array. */
  roles?: readonly string[];
  /** Whether the user is enabled. Default: true. */
  enabled?: boolean;
  /** Whether an external identity provider authenticates the user. Default: false. */
  isIdpUser?: boolean;
  /** Whether the password is only for the first login. The create page types it string with default false, the update page boolean. Default: false. */
  tempPassword?: boolean;
  /** true mails credentials, cloud URL, documentation links and support data to the user. Default: false. */
  sendNotification?: boolean;
  /** Key of the org group to put the user in. */
  groupKey?: string;
  /** Link to the identity provider. */
  idpLink?: string;
  /** User name at the identity provider. */
  idpUsername?: string;
  /** Names of device groups for the user. */
  deviceGroups?: readonly string[];
}

/** Answer of `user.v1.create`. */
export interface UserV1CreateAnswer {
  /** Lower-cased login name (documented). */
  username?: string;
  /** (inferred) */
  firstName?: string;
  /** (inferred) */
  lastName?: string;
  /** (inferred) */
  email?: string;
  /** (inferred) */
  enabled?: boolean;
  /** (inferred) */
  isIdpUser?: boolean;
  /** Epoch milliseconds, 0 when never. (inferred) */
  lastLoginAt?: number;
}

/** Create user (current, documented). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/create_user.htm */
export const userV1Create: Operation<UserV1CreateRequest, UserV1CreateAnswer> = {
  id: 'user.v1.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/users',
  effect: 'changes',
  parameters: {
    username: 'body',
    password: 'body',
    firstName: 'body',
    lastName: 'body',
    email: 'body',
    roles: 'body',
    enabled: 'body',
    isIdpUser: 'body',
    tempPassword: 'body',
    sendNotification: 'body',
    groupKey: 'body',
    idpLink: 'body',
    idpUsername: 'body',
    deviceGroups: 'body',
  },
  body: 'object',
  answer: {
    username: 'string',
    firstName: 'string',
    lastName: 'string',
    email: 'string',
    enabled: 'boolean',
    isIdpUser: 'boolean',
    lastLoginAt: 'integer',
  },
};

/** Parameters of `user.v1.update`. */
export interface UserV1UpdateRequest {
  /** Login name of the user to change. It is in the body, not in the path. */
  username: string;
  /** New password. */
  password?: string;
  /** First name. */
  firstName?: string;
  /** Last name. */
  lastName?: string;
  /** Email address. */
  email?: string;
  /** Whether the user is enabled. */
  enabled?: boolean;
  /** Whether an external identity provider authenticates the user. */
  isIdpUser?: boolean;
  /** Whether the password is only for the first login. */
  tempPassword?: boolean;
  /** Link to the identity provider. */
  idpLink?: string;
  /** User name at the identity provider. */
  idpUsername?: string;
}

/** Answer of `user.v1.update`: The page promises code 200 only. */
export type UserV1UpdateAnswer = unknown;

/** Update user (current, documented). Permission: the user itself, Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update_user__new_.htm */
export const userV1Update: Operation<UserV1UpdateRequest, UserV1UpdateAnswer> = {
  id: 'user.v1.update',
  style: 'rest',
  host: 'app',
  method: 'PATCH',
  path: '/api/v1/users',
  effect: 'changes',
  parameters: {
    username: 'body',
    password: 'body',
    firstName: 'body',
    lastName: 'body',
    email: 'body',
    enabled: 'body',
    isIdpUser: 'body',
    tempPassword: 'body',
    idpLink: 'body',
    idpUsername: 'body',
  },
  body: 'none',
};

/** Parameters of `user.v1.delete`. */
export interface UserV1DeleteRequest {
  /** Login name of the user to delete. */
  username: string;
}

/** Answer of `user.v1.delete`: The page promises code 200 only. */
export type UserV1DeleteAnswer = unknown;

/** Delete user (current, documented). Permission: Admin user or Perfecto Support. Source: https://developers.perfectomobile.com/display/PD/Delete+User */
export const userV1Delete: Operation<UserV1DeleteRequest, UserV1DeleteAnswer> = {
  id: 'user.v1.delete',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/users',
  effect: 'changes',
  parameters: { username: 'query' },
  body: 'none',
};

/** Parameters of `user.v1.search`. */
export interface UserV1SearchRequest {
  /** Login name to find. */
  username?: string;
  /** First name. */
  firstName?: string;
  /** Last name. */
  lastName?: string;
  /** Key of the org group. */
  _groupKey?: string;
  /** Only users (not) authenticated by an identity provider. */
  isIdpUser?: boolean;
  /** Entries to skip. Default: 0. */
  _skip?: number;
  /** Entries to return; the endpoint is built for at most 50. Default: 50. */
  _pageSize?: number;
  /** Field to sort by, e.g. firstName. The list of valid fields is outside the page text that was read. */
  '_sort[0][field]'?: string;
  /** Sort direction. */
  '_sort[0][order]'?: 'ASCEND' | 'DESCEND';
}

/** Answer of `user.v1.search`. */
export interface UserV1SearchAnswer {
  users?: {
    username?: string;

    firstName?: string;

    lastName?: string;

    email?: string;

    enabled?: boolean;

    isIdpUser?: boolean;
    /** Epoch milliseconds; 0 in the sample for users that never logged in. */
    lastLoginAt?: number;
  }[];
  /** More entries exist. The page says in words that the list may be truncated; the key is taken over from the repository listing of the same API family. (inferred) */
  truncated?: boolean;
}

/** Find users (current, documented). Permission: the user itself; for other users Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/find_users.htm */
export const userV1Search: Operation<UserV1SearchRequest, UserV1SearchAnswer> = {
  id: 'user.v1.search',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/users/search',
  effect: 'reads',
  parameters: {
    username: 'query',
    firstName: 'query',
    lastName: 'query',
    _groupKey: 'query',
    isIdpUser: 'query',
    _skip: 'query',
    _pageSize: 'query',
    '_sort[0][field]': 'query',
    '_sort[0][order]': 'query',
  },
  body: 'object',
  answer: {
    users: [
      {
        username: 'string',
        firstName: 'string',
        lastName: 'string',
        email: 'string',
        enabled: 'boolean',
        isIdpUser: 'boolean',
        lastLoginAt: 'integer',
      },
    ],
    truncated: 'boolean',
  },
};

/** Parameters of `role.v1.addRoles`. */
export interface RoleV1AddRolesRequest {
  /** Login name of the user. */
  username: string;
  /** Roles to add; at least one. */
  roles: readonly string[];
}

/** Answer of `role.v1.addRoles`: The page promises code 200 only. */
export type RoleV1AddRolesAnswer = unknown;

/** Add roles to user (current, documented). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/add-roles-to-user.htm */
export const roleV1AddRoles: Operation<RoleV1AddRolesRequest, RoleV1AddRolesAnswer> = {
  id: 'role.v1.addRoles',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/api/v1/users/roles',
  effect: 'changes',
  parameters: { username: 'body', roles: 'body' },
  body: 'none',
};

/** Parameters of `role.v1.removeRoles`. */
export interface RoleV1RemoveRolesRequest {
  /** Login name of the user. */
  username: string;
  /** Roles to take away; at least one. */
  roles: readonly string[];
}

/** Answer of `role.v1.removeRoles`: The page promises code 200 only. */
export type RoleV1RemoveRolesAnswer = unknown;

/** Remove roles from user (current, documented). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-kb/content/perfecto/automation-testing/remove-roles-from-user.htm */
export const roleV1RemoveRoles: Operation<RoleV1RemoveRolesRequest, RoleV1RemoveRolesAnswer> = {
  id: 'role.v1.removeRoles',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/users/roles',
  effect: 'changes',
  parameters: { username: 'body', roles: 'body' },
  body: 'none',
};

/** Parameters of `role.v1.addToDeviceGroup`. */
export interface RoleV1AddToDeviceGroupRequest {
  /** Login name of the user. */
  username: string;
  /** Names of the device groups; at least one. */
  groupsNames: readonly string[];
}

/** Answer of `role.v1.addToDeviceGroup`: The page promises code 200 only. */
export type RoleV1AddToDeviceGroupAnswer = unknown;

/** Add user to device group (current, documented). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/add-user-to-device-group.htm */
export const roleV1AddToDeviceGroup: Operation<RoleV1AddToDeviceGroupRequest, RoleV1AddToDeviceGroupAnswer> =
  {
    id: 'role.v1.addToDeviceGroup',
    style: 'rest',
    host: 'app',
    method: 'PUT',
    path: '/api/v1/users/device-groups',
    effect: 'changes',
    parameters: { username: 'body', groupsNames: 'body' },
    body: 'none',
  };

/** Parameters of `role.v1.removeFromDeviceGroup`. */
export interface RoleV1RemoveFromDeviceGroupRequest {
  /** Login name of the user. */
  username: string;
  /** Names of the device groups; at least one. */
  groupsNames: readonly string[];
}

/** Answer of `role.v1.removeFromDeviceGroup`: The page promises code 200 only. */
export type RoleV1RemoveFromDeviceGroupAnswer = unknown;

/** Remove user from device group (current, documented). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/remove-user-from-device-group.htm */
export const roleV1RemoveFromDeviceGroup: Operation<
  RoleV1RemoveFromDeviceGroupRequest,
  RoleV1RemoveFromDeviceGroupAnswer
> = {
  id: 'role.v1.removeFromDeviceGroup',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/users/device-groups',
  effect: 'changes',
  parameters: { username: 'body', groupsNames: 'body' },
  body: 'none',
};

/** Parameters of `license.v1.list`. */
export interface LicenseV1ListRequest {}

/** Answer of `license.v1.list`. */
export interface LicenseV1ListAnswer {
  /** Two entries per device type: licences, and pay-per-use minutes when such a package was bought. */
  licenseList?: {
    /** DESKTOP or SIMULATOR. */
    deviceType?: string;
    /** Licences bought. */
    licenses?: number;
    /** Licences in use. */
    inUse?: number;
    /** licenses minus inUse. */
    available?: number;
    /** Pay-per-use minutes bought. */
    allowedMinutes?: number;
    /** Minutes used. */
    usedMinutes?: number;
    /** Text about the package. */
    description?: string;
  }[];
}

/** Get license information (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_license_information.htm */
export const licenseV1List: Operation<LicenseV1ListRequest, LicenseV1ListAnswer> = {
  id: 'license.v1.list',
  style: 'rest',
  host: 'cloud',
  method: 'GET',
  path: '/enforcement/api/v1/usageInfo/licenses',
  effect: 'reads',
  parameters: {},
  body: 'object',
  answer: {
    licenseList: [
      {
        deviceType: 'string',
        licenses: 'integer',
        inUse: 'integer',
        available: 'integer',
        allowedMinutes: 'integer',
        usedMinutes: 'integer',
        description: 'string',
      },
    ],
  },
};

/** Parameters of `license.v1.byType`. */
export interface LicenseV1ByTypeRequest {
  /** Device type. DESKTOP is one total; Windows and Mac are not told apart. */
  type: 'DESKTOP' | 'SIMULATOR';
}

/** Answer of `license.v1.byType`. */
export interface LicenseV1ByTypeAnswer {
  /** Two entries per device type: licences, and pay-per-use minutes when such a package was bought. */
  licenseList?: {
    /** DESKTOP or SIMULATOR. */
    deviceType?: string;
    /** Licences bought. */
    licenses?: number;
    /** Licences in use. */
    inUse?: number;
    /** licenses minus inUse. */
    available?: number;
    /** Pay-per-use minutes bought. */
    allowedMinutes?: number;
    /** Minutes used. */
    usedMinutes?: number;
    /** Text about the package. */
    description?: string;
  }[];
}

/** Get license information by type (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_license_information_by_type.htm */
export const licenseV1ByType: Operation<LicenseV1ByTypeRequest, LicenseV1ByTypeAnswer> = {
  id: 'license.v1.byType',
  style: 'rest',
  host: 'cloud',
  method: 'GET',
  path: '/enforcement/api/v1/usageInfo/licenses/{type}',
  effect: 'reads',
  parameters: { type: 'path' },
  body: 'object',
  answer: {
    licenseList: [
      {
        deviceType: 'string',
        licenses: 'integer',
        inUse: 'integer',
        available: 'integer',
        allowedMinutes: 'integer',
        usedMinutes: 'integer',
        description: 'string',
      },
    ],
  },
};

/** Parameters of `token.v1.generate`. */
export interface TokenV1GenerateRequest {
  /** Login name. The request line says username, the parameter table says user. */
  username: string;
  /** Login password; an existing token is not accepted here. */
  password: string;
}

/** Answer of `token.v1.generate`: The security token. Media type and any wrapping are not documented. */
export type TokenV1GenerateAnswer = string;

/** Generate security token (current, documented). Permission: any user with a local password. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/generate_security_tokens_via_public_api.htm */
export const tokenV1Generate: Operation<TokenV1GenerateRequest, TokenV1GenerateAnswer> = {
  id: 'token.v1.generate',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/users/api/v1/auth/tokens',
  effect: 'changes',
  anonymous: true,
  parameters: { username: 'query', password: 'query' },
  body: 'text',
};

/** Parameters of `token.exchange`. */
export interface TokenExchangeRequest {
  /** Security token, as application/x-www-form-urlencoded field. */
  offline_token: string;
}

/** Answer of `token.exchange`. */
export interface TokenExchangeAnswer {
  data?: {
    /** Short-lived bearer token. */
    access_token?: string;
  };
}

/** Exchange offline token for access token (current, from-client-code). Source: client code: the string services/v2.0/auth/access-token in public Perfecto reporting samples */
export const tokenExchange: Operation<TokenExchangeRequest, TokenExchangeAnswer> = {
  id: 'token.exchange',
  style: 'rest',
  host: 'cloud',
  method: 'POST',
  path: '/services/v2.0/auth/access-token',
  effect: 'reads',
  anonymous: true,
  form: true,
  parameters: { offline_token: 'body' },
  body: 'object',
  answer: { data: { access_token: 'string' } },
};

/** Parameters of `user.internal.current`. */
export interface UserInternalCurrentRequest {}

/** Answer of `user.internal.current`. */
export interface UserInternalCurrentAnswer {
  username?: string;

  firstName?: string;

  lastName?: string;
}

/** Current user (internal) (current, from-client-code). Permission: any user. Source: github.com/PerfectoCode/perfecto-mcp (config/perfecto.py, tools/user_manager.py, formatters/user.py) */
export const userInternalCurrent: Operation<UserInternalCurrentRequest, UserInternalCurrentAnswer> = {
  id: 'user.internal.current',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/user-management-webapp/rest/v1/user-management/current',
  effect: 'reads',
  parameters: {},
  body: 'object',
  answer: { username: 'string', firstName: 'string', lastName: 'string' },
};

/** Parameters of `tenant.internal.current`. */
export interface TenantInternalCurrentRequest {}

/** Answer of `tenant.internal.current`. */
export interface TenantInternalCurrentAnswer {
  /** Selenium grid address of the cloud; <gridUrl>/status answers as well. */
  gridUrl?: string;

  awsRegion?: string;
}

/** Current tenant (internal) (current, from-client-code). Permission: any user. Source: github.com/PerfectoCode/perfecto-mcp (tools/device_manager.py, formatters/grid.py) */
export const tenantInternalCurrent: Operation<TenantInternalCurrentRequest, TenantInternalCurrentAnswer> = {
  id: 'tenant.internal.current',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/tenant-management-webapp/rest/v1/tenant-management/tenants/current',
  effect: 'reads',
  parameters: {},
  body: 'object',
  answer: { gridUrl: 'string', awsRegion: 'string' },
};

/** Parameters of `desktopWeb.v1.devices`. */
export interface DesktopWebV1DevicesRequest {}

/** Answer of `desktopWeb.v1.devices`: The client passes the answer through unread. */
export type DesktopWebV1DevicesAnswer = unknown;

/** Desktop web configurations (current, from-client-code). Source: github.com/PerfectoCode/perfecto-mcp (config/perfecto.py); group named on https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const desktopWebV1Devices: Operation<DesktopWebV1DevicesRequest, DesktopWebV1DevicesAnswer> = {
  id: 'desktopWeb.v1.devices',
  style: 'rest',
  host: 'cloud',
  method: 'GET',
  path: '/web/api/v1/config/devices',
  effect: 'reads',
  parameters: {},
  body: 'unknown',
};
