import { describe, expect, it } from '@jest/globals';
import type { BuiltInUser, Lab } from '../src/index.ts';
import { errorMessage, json, rest, services, startScript, statusOf, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const path = '/api/v1/device-groups';
const [one, two, three] = ['F52F82C4DEMO01', 'F52F82C4DEMO02', 'F52F82C4DEMO03'] as const;
const bot = 'ci.bot@example.com';
const red = { name: 'Red', description: 'Team Red', userNames: [bot], deviceIds: [one, two] };

function call(lab: Lab, method: string, tail = '', body?: object, who: BuiltInUser = 'admin'): Promise<Got> {
  return rest(lab, method, `${path}${tail}`, body === undefined ? {} : { json: body }, lab.tokens[who]);
}

/** A lab in which the automation user is in a device group of two devices. */
async function labWithRed(): ReturnType<typeof openLab> {
  const opened = await openLab();
  const got = await call(opened.lab, 'POST', '', red);
  if (got.status !== 200) throw new TypeError(`create was refused: ${got.text}`);
  return opened;
}

async function seen(lab: Lab, who: BuiltInUser, query: Record<string, string> = {}): Promise<string[]> {
  const { text } = await services(lab, 'handsets', 'list', query, lab.tokens[who]);
  return [...text.matchAll(/<deviceId>([^<]*)/g)].map(([, id = '']) => id);
}

describe('device groups', () => {
  it('are made, shown, listed and deleted by name', async () => {
    const { lab } = await openLab();
    const body = { ...red, userNames: [bot.toUpperCase(), bot], deviceIds: [one.toLowerCase(), two, one] };
    const made = await call(lab, 'POST', '', body);
    expect([made.status, made.text]).toEqual([200, '']);
    expect(json(await call(lab, 'GET', '/Red'))).toEqual(red);
    await call(lab, 'POST', '', { name: 'Blue team / 1' });
    const blue = { name: 'Blue team / 1', description: '', userNames: [], deviceIds: [] };
    expect(json(await call(lab, 'GET', '/Blue%20team%20%2F%201'))).toEqual(blue);
    expect(json(await call(lab, 'GET'))).toEqual({ deviceGroups: [red, blue] });
    expect((await call(lab, 'DELETE', '/Red')).status).toBe(200);
    expect(json(await call(lab, 'GET'))).toEqual({ deviceGroups: [blue] });
  });

  it('gain and lose users and devices, and keep what is not named', async () => {
    const { lab } = await labWithRed();
    const changes = {
      deviceIdsToAdd: [three, one],
      deviceIdsToRemove: [two],
      usersToAdd: ['nora@example.com'],
      usersToRemove: [bot, 'uma@example.com'],
    };
    const got = await call(lab, 'PUT', '/Red', changes);
    expect([got.status, got.text]).toEqual([200, '']);
    expect(json(await call(lab, 'GET', '/Red'))).toEqual({
      ...red,
      userNames: ['nora@example.com'],
      deviceIds: [one, three],
    });
    await call(lab, 'PUT', '/Red', { name: 'Crimson', description: '' });
    expect((await call(lab, 'GET', '/Red')).status).toBe(404);
    expect(json(await call(lab, 'GET', '/Crimson'))).toMatchObject({
      description: '',
      deviceIds: [one, three],
    });
  });

  it.each([
    ['no name', { name: undefined }, "Mandatory property 'Name' is missing"],
    ['a name that is too long', { name: 'x'.repeat(129) }, "Property 'name' is longer than 128 characters"],
    [
      'a long description',
      { description: 'x'.repeat(513) },
      "Property 'description' is longer than 512 characters",
    ],
    ['a user nobody knows', { userNames: ['nobody'] }, 'User nobody was not found'],
    ['a device nobody knows', { deviceIds: ['NOPE'] }, 'Device not found - NOPE'],
    ['a name that is taken', { name: 'Blue' }, 'Device group Blue already exists'],
    [
      'devices that are no list',
      { deviceIds: one },
      "Invalid value for property 'deviceIds': a list of texts is expected",
    ],
  ])('are not made with %s', async (_what, body, text) => {
    const { lab } = await openLab();
    await call(lab, 'POST', '', { name: 'Blue' });
    const got = await call(lab, 'POST', '', { ...red, ...body });
    expect([got.status, userMessage(got)]).toEqual([400, text]);
    expect(lab.state.deviceGroups.all.size).toBe(1);
  });

  it.each([
    ['a name that is taken', { name: 'Blue' }, 'Device group Blue already exists'],
    ['a user nobody knows', { usersToAdd: ['nobody'] }, 'User nobody was not found'],
    ['a device nobody knows', { deviceIdsToRemove: ['NOPE'] }, 'Device not found - NOPE'],
  ])('are not changed to %s', async (_what, body, text) => {
    const { lab } = await labWithRed();
    await call(lab, 'POST', '', { name: 'Blue' });
    const got = await call(lab, 'PUT', '/Red', { description: 'Changed', ...body });
    expect([got.status, userMessage(got)]).toEqual([400, text]);
    expect(json(await call(lab, 'GET', '/Red'))).toEqual(red);
  });

  it('are not there under a name nobody knows', async () => {
    const { lab } = await openLab();
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const got = await call(lab, method, '/Nothing', {});
      expect([got.status, userMessage(got)]).toEqual([404, 'Group Nothing was not found']);
    }
  });

  it('are for administrators and lab administrators', async () => {
    const { lab } = await labWithRed();
    for (const who of ['automation', 'noRole', 'userAdmin'] as const) {
      for (const [method, tail] of [
        ['GET', ''],
        ['GET', '/Red'],
        ['PUT', '/Red'],
        ['DELETE', '/Red'],
      ] as const) {
        expect((await call(lab, method, tail, {}, who)).status).toBe(403);
      }
      expect((await call(lab, 'POST', '', { name: 'Blue' }, who)).status).toBe(403);
    }
    expect((await call(lab, 'GET', '/Red', undefined, 'lab')).status).toBe(200);
  });
});

describe('a user in a device group', () => {
  it('sees its devices only, on both generations; one in no group sees all', async () => {
    const { lab } = await labWithRed();
    expect(await seen(lab, 'automation')).toEqual([one, two]);
    expect(await seen(lab, 'other')).toHaveLength(34);
    const list = await rest(lab, 'POST', '/api/v1/device-management/devices', { json: {} });
    expect((json(list) as { handsets: { items: number } }).handsets.items).toBe(2);
    expect(errorMessage(await services(lab, `handsets/${three}`, 'release'))).toBe(
      `Failed to release device - Device not found - ${three}`,
    );
    const info = await rest(lab, 'GET', `/api/v1/device-management/devices/${three}`);
    expect([info.status, userMessage(info)]).toEqual([
      400,
      `Failed to get device info - Device not found - ${three}`,
    ]);
  });

  it('sees the devices of all its groups, and all devices once it is in none', async () => {
    const { lab } = await labWithRed();
    await call(lab, 'POST', '', { name: 'Blue', userNames: [bot], deviceIds: [three] });
    expect(await seen(lab, 'automation')).toEqual([one, two, three]);
    await call(lab, 'PUT', '/Red', { usersToRemove: [bot] });
    expect(await seen(lab, 'automation')).toEqual([three]);
    await call(lab, 'DELETE', '/Blue');
    expect(await seen(lab, 'automation')).toHaveLength(34);
  });

  it('is not limited as administrator with admin=true, but as lab administrator', async () => {
    const { lab } = await openLab();
    const userNames = [lab.users.admin.name, lab.users.lab.name];
    await call(lab, 'POST', '', { ...red, userNames });
    expect(await seen(lab, 'admin')).toEqual([one, two]);
    expect(await seen(lab, 'admin', { admin: 'true' })).toHaveLength(34);
    expect(await seen(lab, 'lab', { admin: 'true' })).toEqual([one, two]);
  });

  it('is what the filter owner of the device list asks for', async () => {
    const { lab } = await labWithRed();
    expect(await seen(lab, 'admin', { admin: 'true', owner: bot })).toEqual([one, two]);
    expect(await seen(lab, 'admin', { admin: 'true', owner: 'nobody' })).toEqual([]);
  });

  it('runs scripts on its devices only', async () => {
    const { lab, clock } = await labWithRed();
    const run = async (query: Record<string, string>): Promise<string> => {
      const { executionId } = await startScript(lab, 'PUBLIC:Samples/login.xml', query);
      return executionId;
    };
    const outside = await run({ 'param.DUT': three });
    const first = await run({});
    const second = await run({});
    await clock.advance(1_000);
    expect((await statusOf(lab, first)).devices).toMatchObject([{ deviceId: one }]);
    expect((await statusOf(lab, second)).devices).toMatchObject([{ deviceId: two }]);
    expect(await statusOf(lab, outside)).toMatchObject({
      flowEndCode: 'Failed',
      completionDescription: `Device ${three} does not exist`,
    });
  });

  it('reserves its devices only, and an administrator reserves no others for it', async () => {
    const { lab, clock } = await labWithRed();
    const endTime = String(clock.now() + 600_000);
    const reserve = (resourceIds: string, query: Record<string, string>, who: BuiltInUser) => {
      const times = { startTime: '-1', endTime };
      return services(lab, 'reservations', 'create', { resourceIds, ...times, ...query }, lab.tokens[who]);
    };
    expect((await reserve(one, {}, 'automation')).status).toBe(200);
    expect(errorMessage(await reserve(three, {}, 'automation'))).toContain(`Device not found - ${three}`);
    const forBot = { reservedTo: bot, admin: 'true' };
    expect(errorMessage(await reserve(three, forBot, 'admin'))).toContain(`Device not found - ${three}`);
    expect((await reserve(two, forBot, 'admin')).status).toBe(200);
  });

  it('is put there when v1 makes it', async () => {
    const { lab } = await labWithRed();
    const user = { username: 'Ben', email: 'ben@example.com', password: 'ben-password-not-a-secret' };
    const json = { ...user, deviceGroups: ['Red'] };
    expect((await rest(lab, 'POST', '/api/v1/users', { json }, lab.tokens.admin)).status).toBe(200);
    expect(lab.state.deviceGroups.all.get('Red')?.userNames).toEqual([bot, 'ben']);
  });
});

describe('a role that a device asks for', () => {
  it('can be given to a user, who then sees the device', async () => {
    const { lab } = await openLab();
    lab.state.devices.all.patch(one, { roles: ['Payments'] });
    const add = () => services(lab, `users/${bot}`, 'addRoles', { roles: 'payments' }, lab.tokens.admin);
    expect(await seen(lab, 'automation')).not.toContain(one);
    expect((await add()).status).toBe(200);
    expect(await seen(lab, 'automation')).toContain(one);
  });
});
