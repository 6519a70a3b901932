import { send } from '../../lab-client.ts';
import type { Examples, Permission, Stage } from '../example-call.ts';

const eve = { email: 'eve@example.com', userPassword: 'eve-password-not-a-secret' };

/** Everything a user can be told. */
const inFull = {
  firstName: 'Eve',
  lastName: 'Reed',
  roles: ['AUTOMATION', 'INTERACTIVE'],
  location: 'NA-US-BOS',
  companyName: 'Example',
  phoneNumber: '+1 555 0100',
  phoneNumberExt: '12',
  mobilePhoneNumber: '+1 555 0101',
  jobTitle: 'Tester',
  address: '1 Main Street',
  city: 'Boston',
  country: 'United States',
  countryCode: 'US',
  state: 'Massachusetts',
  stateCode: 'MA',
  zipCode: '02110',
  website: 'https://example.com',
  birthDate: '1990-02-28',
  gender: 'female',
};

/** The groups of a lab are numbered when it starts. */
function webGroup({ lab }: Stage): { groups: string } {
  return { groups: lab.state.groups.byKey('web')?.id ?? '' };
}

/** Made with user and password, since only then is it kept who made the user. */
async function created(stage: Stage): Promise<{ userId: string }> {
  const { name, password } = stage.lab.users.userAdmin;
  const form = { ...eve, ...inFull, ...webGroup(stage), roles: inFull.roles.join(',') };
  await send(stage.lab, '/services/users', { form: { operation: 'create', user: name, password, ...form } });
  // No operation sets these two.
  stage.lab.state.users.all.patch(eve.email, { referredBy: 'Dan', promotionCode: 'SPRING' });
  return { userId: eve.email };
}

async function pending(stage: Stage): Promise<{ userId: string }> {
  const { userId } = await created(stage);
  await stage.call('user.update', { userId, status: 'pending' }, { as: 'userAdmin' });
  return { userId };
}

function withoutRole(action: string): Permission {
  const text = `User ci.bot@example.com is not authorized to ${action}`;
  return { refused: 'automation', status: 400, text };
}

/** A user administrator acts; the plain caller of the suite has no role for it. */
const byUserAdmin = { as: 'userAdmin' } as const;

export const examples: Examples = {
  'user.create': {
    calls: [
      {
        ...byUserAdmin,
        arrange: (stage) => Promise.resolve(webGroup(stage)),
        parameters: {
          ...eve,
          ...inFull,
          username: 'eve',
          sendNotification: true,
          'account.unlimited': false,
          'account.tokens': 100,
        },
      },
    ],
    permission: withoutRole('create user'),
  },
  'user.update': {
    calls: [
      {
        ...byUserAdmin,
        arrange: async (stage) => ({ ...(await created(stage)), ...webGroup(stage) }),
        parameters: {
          ...inFull,
          email: 'eve.reed@example.com',
          userPassword: 'another-password-not-a-secret',
          status: 'active',
        },
      },
    ],
    permission: withoutRole('update user'),
  },
  'user.list': {
    calls: [
      {
        ...byUserAdmin,
        arrange: async (stage) => {
          await created(stage);
          return webGroup(stage);
        },
        parameters: { ...inFull, email: eve.email, status: 'active' },
      },
      {
        ...byUserAdmin,
        shows: 'a pending user',
        arrange: async (stage) => {
          await pending(stage);
          return {};
        },
        parameters: { status: 'pending', responseFields: ['pendingTimestamp'] },
      },
    ],
    permission: withoutRole('list users'),
  },
  'user.info': {
    calls: [
      { ...byUserAdmin, arrange: created },
      { ...byUserAdmin, shows: 'a pending user', arrange: pending },
    ],
    permission: withoutRole('get user info'),
  },
  'user.delete': {
    calls: [{ ...byUserAdmin, arrange: created }],
    permission: withoutRole('delete user'),
  },
  'user.activate': {
    calls: [{ ...byUserAdmin, arrange: pending }],
    permission: withoutRole('activate user'),
  },
  'user.deactivate': {
    calls: [{ ...byUserAdmin, arrange: created }],
    permission: withoutRole('deactivate user'),
  },
  'user.changePassword': {
    calls: [
      {
        as: 'noRole',
        parameters: { userId: 'nora@example.com', userPassword: 'another-password-not-a-secret' },
      },
      {
        ...byUserAdmin,
        shows: 'an administrator',
        parameters: {
          userId: 'ci.bot@example.com',
          userPassword: 'another-password-not-a-secret',
          admin: true,
        },
      },
    ],
    permission: {
      refused: 'userAdmin',
      parameters: { userId: 'other.bot@example.com', admin: true },
      status: 400,
      text: 'User uma@example.com is not the user administrator of other.bot@example.com',
    },
  },
  'user.addRoles': {
    calls: [{ ...byUserAdmin, arrange: created, parameters: { roles: ['AUTOMATION', 'PRE_RELEASE'] } }],
    permission: withoutRole('add roles'),
  },
  'user.removeRoles': {
    calls: [{ ...byUserAdmin, arrange: created, parameters: { roles: ['AUTOMATION', 'PRE_RELEASE'] } }],
    permission: withoutRole('remove roles'),
  },
};
