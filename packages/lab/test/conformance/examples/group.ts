import type { Examples, Permission, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

const team = { label: 'Mobile team', description: 'Testers of the mobile app' };
const orgGroup = { name: 'mobileTeam', description: 'Testers of the mobile app' };
const deviceGroup = {
  name: 'Red',
  description: 'Team Red',
  userNames: ['ci.bot@example.com'],
  deviceIds: ['F52F82C4DEMO01'],
};

/** Legacy groups are for the user administrator, org groups for the administrator, device groups also for the lab's. */
const byUserAdmin = { as: 'userAdmin' } as const;
const byAdmin = { as: 'admin' } as const;
const byLabAdmin = { as: 'lab' } as const;

async function created(stage: Stage): Promise<{ groupId: string }> {
  const answer = await stage.call('group.create', team, byUserAdmin);
  return { groupId: textAt(answer, 'group', 'id') };
}

async function createdOrgGroup(stage: Stage): Promise<{ groupKey: string }> {
  const answer = await stage.call('group.v1.create', orgGroup, byAdmin);
  return { groupKey: textAt(answer, 'key') };
}

async function createdDeviceGroup(stage: Stage): Promise<{ deviceGroupName: string }> {
  await stage.call('deviceGroup.v1.create', deviceGroup, byLabAdmin);
  return { deviceGroupName: deviceGroup.name };
}

function withoutRole(status: 400 | 403, action: string): Permission {
  const text = `User ci.bot@example.com is not authorized to ${action}`;
  return { refused: 'automation', status, text };
}

export const examples: Examples = {
  'group.create': {
    calls: [{ ...byUserAdmin, parameters: team }],
    permission: withoutRole(400, 'create group'),
  },
  'group.list': {
    calls: [
      {
        ...byUserAdmin,
        arrange: async (stage) => ({ id: (await created(stage)).groupId }),
        parameters: team,
      },
    ],
    permission: withoutRole(400, 'list groups'),
  },
  'group.info': {
    calls: [{ ...byUserAdmin, arrange: created }],
    permission: withoutRole(400, 'get group info'),
  },
  'group.update': {
    calls: [
      { ...byUserAdmin, arrange: created, parameters: { label: 'Web team', description: '' } },
      {
        ...byUserAdmin,
        shows: 'a group found by its label',
        arrange: async (stage) => {
          await created(stage);
          return {};
        },
        parameters: team,
      },
    ],
    permission: withoutRole(400, 'update group'),
  },
  'group.delete': {
    calls: [{ ...byUserAdmin, arrange: created }],
    permission: withoutRole(400, 'delete group'),
  },
  'group.v1.create': {
    calls: [{ ...byAdmin, parameters: orgGroup }],
    permission: withoutRole(403, 'create org group'),
  },
  'group.v1.update': {
    calls: [{ ...byAdmin, arrange: createdOrgGroup, parameters: { name: 'webTeam', description: 'Web' } }],
    permission: withoutRole(403, 'update org group'),
  },
  'group.v1.info': {
    calls: [{ ...byAdmin, arrange: createdOrgGroup }],
    permission: withoutRole(403, 'get org group information'),
  },
  'group.v1.delete': {
    calls: [{ ...byAdmin, arrange: createdOrgGroup }],
    permission: withoutRole(403, 'delete org group'),
  },
  'group.v1.search': {
    calls: [
      {
        ...byAdmin,
        arrange: async (stage) => {
          await createdOrgGroup(stage);
          return {};
        },
        parameters: {
          name: 'mobileTeam',
          _skip: 0,
          _pageSize: 50,
          '_sort[0][field]': 'name',
          '_sort[0][order]': 'DESCEND',
        },
      },
    ],
    permission: withoutRole(403, 'find org groups'),
  },
  'deviceGroup.v1.create': {
    calls: [{ ...byLabAdmin, parameters: deviceGroup }],
    permission: withoutRole(403, 'add device group'),
  },
  'deviceGroup.v1.update': {
    calls: [
      {
        ...byLabAdmin,
        arrange: createdDeviceGroup,
        parameters: {
          name: 'Crimson',
          description: 'Team Crimson',
          deviceIdsToAdd: ['F52F82C4DEMO02'],
          deviceIdsToRemove: ['F52F82C4DEMO01'],
          usersToAdd: ['nora@example.com'],
          usersToRemove: ['ci.bot@example.com'],
        },
      },
    ],
    permission: withoutRole(403, 'edit device group'),
  },
  'deviceGroup.v1.info': {
    calls: [{ ...byLabAdmin, arrange: createdDeviceGroup }],
    permission: withoutRole(403, 'get device group'),
  },
  'deviceGroup.v1.list': {
    calls: [
      {
        ...byLabAdmin,
        arrange: async (stage) => {
          await createdDeviceGroup(stage);
          return {};
        },
      },
    ],
    permission: withoutRole(403, 'get device groups'),
  },
  'deviceGroup.v1.delete': {
    calls: [{ ...byLabAdmin, arrange: createdDeviceGroup }],
    permission: withoutRole(403, 'delete device group'),
  },
};
