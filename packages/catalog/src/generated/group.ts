// Generated from api/group.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `group.create`. */
export interface GroupCreateRequest {
  /** Display name of the group. */
  label: string;
  /** Description of the group. */
  description?: string;
}

/** Answer of `group.create`. */
export interface GroupCreateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;

  group?: {
    /** Id the system gave to the group (the page writes group/id). The caller cannot choose it. */
    id?: string;
  };
}

/** Create group (legacy, documented). Permission: administrator or user management role. Source: https://developers.perfectomobile.com/display/PD/Create+Group */
export const groupCreate: Operation<GroupCreateRequest, GroupCreateAnswer> = {
  id: 'group.create',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/groups',
  operation: 'create',
  effect: 'changes',
  parameters: { label: 'query', description: 'query' },
  body: 'object',
  answer: { status: 'string', group: { id: 'string' } },
};

/** Parameters of `group.list`. */
export interface GroupListRequest {
  /** Filter: group id. (inferred) */
  id?: string;
  /** Filter: display name. (inferred) */
  label?: string;
  /** Filter: description. (inferred) */
  description?: string;
}

/** Answer of `group.list`. */
export interface GroupListAnswer {
  /** All groups. */
  groups?: {
    /** Group id. */
    id?: string;
    /** Display name. */
    label?: string;
    /** Description; left out when empty (inferred). */
    description?: string;
  }[];

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
    /** Number of groups, written as a string. */
    items?: number;
  };
}

/** List groups (legacy, from-client-code). Permission: administrator or user management role. Source: public client code holding the text "Failed to list groups - Access denied - bad credentials" (Node express server called Baldr); official Java library com.perfectomobile:http-client 18.5.0.3 (public copy in github.com/PerfectoCode/Community-Samples, JMeterSamples/Dependencies/libs); https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const groupList: Operation<GroupListRequest, GroupListAnswer> = {
  id: 'group.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/groups',
  operation: 'list',
  effect: 'reads',
  parameters: { id: 'query', label: 'query', description: 'query' },
  body: 'object',
  answer: {
    groups: [{ id: 'string', label: 'string', description: 'string' }],
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      items: 'integer',
    },
  },
};

/** Parameters of `group.info`. */
export interface GroupInfoRequest {
  /** Id of the group, made by the system at creation. (from-client-code) */
  groupId: string;
}

/** Answer of `group.info`. */
export interface GroupInfoAnswer {
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

  group?: {
    /** Group id. */
    id?: string;
    /** Display name. */
    label?: string;
    /** Description. */
    description?: string;
  };
}

/** Get group information (legacy, from-client-code). Permission: administrator or user management role. Source: official Java library com.perfectomobile:http-client 18.5.0.3 (public copy in github.com/PerfectoCode/Community-Samples, JMeterSamples/Dependencies/libs) */
export const groupInfo: Operation<GroupInfoRequest, GroupInfoAnswer> = {
  id: 'group.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/groups/{groupId}',
  operation: 'info',
  effect: 'reads',
  parameters: { groupId: 'path' },
  body: 'object',
  answer: {
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
    group: { id: 'string', label: 'string', description: 'string' },
  },
};

/** Parameters of `group.update`. */
export interface GroupUpdateRequest {
  /** Id of the group, made by the system at creation. (from-client-code) */
  groupId: string;
  /** New display name. On the page, which has no id in its request line, the label doubles as the key that finds the group. */
  label?: string;
  /** New description. */
  description?: string;
}

/** Answer of `group.update`. */
export interface GroupUpdateAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Update group (legacy, documented). Permission: administrator or user management role. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update_group.htm */
export const groupUpdate: Operation<GroupUpdateRequest, GroupUpdateAnswer> = {
  id: 'group.update',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/groups/{groupId}',
  operation: 'update',
  effect: 'changes',
  parameters: { groupId: 'path', label: 'query', description: 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `group.delete`. */
export interface GroupDeleteRequest {
  /** Id of the group, made by the system at creation. (from-client-code) */
  groupId: string;
}

/** Answer of `group.delete`. */
export interface GroupDeleteAnswer {
  /** success when it worked, failure otherwise (lower case in the examples of this group). */
  status?: string;
}

/** Delete group (legacy, from-client-code). Permission: administrator or user management role. Source: official Java library com.perfectomobile:http-client 18.5.0.3 (public copy in github.com/PerfectoCode/Community-Samples, JMeterSamples/Dependencies/libs); https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const groupDelete: Operation<GroupDeleteRequest, GroupDeleteAnswer> = {
  id: 'group.delete',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/groups/{groupId}',
  operation: 'delete',
  effect: 'changes',
  parameters: { groupId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `group.v1.create`. */
export interface GroupV1CreateRequest {
  /** Name, at most 200 characters. */
  name: string;
  /** Description, at most 512 characters. */
  description?: string;
}

/** Answer of `group.v1.create`. */
export interface GroupV1CreateAnswer {
  /** Key of the group: the name followed by an underscore and a number in the example. */
  key?: string;
  /** Name. */
  name?: string;
  /** Description. */
  description?: string;
}

/** Create org group (current, documented). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/create-group-api.htm */
export const groupV1Create: Operation<GroupV1CreateRequest, GroupV1CreateAnswer> = {
  id: 'group.v1.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/org-groups',
  effect: 'changes',
  parameters: { name: 'body', description: 'body' },
  body: 'object',
  answer: { key: 'string', name: 'string', description: 'string' },
};

/** Parameters of `group.v1.update`. */
export interface GroupV1UpdateRequest {
  /** Key of the group. */
  groupKey: string;
  /** Name, at most 200 characters. */
  name: string;
  /** Description, at most 512 characters. */
  description?: string;
}

/** Answer of `group.v1.update`: The page promises code 200 only. */
export type GroupV1UpdateAnswer = unknown;

/** Update org group (current, documented). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update-group-api.htm */
export const groupV1Update: Operation<GroupV1UpdateRequest, GroupV1UpdateAnswer> = {
  id: 'group.v1.update',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/api/v1/org-groups/{groupKey}',
  effect: 'changes',
  parameters: { groupKey: 'path', name: 'body', description: 'body' },
  body: 'none',
};

/** Parameters of `group.v1.info`. */
export interface GroupV1InfoRequest {
  /** Key of the group. */
  groupKey: string;
}

/** Answer of `group.v1.info`. */
export interface GroupV1InfoAnswer {
  /** Key of the group: the name followed by an underscore and a number in the example. */
  key?: string;
  /** Name. */
  name?: string;
  /** Description. */
  description?: string;
}

/** Get org group information (current, inferred). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const groupV1Info: Operation<GroupV1InfoRequest, GroupV1InfoAnswer> = {
  id: 'group.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/org-groups/{groupKey}',
  effect: 'reads',
  parameters: { groupKey: 'path' },
  body: 'object',
  answer: { key: 'string', name: 'string', description: 'string' },
};

/** Parameters of `group.v1.delete`. */
export interface GroupV1DeleteRequest {
  /** Key of the group. */
  groupKey: string;
}

/** Answer of `group.v1.delete`: none */
export type GroupV1DeleteAnswer = unknown;

/** Delete org group (current, inferred). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const groupV1Delete: Operation<GroupV1DeleteRequest, GroupV1DeleteAnswer> = {
  id: 'group.v1.delete',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/org-groups/{groupKey}',
  effect: 'changes',
  parameters: { groupKey: 'path' },
  body: 'none',
};

/** Parameters of `group.v1.search`. */
export interface GroupV1SearchRequest {
  /** Name to find. */
  name?: string;
  /** Entries to skip. Default: 0. */
  _skip?: number;
  /** Entries to return. Default: 50. */
  _pageSize?: number;
  /** Field to sort by. */
  '_sort[0][field]'?: string;
  /** Sort direction. */
  '_sort[0][order]'?: 'ASCEND' | 'DESCEND';
}

/** Answer of `group.v1.search`. */
export interface GroupV1SearchAnswer {
  /** Groups as in group.v1.create. */
  groups?: {
    /** Key of the group. */
    key?: string;
    /** Name. */
    name?: string;
    /** Description. */
    description?: string;
  }[];
  /** More entries exist. */
  truncated?: boolean;
}

/** Find org groups (current, inferred). Permission: Admin user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const groupV1Search: Operation<GroupV1SearchRequest, GroupV1SearchAnswer> = {
  id: 'group.v1.search',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/org-groups/search',
  effect: 'reads',
  parameters: {
    name: 'query',
    _skip: 'query',
    _pageSize: 'query',
    '_sort[0][field]': 'query',
    '_sort[0][order]': 'query',
  },
  body: 'object',
  answer: { groups: [{ key: 'string', name: 'string', description: 'string' }], truncated: 'boolean' },
};

/** Parameters of `deviceGroup.v1.create`. */
export interface DeviceGroupV1CreateRequest {
  /** Name, at most 128 characters. */
  name: string;
  /** Description, at most 512 characters. */
  description?: string;
  /** Users of the group. */
  userNames?: readonly string[];
  /** Devices of the group. */
  deviceIds?: readonly string[];
}

/** Answer of `deviceGroup.v1.create`: The page promises 200 OK only. */
export type DeviceGroupV1CreateAnswer = unknown;

/** Add device group (current, documented). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/add-device-group.htm */
export const deviceGroupV1Create: Operation<DeviceGroupV1CreateRequest, DeviceGroupV1CreateAnswer> = {
  id: 'deviceGroup.v1.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/device-groups',
  effect: 'changes',
  parameters: { name: 'body', description: 'body', userNames: 'body', deviceIds: 'body' },
  body: 'none',
};

/** Parameters of `deviceGroup.v1.update`. */
export interface DeviceGroupV1UpdateRequest {
  /** Present name of the group. */
  deviceGroupName: string;
  /** New name, at most 128 characters. */
  name?: string;
  /** Description, at most 512 characters. */
  description?: string;
  /** Devices to add. */
  deviceIdsToAdd?: readonly string[];
  /** Devices to remove. */
  deviceIdsToRemove?: readonly string[];
  /** Users to add. */
  usersToAdd?: readonly string[];
  /** Users to remove. */
  usersToRemove?: readonly string[];
}

/** Answer of `deviceGroup.v1.update`: The page promises 200 OK only. */
export type DeviceGroupV1UpdateAnswer = unknown;

/** Edit device group (current, documented). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/edit-device-group.htm */
export const deviceGroupV1Update: Operation<DeviceGroupV1UpdateRequest, DeviceGroupV1UpdateAnswer> = {
  id: 'deviceGroup.v1.update',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/api/v1/device-groups/{deviceGroupName}',
  effect: 'changes',
  parameters: {
    deviceGroupName: 'path',
    name: 'body',
    description: 'body',
    deviceIdsToAdd: 'body',
    deviceIdsToRemove: 'body',
    usersToAdd: 'body',
    usersToRemove: 'body',
  },
  body: 'none',
};

/** Parameters of `deviceGroup.v1.info`. */
export interface DeviceGroupV1InfoRequest {
  /** Name of the group. */
  deviceGroupName: string;
}

/** Answer of `deviceGroup.v1.info`: unknown */
export type DeviceGroupV1InfoAnswer = unknown;

/** Get device group (current, inferred). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const deviceGroupV1Info: Operation<DeviceGroupV1InfoRequest, DeviceGroupV1InfoAnswer> = {
  id: 'deviceGroup.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-groups/{deviceGroupName}',
  effect: 'reads',
  parameters: { deviceGroupName: 'path' },
  body: 'unknown',
};

/** Parameters of `deviceGroup.v1.list`. */
export interface DeviceGroupV1ListRequest {}

/** Answer of `deviceGroup.v1.list`: unknown */
export type DeviceGroupV1ListAnswer = unknown;

/** Get device groups (current, inferred). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const deviceGroupV1List: Operation<DeviceGroupV1ListRequest, DeviceGroupV1ListAnswer> = {
  id: 'deviceGroup.v1.list',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-groups',
  effect: 'reads',
  parameters: {},
  body: 'unknown',
};

/** Parameters of `deviceGroup.v1.delete`. */
export interface DeviceGroupV1DeleteRequest {
  /** Name of the group. */
  deviceGroupName: string;
}

/** Answer of `deviceGroup.v1.delete`: unknown */
export type DeviceGroupV1DeleteAnswer = unknown;

/** Delete device group (current, inferred). Permission: Admin user or Perfecto Support. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm (existence only) */
export const deviceGroupV1Delete: Operation<DeviceGroupV1DeleteRequest, DeviceGroupV1DeleteAnswer> = {
  id: 'deviceGroup.v1.delete',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/device-groups/{deviceGroupName}',
  effect: 'changes',
  parameters: { deviceGroupName: 'path' },
  body: 'unknown',
};
