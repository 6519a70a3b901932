import type { Examples, Permission, Stage } from '../example-call.ts';

const ben = {
  username: 'BenB',
  password: 'ben-password-not-a-secret',
  firstName: 'Ben',
  lastName: 'Brown',
  email: 'ben@example.com',
  enabled: true,
  isIdpUser: false,
  tempPassword: true,
  idpLink: 'https://idp.example.com',
  idpUsername: 'ben.brown',
};

/** An administrator acts; the plain caller of the suite has no role for it. */
const byAdmin = { as: 'admin' } as const;

async function created(stage: Stage): Promise<{ username: string }> {
  await stage.call('user.v1.create', ben, byAdmin);
  return { username: ben.username };
}

async function grouped(stage: Stage): Promise<{ username: string }> {
  await stage.call('deviceGroup.v1.create', { name: 'Red' }, byAdmin);
  return created(stage);
}

function withoutRole(action: string): Permission {
  const text = `User ci.bot@example.com is not authorized to ${action}`;
  return { refused: 'automation', status: 403, text };
}

export const examples: Examples = {
  'user.v1.create': {
    calls: [
      {
        ...byAdmin,
        arrange: async (stage) => {
          await stage.call('deviceGroup.v1.create', { name: 'Red' }, byAdmin);
          return {};
        },
        parameters: {
          ...ben,
          roles: ['administrator'],
          sendNotification: false,
          groupKey: 'web',
          deviceGroups: ['Red'],
        },
      },
    ],
    permission: withoutRole('create user'),
  },
  'user.v1.update': {
    calls: [
      { ...byAdmin, arrange: created, parameters: { ...ben, lastName: 'Green' } },
      { shows: 'the own record', parameters: { username: 'ci.bot@example.com', lastName: 'Green' } },
    ],
    permission: withoutRole('update user'),
  },
  'user.v1.delete': {
    calls: [{ ...byAdmin, arrange: created }],
    permission: withoutRole('delete user'),
  },
  'user.v1.search': {
    calls: [
      {
        ...byAdmin,
        arrange: created,
        parameters: {
          firstName: 'Ben',
          lastName: 'Brown',
          isIdpUser: false,
          _skip: 0,
          _pageSize: 50,
          '_sort[0][field]': 'firstName',
          '_sort[0][order]': 'ASCEND',
        },
      },
      { shows: 'the own record', parameters: { username: 'ci.bot@example.com', _groupKey: 'mobile' } },
    ],
    permission: withoutRole('find users'),
  },
  'role.v1.addRoles': {
    calls: [{ ...byAdmin, arrange: created, parameters: { roles: ['administrator'] } }],
    permission: withoutRole('add roles to user'),
  },
  'role.v1.removeRoles': {
    calls: [{ ...byAdmin, arrange: created, parameters: { roles: ['administrator'] } }],
    permission: withoutRole('remove roles from user'),
  },
  'role.v1.addToDeviceGroup': {
    calls: [{ ...byAdmin, arrange: grouped, parameters: { groupsNames: ['Red'] } }],
    permission: withoutRole('add user to device group'),
  },
  'role.v1.removeFromDeviceGroup': {
    calls: [{ ...byAdmin, arrange: grouped, parameters: { groupsNames: ['Red'] } }],
    permission: withoutRole('remove user from device group'),
  },
  'license.v1.list': { calls: [{}] },
  'license.v1.byType': { calls: [{ parameters: { type: 'DESKTOP' } }] },
  'token.v1.generate': {
    calls: [
      {
        parameters: { username: 'ci.bot@example.com', password: 'lab-automation-password-not-a-secret' },
      },
    ],
    permission: { everybody: true },
  },
  'token.exchange': { calls: [{ parameters: { offline_token: 'lab-automation-token-not-a-secret' } }] },
  'user.internal.current': { calls: [{}], permission: { everybody: true } },
  'tenant.internal.current': { calls: [{}], permission: { everybody: true } },
  'desktopWeb.v1.devices': { calls: [{}] },
};
