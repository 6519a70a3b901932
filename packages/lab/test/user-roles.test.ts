import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab } from '../src/index.ts';
import { errorMessage, json, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const someone = 'users/other.bot@example.com';

/** Every legacy operation on users that needs the administrator or the user management role. */
const guarded: [string, string, Record<string, string>, string][] = [
  ['create', 'users', { email: 'x@example.com', userPassword: 'x-password' }, 'create user'],
  ['update', someone, {}, 'update user'],
  ['list', 'users', {}, 'list users'],
  ['info', someone, {}, 'get user info'],
  ['delete', someone, {}, 'delete user'],
  ['activate', someone, {}, 'activate user'],
  ['deactivate', someone, {}, 'deactivate user'],
  ['addRoles', someone, { roles: 'AUTOMATION' }, 'add roles'],
  ['removeRoles', someone, { roles: 'AUTOMATION' }, 'remove roles'],
  ['addTokens', someone, { 'account.tokens': '1' }, 'add tokens'],
  ['reduceTokens', someone, { 'account.tokens': '0' }, 'reduce tokens'],
  ['setTokens', someone, { 'account.tokens': '1' }, 'set tokens'],
  ['getTokens', someone, {}, 'get tokens'],
];

describe('legacy operations on users', () => {
  it.each(guarded)(
    '%s is for administrators and user administrators',
    async (operation, path, query, words) => {
      const { lab } = await openLab();
      for (const who of ['automation', 'lab', 'noRole'] as const) {
        const got = await services(lab, path, operation, query, lab.tokens[who]);
        const { name } = lab.users[who];
        expect([got.status, errorMessage(got)]).toEqual([
          400,
          `Failed to ${words} - User ${name} is not authorized to ${words}`,
        ]);
      }
      const allowed: BuiltInUser[] = operation === 'create' ? ['userAdmin'] : ['userAdmin', 'admin'];
      for (const who of allowed) {
        expect((await services(lab, path, operation, query, lab.tokens[who])).status).toBe(200);
      }
    },
  );

  it('show a user its own record, in any case of its name, and not that of a stranger who does not exist', async () => {
    const { lab } = await openLab();
    const own = await services(lab, 'users/CI.BOT@example.com', 'info', { responseFields: 'roles' });
    expect((json(own) as { user: object }).user).toEqual({
      username: 'ci.bot@example.com',
      roles: ['AUTOMATION'],
    });
    const other = await services(lab, 'users/nobody@example.com', 'info');
    expect(errorMessage(other)).toContain('is not authorized to get user info');
  });

  it('let nobody change the own record without the role', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'users/ci.bot@example.com', 'update', { firstName: 'X' });
    expect(errorMessage(got)).toContain('is not authorized to update user');
  });
});

describe('a role', () => {
  const mayListUsers = async (lab: Lab): Promise<boolean> =>
    (await services(lab, 'users', 'list', {}, lab.tokens.noRole)).status === 200;

  it('gives its rights when it is added and takes them along when it is removed', async () => {
    const { lab } = await openLab();
    const { name } = lab.users.noRole;
    const change = (operation: string, roles: string) =>
      services(lab, `users/${name}`, operation, { roles }, lab.tokens.admin);
    expect(await mayListUsers(lab)).toBe(false);
    await change('addRoles', 'user_administrator,PRE_RELEASE');
    await change('addRoles', 'PRE_RELEASE');
    expect(lab.state.users.byName(name)?.roles).toEqual(['USER_ADMINISTRATOR', 'PRE_RELEASE']);
    expect(await mayListUsers(lab)).toBe(true);
    await change('removeRoles', 'USER_ADMINISTRATOR,AUTOMATION');
    expect(lab.state.users.byName(name)?.roles).toEqual(['PRE_RELEASE']);
    expect(await mayListUsers(lab)).toBe(false);
  });

  it('nobody knows is refused, unless a lab is told to take it', async () => {
    const closed = await openLab();
    const path = `users/${closed.lab.users.noRole.name}`;
    const add = (lab: Lab) => services(lab, path, 'addRoles', { roles: 'NEXT_YEARS_ROLE' }, lab.tokens.admin);
    expect(errorMessage(await add(closed.lab))).toBe(
      'Failed to add roles - Role NEXT_YEARS_ROLE does not exist',
    );
    const open = await openLab({ settings: { unknownRolesRefused: false } });
    expect((await add(open.lab)).status).toBe(200);
    expect(open.lab.state.users.byName(open.lab.users.noRole.name)?.roles).toEqual(['NEXT_YEARS_ROLE']);
  });

  it('is not needed to run a script; a handset viewer also sees the executions of others', async () => {
    const { lab } = await openLab();
    const scriptKey = 'PUBLIC:Samples/login.xml';
    const started = await services(lab, 'executions', 'execute', { scriptKey }, lab.tokens.noRole);
    expect(started.status).toBe(200);
    const listAll = () =>
      services(lab, 'executions', 'list', { admin: 'true', 'time.offset': '60' }, lab.tokens.automation);
    expect((await listAll()).status).toBe(400);
    const viewer = { roles: 'HANDSET_VIEWER' };
    await services(lab, `users/${lab.users.automation.name}`, 'addRoles', viewer, lab.tokens.admin);
    expect((json(await listAll()) as { executions: object[] }).executions).toHaveLength(1);
  });
});
