import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab } from '../src/index.ts';
import { rest, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const username = 'nora@example.com';

function change(lab: Lab, method: 'PUT' | 'DELETE', body: object, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, method, '/api/v1/users/roles', { json: { username, ...body } }, lab.tokens[who]);
}

function groups(lab: Lab, method: 'PUT' | 'DELETE', body: object, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, method, '/api/v1/users/device-groups', { json: { username, ...body } }, lab.tokens[who]);
}

const rolesOf = (lab: Lab): string[] | undefined => lab.state.users.byName(username)?.roles;

describe('roles on v1', () => {
  it('are added once and taken away by name, in any case', async () => {
    const { lab } = await openLab();
    const got = await change(lab, 'PUT', { roles: ['administrator', 'Lab Administrator'] });
    expect([got.status, got.text]).toEqual([200, '']);
    await change(lab, 'PUT', { roles: ['Administrator'] });
    expect(rolesOf(lab)).toEqual(['ADMINISTRATOR', 'LAB_ADMINISTRATOR']);
    await change(lab, 'DELETE', { roles: ['ADMINISTRATOR', 'handset viewer'] });
    expect(rolesOf(lab)).toEqual(['LAB_ADMINISTRATOR']);
  });

  it('stand for the legacy roles they replaced: a handset viewer is an automation administrator, too', async () => {
    const { lab } = await openLab();
    lab.state.users.all.patch(username, { roles: ['AUTOMATION_ADMINISTRATOR', 'HANDSET_VIEWER', 'QTP'] });
    await change(lab, 'DELETE', { roles: ['handset viewer'] });
    expect(rolesOf(lab)).toEqual(['QTP']);
  });

  it('are for administrators and Perfecto Support, not for legacy user administrators', async () => {
    const { lab } = await openLab();
    const roles = { roles: ['handset viewer'] };
    for (const who of ['noRole', 'automation', 'lab', 'userAdmin'] as const) {
      const got = await change(lab, 'PUT', roles, who);
      expect([who, got.status]).toEqual([who, 403]);
      expect(userMessage(got)).toBe(`User ${lab.users[who].name} is not authorized to add roles to user`);
    }
    lab.state.users.all.patch(lab.users.automation.name, { roles: ['HANDSET_ADMINISTRATOR'] });
    expect((await change(lab, 'PUT', roles, 'automation')).status).toBe(200);
  });

  it.each([
    ['no role', { roles: [] }, "Property 'roles' must have at least one entry"],
    ['no list', {}, "Mandatory property 'Roles' is missing"],
    ['a role nobody knows', { roles: ['wizard'] }, 'Role wizard does not exist'],
    ['a user nobody knows', { username: 'nobody', roles: ['administrator'] }, 'User nobody was not found'],
  ])('are not changed by %s', async (_what, body, text) => {
    const { lab } = await openLab();
    for (const method of ['PUT', 'DELETE'] as const) {
      const got = await change(lab, method, body);
      expect([got.status, userMessage(got)]).toEqual([400, text]);
    }
    expect(rolesOf(lab)).toEqual([]);
  });
});

describe('device groups of a user', () => {
  async function labWithGroups(): Promise<Lab> {
    const { lab } = await openLab();
    for (const name of ['Red', 'Blue']) {
      lab.state.deviceGroups.all.put(name, { name, description: '', userNames: [], deviceIds: [] });
    }
    return lab;
  }

  const groupsOf = (lab: Lab): string[] =>
    [...lab.state.deviceGroups.all.values()]
      .filter(({ userNames }) => userNames.includes(username))
      .map(({ name }) => name);

  it('are added and taken away by name', async () => {
    const lab = await labWithGroups();
    const got = await groups(lab, 'PUT', { username: 'NORA@example.com', groupsNames: ['Red', 'Blue'] });
    expect([got.status, got.text]).toEqual([200, '']);
    expect(groupsOf(lab)).toEqual(['Red', 'Blue']);
    await groups(lab, 'DELETE', { groupsNames: ['Red'] });
    expect(groupsOf(lab)).toEqual(['Blue']);
  });

  it('are for administrators only', async () => {
    const lab = await labWithGroups();
    const got = await groups(lab, 'PUT', { groupsNames: ['Red'] }, 'lab');
    expect([got.status, userMessage(got)]).toEqual([
      403,
      'User lab.admin@example.com is not authorized to add user to device group',
    ]);
  });

  it.each([
    ['no name', { groupsNames: [] }, "Property 'groupsNames' must have at least one entry"],
    ['a group that is not there', { groupsNames: ['Red', 'Green'] }, 'Group Green was not found'],
    ['a user nobody knows', { username: 'nobody', groupsNames: ['Red'] }, 'User nobody was not found'],
  ])('are not changed by %s', async (_what, body, text) => {
    const lab = await labWithGroups();
    const got = await groups(lab, 'PUT', body);
    expect([got.status, userMessage(got)]).toEqual([400, text]);
    expect(groupsOf(lab)).toEqual([]);
  });
});
