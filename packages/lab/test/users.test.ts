import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, send, services } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const eve = { email: 'eve@example.com', userPassword: 'eve-password-not-a-secret' };

/** A legacy call on users by the user administrator. */
function users(lab: Lab, path: string, operation: string, query: Record<string, string> = {}): Promise<Got> {
  return services(lab, `users${path}`, operation, query, lab.tokens.userAdmin);
}

async function create(lab: Lab, query: Record<string, string> = {}): Promise<void> {
  const got = await users(lab, '', 'create', { ...eve, ...query });
  if (got.status !== 200) throw new TypeError(`create was refused: ${got.text}`);
}

async function info(lab: Lab, userId: string): Promise<Record<string, unknown>> {
  const got = await users(lab, `/${userId}`, 'info');
  return (json(got) as { user: Record<string, unknown> }).user;
}

async function names(lab: Lab, query: Record<string, string>): Promise<string[]> {
  const got = await users(lab, '', 'list', query);
  return (json(got) as { users: { username: string }[] }).users.map(({ username }) => username);
}

describe('creating a user', () => {
  it('takes everything the operation knows and shows it again, empty fields left out', async () => {
    const { lab } = await openLab();
    const profile = {
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
    const group = lab.state.groups.byKey('web')?.id ?? '';
    const got = await users(lab, '', 'create', {
      ...eve,
      ...profile,
      username: 'eve',
      firstName: 'Eve',
      roles: 'automation,PRE_RELEASE',
      groups: group,
      sendNotification: 'true',
    });
    expect([got.status, got.text]).toEqual([200, '{"status":"success"}']);
    const text = (await users(lab, '/eve', 'info')).text;
    expect(text).toContain('"user":{"username":"eve","firstName":"Eve","email":"eve@example.com","roles":');
    expect(await info(lab, 'eve')).toEqual({
      username: 'eve',
      firstName: 'Eve',
      email: 'eve@example.com',
      roles: ['AUTOMATION', 'PRE_RELEASE'],
      groups: [{ id: group }],
      ...profile,
      status: 'ACTIVE',
      authentication: 'LOCAL',
    });
  });

  it('logs in by e-mail address unless a user name is given, in any case, and notes the login', async () => {
    const { lab, clock } = await openLab();
    await create(lab);
    expect(await info(lab, 'eve@example.com')).not.toHaveProperty('lastLogin');
    await clock.advance(5_000);
    const own = await send(lab, '/services/users/Eve@Example.com', {
      form: { operation: 'info', user: 'EVE@example.com', password: eve.userPassword },
    });
    expect((json(own) as { user: object }).user).toMatchObject({ lastLogin: '2024-05-06T10:11:17Z' });
  });

  it('notes who made the user when the caller showed user and password, not for a token', async () => {
    const { lab } = await openLab();
    const { name, password } = lab.users.userAdmin;
    await send(lab, '/services/users', { form: { operation: 'create', user: name, password, ...eve } });
    expect((await info(lab, eve.email))['createdBy']).toBe(name);
    await create(lab, { email: 'dan@example.com' });
    expect(await info(lab, 'dan@example.com')).not.toHaveProperty('createdBy');
  });

  it.each([
    [
      'a login name that is taken',
      { username: 'CI.Bot@example.com' },
      'User CI.Bot@example.com already exists',
    ],
    [
      'an e-mail address that is taken',
      { username: 'eve', email: 'CI.bot@example.com' },
      'Email CI.bot@example.com is already in use',
    ],
    ['a short password', { userPassword: 'short' }, 'Password must have at least 8 characters'],
    ['a role nobody knows', { roles: 'AUTOMATION,WIZARD' }, 'Role WIZARD does not exist'],
    ['a group that is not there', { groups: '9' }, "Group 9 wasn't found"],
    [
      'a day that is none',
      { birthDate: '1990-02-30x' },
      "Invalid value '1990-02-30x' for parameter 'birthDate'",
    ],
    ['an unknown gender', { gender: 'x' }, "Invalid value 'x' for parameter 'gender'"],
    [
      'fewer tokens than none',
      { 'account.tokens': '-1' },
      "Invalid value '-1' for parameter 'account.tokens'",
    ],
    ['no e-mail address', { email: '' }, "Mandatory parameter 'email' is missing"],
    ['an unknown parameter', { nickname: 'e' }, 'Request contains unknown parameters: [nickname]'],
  ])('refuses %s and makes nobody', async (_what, query, reason) => {
    const { lab } = await openLab();
    const before = lab.state.users.all.size;
    const got = await users(lab, '', 'create', { ...eve, ...query });
    expect([got.status, errorMessage(got)]).toEqual([400, `Failed to create user - ${reason}`]);
    expect(lab.state.users.all.size).toBe(before);
  });

  it('needs a user name where the cloud does not log in by e-mail address', async () => {
    const { lab } = await openLab({ settings: { usernameMandatory: true } });
    expect(errorMessage(await users(lab, '', 'create', eve))).toBe(
      "Failed to create user - Mandatory parameter 'username' is missing",
    );
  });
});

describe('updating a user', () => {
  it('replaces what is sent, keeps what is not, clears what is sent empty', async () => {
    const { lab } = await openLab();
    const group = lab.state.groups.byKey('web')?.id ?? '';
    await create(lab, {
      firstName: 'Eve',
      lastName: 'Old',
      city: 'Boston',
      state: 'MA',
      roles: 'QTP',
      groups: group,
    });
    const got = await users(lab, `/${eve.email}`, 'update', {
      lastName: 'New',
      city: '',
      zipCode: '02110',
      roles: '',
      groups: '',
    });
    expect(got.text).toBe('{"status":"success"}');
    expect(await info(lab, eve.email)).toEqual({
      username: eve.email,
      firstName: 'Eve',
      lastName: 'New',
      email: eve.email,
      state: 'MA',
      zipCode: '02110',
      status: 'ACTIVE',
      authentication: 'LOCAL',
    });
  });

  it('sets a status; pending users show since when', async () => {
    const { lab, clock } = await openLab();
    await create(lab);
    await clock.advance(1_000);
    await users(lab, `/${eve.email}`, 'update', { status: 'pending' });
    expect(await info(lab, eve.email)).toMatchObject({
      status: 'PENDING',
      pendingTimestamp: '2024-05-06T10:11:13Z',
    });
    await users(lab, `/${eve.email}`, 'update', { status: 'active' });
    expect(await info(lab, eve.email)).not.toHaveProperty('pendingTimestamp');
  });

  it.each([
    [
      'an e-mail address that is taken',
      { email: 'admin@example.com' },
      'Email admin@example.com is already in use',
    ],
    ['a short password', { userPassword: '' }, 'Password must have at least 8 characters'],
    ['a status nobody knows', { status: 'asleep' }, "Invalid value 'asleep' for parameter 'status'"],
  ])('refuses %s and changes nothing', async (_what, query, reason) => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Eve' });
    const got = await users(lab, `/${eve.email}`, 'update', { firstName: 'Changed', ...query });
    expect([got.status, errorMessage(got)]).toEqual([400, `Failed to update user - ${reason}`]);
    expect((await info(lab, eve.email))['firstName']).toBe('Eve');
  });

  it('keeps the e-mail address where it cannot be changed', async () => {
    const { lab } = await openLab({ settings: { emailUpdatable: false } });
    await create(lab);
    const got = await users(lab, `/${eve.email}`, 'update', { email: 'new@example.com' });
    expect(errorMessage(got)).toBe('Failed to update user - Email of user eve@example.com cannot be changed');
  });

  it.each(['update', 'info', 'delete', 'activate', 'deactivate'])(
    '%s refuses a user nobody knows',
    async (operation) => {
      const { lab } = await openLab();
      const got = await users(lab, '/nobody@example.com', operation);
      expect(got.status).toBe(400);
      expect(errorMessage(got)).toMatch(
        /^Failed to [a-z ]+ user( info)? - User nobody@example.com wasn't found$/,
      );
    },
  );
});

describe('the list of users', () => {
  it.each([
    ['a first name, in any case', { firstName: 'eve' }, ['eve@example.com']],
    ['two fields together', { firstName: 'Eve', city: 'Rome' }, []],
    ['every one of the roles', { roles: 'AUTOMATION,ADMINISTRATOR' }, ['admin@example.com']],
    ['a status', { status: 'inactive' }, ['eve@example.com']],
    ['part of a name', { lastName: 'Ev' }, []],
    ['two groups, since nobody is in two', { groups: '1041,1042' }, []],
  ])('filters by %s', async (_what, query, expected) => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Eve', lastName: 'Eves', city: 'Boston' });
    await users(lab, `/${eve.email}`, 'deactivate');
    expect(await names(lab, query)).toEqual(expected);
  });

  it('filters by group id', async () => {
    const { lab } = await openLab();
    const id = lab.state.groups.byKey('web')?.id ?? '';
    expect(await names(lab, { groups: id })).toEqual([lab.users.other.name]);
  });

  it('keeps deleted users', async () => {
    const { lab } = await openLab();
    await create(lab);
    await users(lab, `/${eve.email}`, 'delete');
    expect(await names(lab, { status: 'deleted' })).toEqual([eve.email]);
    expect(await names(lab, {})).toHaveLength(7);
  });

  it('puts the info block last in JSON and first in XML', async () => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Eve' });
    const query = { firstName: 'Eve', responseFields: 'firstName,status' };
    const time = '"formatted":"2024-05-06T10:11:12Z","millis":"1714990272000"';
    expect((await users(lab, '', 'list', query)).text).toBe(
      '{"users":[{"username":"eve@example.com","firstName":"Eve","status":"ACTIVE"}],' +
        `"info":{"creationTime":{${time}},"items":"1","modelVersion":"2.21.0.0","productVersion":"master",` +
        '"time":"2024-05-06T10:11:12Z"}}',
    );
    const xml = (await users(lab, '', 'list', { ...query, responseFormat: 'xml' })).text;
    expect(xml).toContain('<response><info><creationTime><formatted>2024-05-06T10:11:12Z</formatted>');
    expect(xml).toContain(
      '</info><users><user><username>eve@example.com</username><firstName>Eve</firstName>' +
        '<status>ACTIVE</status></user></users></response>',
    );
  });

  it('wraps roles and groups in XML', async () => {
    const { lab } = await openLab();
    const got = await users(lab, `/${lab.users.admin.name}`, 'info', { responseFormat: 'xml' });
    const { response } = new XMLParser({ parseTagValue: false }).parse(got.text) as { response: object };
    expect(Object.keys(response)).toEqual(['info', 'user']);
    expect(response).toMatchObject({
      user: {
        roles: { role: ['ADMINISTRATOR', 'AUTOMATION'] },
        groups: { group: { id: lab.state.groups.byKey('mobile')?.id } },
      },
    });
  });

  it('refuses a response field that no user has', async () => {
    const { lab } = await openLab();
    const got = await users(lab, '', 'list', { responseFields: 'status,colour' });
    expect(errorMessage(got)).toBe(
      "Failed to list users - Invalid value 'colour' for parameter 'responseFields'",
    );
  });
});

describe('a user who may not log in', () => {
  it.each([
    ['deactivated', 'deactivate'],
    ['deleted', 'delete'],
  ])('is one who was %s: neither password nor token are good', async (_what, operation) => {
    const { lab } = await openLab();
    const { name, password } = lab.users.automation;
    await users(lab, `/${name}`, operation);
    const query = { operation: 'list', 'time.offset': '60' };
    const tries = [
      { query: { ...query, securityToken: lab.tokens.automation } },
      { query: { ...query, user: name, password } },
    ];
    for (const ask of tries) {
      const got = await send(lab, '/services/executions', ask);
      expect([got.status, errorMessage(got)]).toEqual([
        401,
        'Failed to get execution list - Access denied - bad credentials',
      ]);
    }
    await users(lab, `/${name}`, 'activate');
    const statuses = [];
    for (const ask of tries) statuses.push((await send(lab, '/services/executions', ask)).status);
    // The password is good again, the token is gone for good.
    expect(statuses).toEqual([401, 200]);
  });

  it('is one who is pending, until an administrator activates', async () => {
    const { lab } = await openLab({
      scenario: 'users:\n  - { name: new@example.com, status: PENDING, password: new-password-not-a-secret }',
    });
    const query = { operation: 'info', user: 'new@example.com', password: 'new-password-not-a-secret' };
    expect((await send(lab, '/services/users/new@example.com', { query })).status).toBe(401);
    await users(lab, '/new@example.com', 'activate');
    expect((await send(lab, '/services/users/new@example.com', { query })).status).toBe(200);
  });
});

describe('the name of a deleted user', () => {
  it('stays taken', async () => {
    const { lab } = await openLab();
    await create(lab);
    await users(lab, `/${eve.email}`, 'delete');
    expect(errorMessage(await users(lab, '', 'create', eve))).toContain(
      'User eve@example.com already exists',
    );
  });

  it('can be given again where that is set, and nothing of the old user is left', async () => {
    const { lab } = await openLab({ settings: { deletedNamesReusable: true } });
    await create(lab, { city: 'Boston', 'account.tokens': '7' });
    await users(lab, `/${eve.email}`, 'delete');
    await create(lab, { username: 'EVE@example.com' });
    expect(await info(lab, eve.email)).toMatchObject({ username: 'EVE@example.com', status: 'ACTIVE' });
    expect(await names(lab, { city: 'Boston' })).toEqual([]);
    expect(lab.state.accounts.ordersOf({ name: 'EVE@example.com' })).toEqual([]);
  });
});
