import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, member, rest, send, services, userMessage } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const one = 'F52F82C4DEMO01';
const busy = 'F52F82C4DEMO07';

async function ids(
  lab: Lab,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<string[]> {
  const got = await services(lab, 'handsets', 'list', query, token);
  return [...got.text.matchAll(/<deviceId>([^<]*)/g)].map(([, id = '']) => id);
}

describe('the legacy device list', () => {
  it('is XML whatever is asked for, with attributes on its root', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'handsets', 'list', { responseFormat: 'json' });
    expect(got.headers['content-type']).toBe('text/xml');
    expect(got.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?><handsets modelVersion="2\.21\.0\.0" productVersion="master" time="2024-05-06:10-11-12 GMT" timeStamp="1714990272000" items="34"><handset>/,
    );
    const parsed = new XMLParser().parse(got.text) as { handsets: { handset: unknown[] } };
    expect(parsed.handsets.handset).toHaveLength(34);
  });

  it('writes operator as mixed content, empty elements open and closed, extras only for connected devices', async () => {
    const { lab } = await openLab();
    const withSim = (await services(lab, 'handsets', 'list', { phoneNumber: '\\+15550101' })).text;
    expect(withSim).toContain(
      '<operator>AT&amp;T-United States of America<name>AT&amp;T</name><country>United States of America</country><code>310410</code></operator>',
    );
    expect(withSim).toContain('<imsi></imsi>');
    const unplugged = (await services(lab, 'handsets/F52F82C4DEMO10', 'info')).text;
    expect(unplugged).toContain(
      '<status>Not Connected</status><mode>NOT_CONNECTED</mode><available>false</available>',
    );
    expect(unplugged).not.toContain('<inUse>');
    expect(unplugged).toContain(
      '<link><type>unknown</type></link><operator><name></name><country></country><code></code></operator>',
    );
  });

  it.each([
    ['a model, case not counting', { model: 'iphone-15' }, [one.replace('01', '02')]],
    [
      'a regular expression that must match the whole',
      { model: 'iPhone-1[23].*', status: 'connected' },
      ['F52F82C4DEMO05', 'F52F82C4DEMO06', busy],
    ],
    ['a look-ahead', { model: 'iPhone-13(?! Mini).*' }, ['F52F82C4DEMO05']],
    [
      'several at once',
      { os: 'Android', manufacturer: 'Google|OnePlus', osVersion: '14', inUse: 'false', status: 'Connected' },
      ['2ADEMO000001', '2ADEMO000002', '2ADEMO000015'],
    ],
    ['being in use', { inUse: 'true', os: 'iOS' }, [busy]],
    ['being unavailable', { status: 'unavailable' }, ['R3DEMO000012', '2ADEMO000016']],
    ['a broken expression', { model: '[' }, []],
    ['a partial text', { model: 'Phone' }, []],
  ])('filters by %s', async (_what, query, expected) => {
    const { lab } = await openLab();
    expect(await ids(lab, query)).toEqual(expected);
  });

  it.each([
    ['an unknown filter', { colour: 'red' }, 'Request contains unknown parameters: [colour]'],
    ['a status nobody knows', { status: 'sleeping' }, "Invalid value 'sleeping' for parameter 'status'"],
    [
      'admin=true without the right',
      { admin: 'true' },
      'User ci.bot@example.com is not authorized to act as administrator',
    ],
  ])('refuses %s, as XML by default', async (_what, query, reason) => {
    const { lab } = await openLab();
    const got = await services(lab, 'handsets', 'list', query);
    const parsed = new XMLParser().parse(got.text) as { response: { errorMessage: string } };
    expect([got.status, parsed.response.errorMessage]).toEqual([
      400,
      `Failed to list device items - ${reason}`,
    ]);
  });

  it('tells who holds a device only to that user and to administrators', async () => {
    const { lab } = await openLab();
    const path = `handsets/${busy}`;
    expect((await services(lab, path, 'info')).text).not.toContain('allocatedTo');
    expect((await services(lab, path, 'info', { admin: 'true' }, lab.tokens.admin)).text).toContain(
      '<inUse>true</inUse><allocatedTo>dana@example.com</allocatedTo>',
    );
  });
});

describe('changing a device', () => {
  it('replaces description, roles and dynamic fields; absent ones stay, empty roles clear', async () => {
    const { lab } = await openLab();
    const update = (query: Record<string, string>) => services(lab, `handsets/${one}`, 'update', query);
    await update({
      description: 'Team A',
      roles: 'AUTOMATION,y',
      'dynamicField.timeout': '10',
      'dynamicField.category.timeout': 'runtime',
    });
    await update({ roles: '' });
    expect(lab.state.devices.find(one)).toMatchObject({
      description: 'Team A',
      roles: [],
      dynamicFields: [{ name: 'timeout', value: '10', category: 'runtime' }],
    });
    expect((await services(lab, `handsets/${one}`, 'info')).text).toContain(
      '<dynamicFields><property name="timeout">10</property></dynamicFields>',
    );
  });

  it('releases what the caller holds and refuses the rest in the documented words', async () => {
    const { lab } = await openLab();
    const release = async (id: string, query = {}, token = lab.tokens.automation) => {
      const got = await services(lab, `handsets/${id}`, 'release', query, token);
      return got.status === 200 ? got.text : errorMessage(got);
    };
    expect(await release('NOPE')).toBe('Failed to release device - Device not found - NOPE');
    expect(await release(one)).toBe(
      `Failed to release device - Can't release device ${one} - device is not in use`,
    );
    expect(await release(busy)).toBe(`Failed to release device - Device ${busy} is in use by another user`);
    expect(await release(busy, { admin: 'true' }, lab.tokens.admin)).toBe('{"status":"success"}');
    expect(lab.state.devices.find(busy)?.session).toBeNull();
  });
});

describe('the v1 device service', () => {
  const path = '/api/v1/device-management/devices';

  it('takes wrapped and bare filters; leaves of a device are strings, those of the wrapper numbers', async () => {
    const { lab } = await openLab();
    for (const body of [{ device: { model: 'iPhone-15', inUse: false } }, { model: 'iPhone-15' }]) {
      const { handsets } = json(await rest(lab, 'POST', path, { json: body })) as {
        handsets: { items: number; timeStamp: number; handset: Record<string, unknown>[] };
      };
      expect(handsets).toMatchObject({ items: 1, timeStamp: 1714990272000, time: '2024-05-06:10-11-12 GMT' });
      expect(handsets.handset[0]).toMatchObject({
        deviceId: 'F52F82C4DEMO02',
        available: 'true',
        inUse: 'false',
        operabilityRating: { score: '100' },
      });
    }
    const all = json(await rest(lab, 'POST', path, { json: { device: {} } })) as {
      handsets: { items: number };
    };
    expect(all.handsets.items).toBe(34);
  });

  it('shows, changes and releases a device', async () => {
    const { lab } = await openLab();
    const info = json(await rest(lab, 'GET', `${path}/${one}`)) as { handset: object };
    expect(info.handset).toMatchObject({ deviceId: one, available: 'true', timeStamp: 1714990272000 });
    const customFields = [{ name: 'a', value: '1', category: 'DEVICE_TAGS' }];
    expect(
      (await rest(lab, 'PUT', `${path}/${one}`, { json: { description: 'x', customFields } })).text,
    ).toBe('{"status":"Success"}');
    expect(lab.state.devices.find(one)?.dynamicFields).toEqual(customFields);
    lab.state.devices.take(one, { user: 'ci.bot@example.com' });
    expect((await rest(lab, 'PATCH', `${path}/${one}/release`)).text).toBe('{"status":"Success"}');
    const again = await rest(lab, 'PATCH', `${path}/${one}/release`);
    expect([again.status, userMessage(again)]).toEqual([
      400,
      `Failed to release device - Can't release device ${one} - device is not in use`,
    ]);
  });

  it('prints a custom field without a name', async () => {
    const { lab } = await openLab();
    const customFields = [{ name: '', value: 'value', category: 'ADMIN_FIELDS' }];
    const got = await rest(lab, 'PUT', `${path}/${one}`, { json: { customFields } });
    expect(userMessage(got)).toBe(
      "Not all custom fields have a name. customField:CustomField{name='', value='value', category=ADMIN_FIELDS}",
    );
  });

  it('connects a device for a lab administrator, and for nobody else', async () => {
    const { lab, clock } = await openLab();
    const body = {
      id: 'F52F82C4DEMO10',
      manufacturer: 'Apple',
      model: 'iPhone-XR',
      distributor: 'Generic',
      ipAddress: '10.0.0.1',
    };
    const connect = (json: object, token: string) => rest(lab, 'POST', `${path}/connect`, { json }, token);
    expect(userMessage(await connect(body, lab.tokens.admin))).toBe(
      'Connect Device operation is not permitted for current user',
    );
    const incomplete = { ...body, manufacturer: '' };
    expect(userMessage(await connect(incomplete, lab.tokens.lab))).toBe(
      "Mandatory property 'Manufacturer' is missing",
    );
    const { taskId } = json(await connect(body, lab.tokens.lab)) as { taskId: string };
    const state = async () =>
      member(await rest(lab, 'GET', `${path}/connect/${taskId}`, {}, lab.tokens.lab), 'status');
    expect(await state()).toBe('IN_PROGRESS');
    await clock.advance(30_000);
    expect(await state()).toBe('COMPLETE');
    expect(lab.state.devices.find('F52F82C4DEMO10')?.status).toBe('Connected');
  });

  it('lists virtual devices and desktops', async () => {
    const { lab } = await openLab();
    expect(json(await rest(lab, 'GET', '/vd/api/public/v1/supportedModels'))).toHaveProperty('android');
    expect((await rest(lab, 'GET', '/web/api/v1/config/devices')).status).toBe(200);
    expect((await rest(lab, 'GET', '/web/api/v1/config/devices', {}, 'nonsense')).status).toBe(401);
  });
});

describe('cradles', () => {
  const cradle = 'BOS-A1-1-1/VIRTUAL/01';

  it('have ids with raw slashes in the path', async () => {
    const { lab } = await openLab();
    const got = await services(lab, `cradles/${cradle}`, 'info', {}, lab.tokens.lab);
    expect(got.text).toMatch(/^<\?xml[^>]*><cradle modelVersion="2\.21\.0\.0" productVersion="master"/);
    expect(got.text).toContain(`<id>${cradle}</id>`);
    expect(got.text).toContain('<status><mode>CONNECTED</mode>');
  });

  it('are for administrators', async () => {
    const { lab } = await openLab();
    expect(errorMessage(await services(lab, 'cradles', 'list'))).toContain(
      'Failed to list cradles - User ci.bot@example.com',
    );
    expect((await services(lab, 'cradles', 'list', {}, lab.tokens.admin)).text).toContain('items="34"');
    expect((await services(lab, 'cradles/NOPE/1', 'info', {}, lab.tokens.admin)).status).toBe(400);
  });

  it('are on v1, too, with real booleans in stream', async () => {
    const { lab } = await openLab();
    const list = json(await rest(lab, 'GET', '/api/v1/device-management/cradles', {}, lab.tokens.lab)) as {
      cradles: { items: number; cradle: object[] };
    };
    expect(list.cradles.items).toBe(34);
    expect(list.cradles.cradle[0]).toMatchObject({
      id: cradle,
      stream: { hasAudio: false },
      powerSupply: { offlineCharging: 'false' },
    });
    const query = { cradleId: cradle };
    const info = await rest(lab, 'GET', '/api/v1/device-management/cradle', { query }, lab.tokens.lab);
    expect((json(info) as { cradle: object }).cradle).toMatchObject({ id: cradle });
    const missing = await rest(lab, 'GET', '/api/v1/device-management/cradle', {}, lab.tokens.lab);
    expect(missing.status).toBe(400);
    expect((await send(lab, '/api/v1/device-management/cradles')).status).toBe(401);
  });
});
