import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab, LabOptions } from '../src/index.ts';
import { errorMessage, json, rest, send, services, startScript, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const v1 = '/api/v1/org-groups';

/** A legacy call on groups by the user administrator. */
function groups(lab: Lab, path: string, operation: string, query: Record<string, string> = {}): Promise<Got> {
  return services(lab, `groups${path}`, operation, query, lab.tokens.userAdmin);
}

async function create(lab: Lab, query: Record<string, string> = {}): Promise<string> {
  const got = await groups(lab, '', 'create', { label: 'Mobile team', ...query });
  return (json(got) as { group: { id: string } }).group.id;
}

async function createV1(lab: Lab, body: object = {}): Promise<string> {
  const got = await rest(lab, 'POST', v1, { json: { name: 'webTeam', ...body } }, lab.tokens.admin);
  return (json(got) as { key: string }).key;
}

async function labels(lab: Lab, query: Record<string, string> = {}): Promise<string[]> {
  const { groups: found } = json(await groups(lab, '', 'list', query)) as { groups: { label: string }[] };
  return found.map(({ label }) => label);
}

/** Puts a user into a group; no id takes it out of its group. */
async function move(lab: Lab, who: BuiltInUser, id: string): Promise<void> {
  await services(lab, `users/${lab.users[who].name}`, 'update', { groups: id }, lab.tokens.admin);
}

describe('legacy groups', () => {
  it('are made with an id that the system gives, and shown again', async () => {
    const { lab } = await openLab();
    const made = await groups(lab, '', 'create', { label: 'Mobile team', description: 'Testers' });
    expect(made.text).toMatch(/^\{"status":"success","group":\{"id":"\d+"\}\}$/);
    const { id } = (json(made) as { group: { id: string } }).group;
    const info = await groups(lab, `/${id}`, 'info');
    expect(info.text).toMatch(/^\{"info":\{"creationTime":/);
    expect(json(info)).toMatchObject({ group: { id, label: 'Mobile team', description: 'Testers' } });
  });

  it('are listed with the info block last in JSON and first in XML, also after a slash', async () => {
    const { lab } = await openLab();
    const id = await create(lab);
    const query = { operation: 'list', securityToken: lab.tokens.userAdmin, label: 'mobile TEAM' };
    const time = '"formatted":"2024-05-06T10:11:12Z","millis":"1714990272000"';
    expect((await send(lab, '/services/groups/', { query })).text).toBe(
      `{"groups":[{"id":"${id}","label":"Mobile team"}],"info":{"creationTime":{${time}},"items":"1",` +
        '"modelVersion":"2.21.0.0","productVersion":"master","time":"2024-05-06T10:11:12Z"}}',
    );
    const xml = (await send(lab, '/services/groups/', { query: { ...query, responseFormat: 'xml' } })).text;
    expect(xml).toContain('<response><info><creationTime>');
    expect(xml).toContain(
      `</info><groups><group><id>${id}</id><label>Mobile team</label></group></groups></response>`,
    );
  });

  it('are filtered by id, label and description', async () => {
    const { lab } = await openLab();
    const id = await create(lab, { description: 'Testers' });
    expect(await labels(lab, { id })).toEqual(['Mobile team']);
    expect(await labels(lab, { description: 'testers', label: 'mobile team' })).toEqual(['Mobile team']);
    expect(await labels(lab, { description: 'testers', label: 'web' })).toEqual([]);
    expect(await labels(lab)).toEqual(['mobile', 'device-lab', 'web', 'Mobile team']);
  });

  it('are updated by id, or by label alone: sent replaces, not sent stays, sent empty clears', async () => {
    const { lab } = await openLab();
    const id = await create(lab, { description: 'Testers' });
    await groups(lab, `/${id}`, 'update', { label: 'Renamed' });
    expect(lab.state.groups.all.get(id)).toMatchObject({ name: 'Renamed', description: 'Testers' });
    await groups(lab, '', 'update', { label: 'renamed', description: 'By label' });
    expect(lab.state.groups.all.get(id)).toMatchObject({ description: 'By label' });
    expect((await groups(lab, `/${id}`, 'update', { description: '' })).text).toBe('{"status":"success"}');
    expect(lab.state.groups.all.get(id)).toMatchObject({ description: '' });
  });

  it.each(['info', 'update', 'delete'])('%s refuses an id nobody knows', async (operation) => {
    const { lab } = await openLab();
    const got = await groups(lab, '/77', operation);
    expect(got.status).toBe(400);
    expect(errorMessage(got)).toMatch(/^Failed to [a-z ]+ - Group 77 wasn't found$/);
  });

  it('refuse a label nobody knows, and an update that names no group', async () => {
    const { lab } = await openLab();
    expect(errorMessage(await groups(lab, '', 'update', { label: 'Nothing' }))).toBe(
      "Failed to update group - Group Nothing wasn't found",
    );
    expect(errorMessage(await groups(lab, '', 'update', { description: 'x' }))).toBe(
      "Failed to update group - Mandatory parameter 'label' is missing",
    );
    expect(errorMessage(await groups(lab, '', 'create', { label: '' }))).toBe(
      "Failed to create group - Mandatory parameter 'label' is missing",
    );
  });

  it.each([
    ['create', '', 'create group'],
    ['list', '', 'list groups'],
    ['info', '/1', 'get group info'],
    ['update', '/1', 'update group'],
    ['delete', '/1', 'delete group'],
  ])('%s is refused without the role', async (operation, path, words) => {
    const { lab } = await openLab();
    const query = operation === 'create' ? { label: 'x' } : {};
    for (const who of ['automation', 'lab', 'noRole'] as const) {
      const got = await services(lab, `groups${path}`, operation, query, lab.tokens[who]);
      expect([got.status, errorMessage(got)]).toEqual([
        400,
        `Failed to ${words} - User ${lab.users[who].name} is not authorized to ${words}`,
      ]);
    }
  });
});

describe('org groups of v1', () => {
  it('are made with a key of name and number; the key stays when the name changes', async () => {
    const { lab } = await openLab();
    const made = await rest(
      lab,
      'POST',
      v1,
      { json: { name: 'webTeam', description: 'Web' } },
      lab.tokens.admin,
    );
    expect(made.text).toMatch(/^\{"key":"webTeam_\d+","name":"webTeam","description":"Web"\}$/);
    const { key } = json(made) as { key: string };
    const changed = await rest(lab, 'PUT', `${v1}/${key}`, { json: { name: 'Renamed' } }, lab.tokens.admin);
    expect([changed.status, changed.text]).toEqual([200, '']);
    // PUT with the whole group: the description is gone.
    expect(json(await rest(lab, 'GET', `${v1}/${key}`, {}, lab.tokens.admin))).toEqual({
      key,
      name: 'Renamed',
      description: '',
    });
  });

  it('are one store with the legacy groups', async () => {
    const { lab } = await openLab();
    const key = await createV1(lab);
    expect(await labels(lab, { label: 'webTeam' })).toEqual(['webTeam']);
    const id = lab.state.groups.byKey(key)?.id ?? '';
    await groups(lab, `/${id}`, 'delete');
    expect((await rest(lab, 'GET', `${v1}/${key}`, {}, lab.tokens.admin)).status).toBe(404);
  });

  it('are found by name, sorted and cut into pages', async () => {
    const { lab } = await openLab();
    const search = (query: Record<string, string>) =>
      rest(lab, 'GET', `${v1}/search`, { query }, lab.tokens.admin);
    await createV1(lab);
    expect(json(await search({ name: 'WEBTEAM' }))).toMatchObject({
      groups: [{ name: 'webTeam' }],
      truncated: false,
    });
    const sorted = await search({ '_sort[0][field]': 'name', _pageSize: '2' });
    expect(json(sorted)).toMatchObject({
      groups: [{ name: 'device-lab' }, { name: 'mobile' }],
      truncated: true,
    });
    const wrong = await search({ '_sort[0][field]': 'size' });
    expect(userMessage(wrong)).toBe("Invalid value 'size' for parameter '_sort[0][field]'");
  });

  it.each([
    ['no name', {}, "Mandatory property 'Name' is missing"],
    ['a name that is too long', { name: 'x'.repeat(201) }, "Property 'name' is longer than 200 characters"],
    [
      'a description that is too long',
      { name: 'x', description: 'x'.repeat(513) },
      "Property 'description' is longer than 512 characters",
    ],
    ['a name that is no text', { name: ['x'] }, "Invalid value for property 'name': a text is expected"],
  ])('are refused with %s', async (_what, body, text) => {
    const { lab } = await openLab();
    const key = await createV1(lab);
    for (const [method, path] of [
      ['POST', v1],
      ['PUT', `${v1}/${key}`],
    ] as const) {
      const got = await rest(lab, method, path, { json: body }, lab.tokens.admin);
      expect([got.status, userMessage(got)]).toEqual([400, text]);
    }
    expect(lab.state.groups.byKey(key)?.name).toBe('webTeam');
  });

  it('take the longest name', async () => {
    const { lab } = await openLab();
    const key = await createV1(lab, { name: 'x'.repeat(200), description: 'y'.repeat(512) });
    expect(lab.state.groups.byKey(key)?.description).toHaveLength(512);
  });

  it('are for administrators only, and refuse a key nobody knows', async () => {
    const { lab } = await openLab();
    for (const who of ['automation', 'lab', 'userAdmin', 'noRole'] as const) {
      const got = await rest(lab, 'GET', `${v1}/web`, {}, lab.tokens[who]);
      expect([got.status, userMessage(got)]).toEqual([
        403,
        `User ${lab.users[who].name} is not authorized to get org group information`,
      ]);
    }
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const got = await rest(lab, method, `${v1}/no_1`, { json: { name: 'x' } }, lab.tokens.admin);
      expect([got.status, userMessage(got)]).toEqual([404, 'Group no_1 was not found']);
    }
  });
});

describe('the members of a group', () => {
  const upload = (lab: Lab, who: BuiltInUser, key = 'GROUP:team.apk') =>
    send(lab, `/services/repositories/media/${key}`, {
      method: 'PUT',
      query: { operation: 'upload', securityToken: lab.tokens[who] },
      body: 'x',
    });
  const canDownload = async (lab: Lab, who: BuiltInUser, query: Record<string, string> = {}) =>
    (await services(lab, 'repositories/media/GROUP:team.apk', 'download', query, lab.tokens[who])).status ===
    200;

  it('share GROUP items, and whoever is moved sees those of the new group', async () => {
    const { lab } = await openLab();
    const id = await create(lab);
    await move(lab, 'automation', id);
    await upload(lab, 'automation');
    expect(await canDownload(lab, 'other')).toBe(false);
    await move(lab, 'other', id);
    expect(await canDownload(lab, 'other')).toBe(true);
    await groups(lab, `/${id}`, 'update', { label: 'Renamed' });
    expect(await canDownload(lab, 'other')).toBe(true);
    await move(lab, 'automation', lab.state.groups.byKey('web')?.id ?? '');
    expect(await canDownload(lab, 'automation')).toBe(false);
  });

  it('share GROUP reports of the time they ran', async () => {
    const { lab, clock } = await openLab();
    const { reportKey } = await startScript(lab, 'PUBLIC:Samples/login.xml', {
      'output.visibility': 'group',
    });
    await clock.advance(600_000);
    const canRead = async (who: BuiltInUser) =>
      (await services(lab, `reports/${reportKey}`, 'download', {}, lab.tokens[who])).status === 200;
    expect([await canRead('noRole'), await canRead('other')]).toEqual([true, false]);
    await move(lab, 'other', lab.state.groups.byKey('mobile')?.id ?? '');
    await move(lab, 'noRole', '');
    expect([await canRead('noRole'), await canRead('other')]).toEqual([false, true]);
  });

  it('lose old GROUP reports of the group that is cleaned, by name, owner or all at once', async () => {
    const { lab, clock } = await openLab();
    const visible = { 'output.visibility': 'group' };
    await startScript(lab, 'PUBLIC:Samples/login.xml', visible);
    await startScript(lab, 'PUBLIC:Samples/login.xml', visible, lab.tokens.other);
    await clock.advance(181 * 24 * 3_600_000);
    const counted = async (query: Record<string, string>) => {
      const path = 'repositories/executions/GROUP:';
      const got = await services(lab, path, 'clean', { admin: 'true', ...query }, lab.tokens.admin);
      return (json(got) as { reports: string }).reports;
    };
    expect(await counted({ group: '*' })).toBe('2');
    expect(await counted({ group: lab.state.groups.byKey('web')?.id ?? '' })).toBe('1');
    expect(await counted({ group: 'device-lab' })).toBe('0');
    expect(await counted({ owner: lab.users.other.name })).toBe('1');
  });

  it('are nobody but oneself for a user in no group', async () => {
    const { lab } = await openLab();
    await move(lab, 'automation', '');
    await move(lab, 'noRole', '');
    await upload(lab, 'automation');
    expect([await canDownload(lab, 'automation'), await canDownload(lab, 'noRole')]).toEqual([true, false]);
    const list = json(await rest(lab, 'GET', '/repository/api/v1/artifacts')) as {
      artifacts: { artifactLocator: string; groupKey: string }[];
    };
    expect(list.artifacts.find(({ artifactLocator }) => artifactLocator === 'GROUP:team.apk')?.groupKey).toBe(
      '',
    );
  });

  it('are in one group at most', async () => {
    const { lab } = await openLab();
    const id = await create(lab);
    await move(lab, 'other', id);
    const got = await services(lab, `users/${lab.users.other.name}`, 'info', {}, lab.tokens.admin);
    expect((json(got) as { user: object }).user).toMatchObject({ groups: [{ id }] });
  });

  it('are in none when the group is deleted; an administrator still reaches its items by key', async () => {
    const { lab } = await openLab();
    await upload(lab, 'other');
    const web = lab.state.groups.byKey('web')?.id ?? '';
    expect(await canDownload(lab, 'admin', { admin: 'true', group: web })).toBe(true);
    expect((await rest(lab, 'DELETE', `${v1}/web`, {}, lab.tokens.admin)).status).toBe(200);
    expect(lab.state.users.byName(lab.users.other.name)?.group).toBe('');
    expect(await canDownload(lab, 'other')).toBe(false);
    expect(await canDownload(lab, 'admin', { admin: 'true', group: 'web' })).toBe(true);
  });

  it('keep their group where it cannot be deleted under them', async () => {
    const { lab } = await openLab({ settings: { groupsWithMembersDeletable: false } });
    const web = lab.state.groups.byKey('web')?.id ?? '';
    const legacy = await groups(lab, `/${web}`, 'delete');
    expect([legacy.status, errorMessage(legacy)]).toEqual([
      400,
      'Failed to delete group - Group web still has members',
    ]);
    const current = await rest(lab, 'DELETE', `${v1}/web`, {}, lab.tokens.admin);
    expect([current.status, userMessage(current)]).toEqual([400, 'Group web still has members']);
    await move(lab, 'other', '');
    expect((await groups(lab, `/${web}`, 'delete')).status).toBe(200);
  });
});

describe('a group that a scenario names', () => {
  it('is there from the start', async () => {
    const options: LabOptions = { scenario: 'users:\n  - { name: pat@example.com, group: payments }' };
    const { lab } = await openLab(options);
    expect(await labels(lab, { label: 'payments' })).toEqual(['payments']);
    expect(lab.state.groups.byKey('payments')?.name).toBe('payments');
  });
});
