import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab } from '../src/index.ts';
import { errorMessage, send } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const fresh = 'fresh-password-not-a-secret';

/** Changes a password as one of the built-in users, who shows the own password. */
function change(lab: Lab, who: BuiltInUser, userId: string, form: Record<string, string> = {}): Promise<Got> {
  const { name, password } = lab.users[who];
  const sent = { operation: 'changePassword', user: name, password, userPassword: fresh, ...form };
  return send(lab, `/services/users/${userId}`, { form: sent });
}

async function canLogIn(lab: Lab, user: string, password: string): Promise<boolean> {
  const got = await send(lab, `/services/users/${user}`, { form: { operation: 'info', user, password } });
  return got.status === 200;
}

describe('changing a password', () => {
  it('is for everybody with the own old password; only the new one is good from then on', async () => {
    const { lab } = await openLab();
    const { name, password } = lab.users.noRole;
    expect((await change(lab, 'noRole', name)).text).toBe('{"status":"success"}');
    expect([await canLogIn(lab, name, password), await canLogIn(lab, name, fresh)]).toEqual([false, true]);
  });

  it('of another is for user administrators of the same group with admin=true', async () => {
    const { lab } = await openLab();
    const { name } = lab.users.automation;
    expect((await change(lab, 'userAdmin', name, { admin: 'true' })).status).toBe(200);
    expect(await canLogIn(lab, name, fresh)).toBe(true);
  });

  it.each<[string, BuiltInUser, string, Record<string, string>, number, string]>([
    [
      'of another by somebody without role',
      'noRole',
      'ci.bot@example.com',
      {},
      400,
      'User nora@example.com is not authorized to change password',
    ],
    [
      'as administrator without the role',
      'noRole',
      'ci.bot@example.com',
      { admin: 'true' },
      400,
      'User nora@example.com is not authorized to act as administrator',
    ],
    [
      'of another without admin=true',
      'userAdmin',
      'ci.bot@example.com',
      {},
      400,
      'User uma@example.com is not the user administrator of ci.bot@example.com',
    ],
    [
      'of a user of another group',
      'admin',
      'other.bot@example.com',
      { admin: 'true' },
      400,
      'User admin@example.com is not the user administrator of other.bot@example.com',
    ],
    ['of nobody', 'admin', 'nobody', { admin: 'true' }, 400, "User nobody wasn't found"],
    [
      'to nothing',
      'noRole',
      'nora@example.com',
      { userPassword: '' },
      400,
      "Mandatory parameter 'userPassword' is missing",
    ],
    [
      'to a short one',
      'noRole',
      'nora@example.com',
      { userPassword: 'short' },
      400,
      'Password must have at least 8 characters',
    ],
    [
      'with a wrong old one',
      'noRole',
      'nora@example.com',
      { password: 'wrong' },
      401,
      'Access denied - bad credentials',
    ],
  ])('is refused %s', async (_what, who, userId, form, status, reason) => {
    const { lab } = await openLab();
    const got = await change(lab, who, userId, form);
    expect([got.status, errorMessage(got)]).toEqual([status, `Failed to change password - ${reason}`]);
    expect(await canLogIn(lab, userId, fresh)).toBe(false);
  });

  it('takes no security token in place of the password', async () => {
    const { lab } = await openLab();
    const headers = { 'Perfecto-Authorization': lab.tokens.noRole };
    const query = { operation: 'changePassword', userPassword: fresh };
    const got = await send(lab, `/services/users/${lab.users.noRole.name}`, { query, headers });
    expect([got.status, errorMessage(got)]).toEqual([
      401,
      'Failed to change password - Access denied - bad credentials',
    ]);
  });

  it('leaves neither password in the request log', async () => {
    const { lab } = await openLab();
    await change(lab, 'noRole', lab.users.noRole.name);
    expect(JSON.stringify(lab.requests)).not.toContain('not-a-secret');
    expect(lab.requests[0]?.form).toMatchObject({ password: '***', userPassword: '***' });
  });
});
