import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab } from '../src/index.ts';
import { json, rest, send, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const path = '/api/v1/users';
const ben = { username: 'BenB', email: 'ben@example.com', password: 'ben-password-not-a-secret' };

function create(lab: Lab, body: object = {}, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, 'POST', path, { json: { ...ben, ...body } }, lab.tokens[who]);
}

function update(lab: Lab, body: object, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, 'PATCH', path, { json: { username: 'benb', ...body } }, lab.tokens[who]);
}

function search(lab: Lab, query: Record<string, string>, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, 'GET', `${path}/search`, { query }, lab.tokens[who]);
}

async function names(lab: Lab, query: Record<string, string>): Promise<string[]> {
  const { users } = json(await search(lab, query)) as { users: { username: string }[] };
  return users.map(({ username }) => username);
}

async function canLogIn(lab: Lab, username: string, password: string): Promise<boolean> {
  const got = await send(lab, '/users/api/v1/auth/tokens', { query: { username, password } });
  return got.status === 200;
}

describe('creating a user on v1', () => {
  it('keeps the login name in small letters and answers with the user', async () => {
    const { lab } = await openLab();
    const got = await create(lab, {
      firstName: 'Ben',
      lastName: 'B',
      roles: ['administrator'],
      groupKey: 'web',
      tempPassword: true,
    });
    expect([got.status, got.text]).toEqual([
      200,
      '{"username":"benb","firstName":"Ben","lastName":"B","email":"ben@example.com","enabled":true,' +
        '"isIdpUser":false,"lastLoginAt":0}',
    ]);
    expect(lab.state.users.byName('BENB')).toMatchObject({
      name: 'benb',
      roles: ['ADMINISTRATOR'],
      group: 'web',
      hasTemporaryPassword: true,
    });
    expect(await canLogIn(lab, 'BenB', ben.password)).toBe(true);
  });

  it('takes roles as a comma separated text, as the table of the page says', async () => {
    const { lab } = await openLab();
    await create(lab, { roles: 'lab administrator, handset viewer' });
    expect(lab.state.users.byName('benb')?.roles).toEqual(['LAB_ADMINISTRATOR', 'HANDSET_VIEWER']);
  });

  it('needs no password for a user of an identity provider, who cannot log in here', async () => {
    const { lab } = await openLab();
    const idp = { isIdpUser: true, idpLink: 'https://idp.example.com', idpUsername: 'ben' };
    expect(json(await create(lab, { ...idp, password: undefined }))).toMatchObject({ isIdpUser: true });
    expect(lab.state.users.byName('benb')).toMatchObject(idp);
    await update(lab, { password: ben.password });
    expect(await canLogIn(lab, 'benb', ben.password)).toBe(false);
    await update(lab, { isIdpUser: false });
    expect(await canLogIn(lab, 'benb', ben.password)).toBe(true);
  });

  it('makes a user who is not enabled and cannot log in yet', async () => {
    const { lab } = await openLab();
    expect(json(await create(lab, { enabled: 'false' }))).toMatchObject({ enabled: false });
    expect(await canLogIn(lab, 'benb', ben.password)).toBe(false);
    await update(lab, { enabled: true });
    expect(await canLogIn(lab, 'benb', ben.password)).toBe(true);
  });

  it.each([
    ['no user name', { username: '' }, "Mandatory property 'Username' is missing"],
    ['no e-mail address', { email: null }, "Mandatory property 'Email' is missing"],
    ['no password', { password: undefined }, "Mandatory property 'Password' is missing"],
    ['a short password', { password: 'short' }, 'Password must have at least 8 characters'],
    ['a name that is taken', { username: 'CI.bot@example.com' }, 'User ci.bot@example.com already exists'],
    ['a taken e-mail address', { email: 'Admin@example.com' }, 'Email Admin@example.com is already in use'],
    ['a role nobody knows', { roles: ['wizard'] }, 'Role wizard does not exist'],
    [
      'roles that are none',
      { roles: [1] },
      "Invalid value for property 'roles': a list of texts is expected",
    ],
    ['a name that is none', { username: {} }, "Invalid value for property 'username': a text is expected"],
    [
      'enabled as a word',
      { enabled: 'yes' },
      "Invalid value for property 'enabled': true or false is expected",
    ],
    ['an unknown org group', { groupKey: 'nowhere_1' }, 'Group nowhere_1 was not found'],
    ['an unknown device group', { deviceGroups: ['nothing'] }, 'Group nothing was not found'],
  ])('refuses %s and makes nobody', async (_what, body, text) => {
    const { lab } = await openLab();
    const before = lab.state.users.all.size;
    const got = await create(lab, body);
    expect([got.status, userMessage(got)]).toEqual([400, text]);
    expect(lab.state.users.all.size).toBe(before);
  });
});

describe('updating a user on v1', () => {
  it('replaces what is sent, keeps what is not, clears what is sent without a value', async () => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Ben', lastName: 'B', idpLink: 'x', tempPassword: true });
    const got = await update(lab, { username: 'BENB', firstName: null, idpLink: '', lastName: 'C' });
    expect([got.status, got.text]).toEqual([200, '']);
    expect(lab.state.users.byName('benb')).toMatchObject({
      firstName: '',
      lastName: 'C',
      idpLink: '',
      email: ben.email,
      password: ben.password,
      hasTemporaryPassword: true,
    });
  });

  it('is for everybody on the own record, and for administrators on any', async () => {
    const { lab } = await openLab();
    const username = lab.users.noRole.name;
    const fresh = 'fresh-password-not-a-secret';
    const own = { username: username.toUpperCase(), password: fresh, lastName: 'Own' };
    expect((await update(lab, own, 'noRole')).status).toBe(200);
    expect(await canLogIn(lab, username, fresh)).toBe(true);
    const foreign = await update(lab, { username, lastName: 'X' }, 'automation');
    expect([foreign.status, userMessage(foreign)]).toEqual([
      403,
      'User ci.bot@example.com is not authorized to update user',
    ]);
    expect(lab.state.users.byName(username)?.lastName).toBe('Own');
  });

  it.each([
    ['a user nobody knows', { username: 'nobody' }, 404, 'User nobody was not found'],
    ['a short password', { password: '' }, 400, 'Password must have at least 8 characters'],
    [
      'a taken e-mail address',
      { email: 'admin@example.com' },
      400,
      'Email admin@example.com is already in use',
    ],
    [
      'a list as a name',
      { lastName: ['X'] },
      400,
      "Invalid value for property 'lastName': a text is expected",
    ],
  ])('refuses %s and changes nothing', async (_what, body, status, text) => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Ben' });
    const got = await update(lab, { firstName: 'Changed', ...body });
    expect([got.status, userMessage(got)]).toEqual([status, text]);
    expect(lab.state.users.byName('benb')?.firstName).toBe('Ben');
  });
});

describe('deleting a user on v1', () => {
  const remove = (lab: Lab, username: string, who: BuiltInUser = 'admin') =>
    rest(lab, 'DELETE', path, { query: { username } }, lab.tokens[who]);

  it('hides the user from v1 and keeps the record for the legacy list', async () => {
    const { lab } = await openLab();
    await create(lab);
    const got = await remove(lab, 'BenB');
    expect([got.status, got.text]).toEqual([200, '']);
    expect(await canLogIn(lab, 'benb', ben.password)).toBe(false);
    expect(await names(lab, { username: 'benb' })).toEqual([]);
    const again = await remove(lab, 'benb');
    expect([again.status, userMessage(again)]).toEqual([404, 'User benb was not found']);
    expect(lab.state.users.byName('benb')?.status).toBe('DELETED');
  });

  it('leaves the user to be found where that is set', async () => {
    const { lab } = await openLab({ settings: { deletedUsersOnV1: true } });
    await create(lab);
    await remove(lab, 'benb');
    expect(await names(lab, { username: 'benb' })).toEqual(['benb']);
  });

  it('refuses a user without the role, and a call without a name', async () => {
    const { lab } = await openLab();
    expect((await remove(lab, 'admin@example.com', 'userAdmin')).status).toBe(403);
    const nameless = await remove(lab, '');
    expect([nameless.status, userMessage(nameless)]).toEqual([
      400,
      "Mandatory parameter 'username' is missing",
    ]);
  });
});

describe('finding users on v1', () => {
  it.each([
    ['a login name, in any case', { username: 'BENB' }, ['benb']],
    ['first and last name together', { firstName: 'ci', lastName: 'bot' }, ['ci.bot@example.com']],
    ['part of a name', { firstName: 'Be' }, []],
    ['the key of an org group', { _groupKey: 'web' }, ['other.bot@example.com']],
    ['a key that is none', { _groupKey: 'nowhere' }, []],
    ['an identity provider', { isIdpUser: 'TRUE' }, ['ida']],
  ])('finds by %s', async (_what, query, expected) => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Ben' });
    await create(lab, { username: 'ida', email: 'ida@example.com', isIdpUser: true });
    expect(await names(lab, query)).toEqual(expected);
  });

  it('finds parts of names where that is set', async () => {
    const { lab } = await openLab({ settings: { searchFindsParts: true } });
    expect(await names(lab, { lastName: 'OT' })).toEqual(['ci.bot@example.com', 'other.bot@example.com']);
  });

  it('sorts by a field in either direction and cuts pages out of that', async () => {
    const { lab } = await openLab();
    const sort = { '_sort[0][field]': 'firstName', '_sort[0][order]': 'DESCEND', _pageSize: '2' };
    const first = json(await search(lab, sort)) as { users: { firstName: string }[]; truncated: boolean };
    expect(first.users.map(({ firstName }) => firstName)).toEqual(['Uma', 'Other']);
    expect(first.truncated).toBe(true);
    const last = json(await search(lab, { ...sort, _skip: '4' })) as typeof first;
    expect(last.users.map(({ firstName }) => firstName)).toEqual(['CI', 'Ada']);
    expect(last.truncated).toBe(false);
    expect((await names(lab, { '_sort[0][field]': 'username' }))[0]).toBe('admin@example.com');
  });

  it('sorts by numbers as numbers', async () => {
    const { lab, clock } = await openLab();
    for (const user of [lab.users.other, lab.users.lab]) {
      await clock.advance(1_000);
      await canLogIn(lab, user.name, user.password);
    }
    const found = await names(lab, { '_sort[0][field]': 'lastLoginAt', '_sort[0][order]': 'descend' });
    expect(found.slice(0, 2)).toEqual([lab.users.lab.name, lab.users.other.name]);
  });

  it('gives at most fifty at a time', async () => {
    const users = Array.from({ length: 60 }, (_, index) => `  - { name: user-${index}@example.com }`);
    const { lab } = await openLab({ scenario: `users:\n${users.join('\n')}` });
    expect(await names(lab, { _pageSize: '100' })).toHaveLength(50);
    expect(await names(lab, {})).toHaveLength(50);
    expect(await names(lab, { _skip: '50', _pageSize: '100' })).toHaveLength(16);
    expect(json(await search(lab, { _skip: '500' }))).toEqual({ users: [], truncated: false });
  });

  it.each([
    ['a page of nothing', { _pageSize: '0' }, "Invalid value '0' for parameter '_pageSize'"],
    ['a step backwards', { _skip: '-1' }, "Invalid value '-1' for parameter '_skip'"],
    [
      'a field that no user has',
      { '_sort[0][field]': 'shoeSize' },
      "Invalid value 'shoeSize' for parameter '_sort[0][field]'",
    ],
    [
      'an order that is none',
      { '_sort[0][order]': 'UP' },
      "Invalid value 'UP' for parameter '_sort[0][order]'",
    ],
  ])('refuses %s', async (_what, query, text) => {
    const { lab } = await openLab();
    const got = await search(lab, query);
    expect([got.status, userMessage(got)]).toEqual([400, text]);
  });

  it('lets a user without the role find itself and nobody else', async () => {
    const { lab } = await openLab();
    const own = await search(lab, { username: 'Nora@example.com' }, 'noRole');
    expect((json(own) as { users: object[] }).users).toHaveLength(1);
    for (const query of [{}, { username: 'admin@example.com' }, { firstName: 'Nora' }]) {
      const got = await search(lab, query, 'noRole');
      expect([got.status, userMessage(got)]).toEqual([
        403,
        'User nora@example.com is not authorized to find users',
      ]);
    }
  });
});

describe('v1 and legacy', () => {
  it('share one store of users', async () => {
    const { lab } = await openLab();
    await create(lab, { firstName: 'Ben', roles: ['administrator'] });
    const query = { operation: 'info', securityToken: lab.tokens.userAdmin };
    const { user } = json(await send(lab, '/services/users/benb', { query })) as { user: object };
    expect(user).toMatchObject({ username: 'benb', roles: ['ADMINISTRATOR'], status: 'ACTIVE' });
    await send(lab, '/services/users/benb', { query: { ...query, operation: 'deactivate' } });
    const found = json(await search(lab, { username: 'benb' })) as { users: object[] };
    expect(found.users[0]).toMatchObject({ enabled: false });
  });
});
