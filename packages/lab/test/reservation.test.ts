import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, rest, send, services, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const minute = 60_000;
const one = 'F52F82C4DEMO01';
const two = 'F52F82C4DEMO02';

function create(
  lab: Lab,
  fromMs: number,
  toMs: number,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<Got> {
  const times = { startTime: String(fromMs), endTime: String(toMs) };
  return services(lab, 'reservations', 'create', { resourceIds: one, ...times, ...query }, token);
}

interface Listed {
  info: { items: string };
  reservations: Record<string, string>[];
}

describe('legacy reservations', () => {
  it('make one id per device and answer in the documented shape', async () => {
    const { lab, clock } = await openLab();
    const got = await create(lab, -1, clock.now() + minute, { resourceIds: `${one},${two}` });
    expect(got.text).toBe(
      '{"reservationIds":["87640","87641"],"info":{"creationTime":{"formatted":"2024-05-06T10:11:12Z","millis":"1714990272000"},' +
        '"items":"2","modelVersion":"2.21.0.0","productVersion":"master","time":"2024-05-06T10:11:12Z"}}',
    );
  });

  it('refuse an overlap with 500 and take one that only touches', async () => {
    const { lab, clock } = await openLab();
    const t = clock.now();
    await create(lab, t, t + minute);
    const got = await create(lab, t + 30_000, t + 2 * minute, {}, lab.tokens.other);
    expect([got.status, errorMessage(got)]).toEqual([
      500,
      `Failed to create reservation - Device ${one} is already reserved between 2024-05-06T10:11:12Z and 2024-05-06T10:12:12Z`,
    ]);
    expect((await create(lab, t + minute, t + 2 * minute, {}, lab.tokens.other)).status).toBe(200);
  });

  it('make none at all when one of the devices cannot be had', async () => {
    const { lab, clock } = await openLab();
    const got = await create(lab, -1, clock.now() + minute, { resourceIds: `${one},NOPE` });
    expect(errorMessage(got)).toBe('Failed to create reservation - Device not found - NOPE');
    expect(lab.state.reservations.all.size).toBe(0);
  });

  it.each([
    ['an end before the start', 5, 4, {}],
    ['an end that is past', -10, -5, {}],
    ['more than the longest time', 0, 100_000, {}],
    ['another user without admin=true', 0, 5, { reservedTo: 'other.bot@example.com' }],
    ['admin=true without the right', 0, 5, { admin: 'true' }],
  ])('refuse %s', async (_what, from, to, query) => {
    const { lab, clock } = await openLab();
    const got = await create(lab, clock.now() + from * minute, clock.now() + to * minute, query);
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(lab.state.reservations.all.size).toBe(0);
  });

  it('let administrators exceed the longest time and reserve for others', async () => {
    const { lab, clock } = await openLab();
    const query = { admin: 'true', reservedTo: 'other.bot@example.com' };
    const got = await create(lab, -1, clock.now() + 100_000 * minute, query, lab.tokens.admin);
    expect(got.status).toBe(200);
    const unknown = await create(
      lab,
      -1,
      clock.now() + minute,
      { ...query, reservedTo: 'x@y', resourceIds: two },
      lab.tokens.admin,
    );
    expect(errorMessage(unknown)).toContain('User x@y was not found');
  });

  it('are SCHEDULED, STARTED, EXPIRED by the clock and mark the device meanwhile', async () => {
    const { lab, clock } = await openLab();
    const t = clock.now();
    await create(lab, t + minute, t + 2 * minute);
    const look = async (): Promise<string[]> => {
      const listed = json(await services(lab, 'reservations', 'list')) as Listed;
      const device = (await services(lab, `handsets/${one}`, 'info', {}, lab.tokens.other)).text;
      return [
        listed.reservations[0]?.['status'] ?? '',
        /<reserved>(\w+)/.exec(device)?.[1] ?? '',
        /<available>(\w+)/.exec(device)?.[1] ?? '',
      ];
    };
    expect(await look()).toEqual(['SCHEDULED', 'false', 'true']);
    await clock.advance(minute);
    expect(await look()).toEqual(['STARTED', 'true', 'false']);
    await clock.advance(minute);
    expect(await look()).toEqual(['EXPIRED', 'false', 'true']);
  });

  it('are listed by a strict window, device and user, and hide names from strangers', async () => {
    const { lab, clock } = await openLab();
    const t = clock.now();
    await create(lab, t, t + minute);
    await create(lab, t + minute, t + 2 * minute, { resourceIds: two });
    const count = async (query: Record<string, string>): Promise<string> =>
      (json(await services(lab, 'reservations', 'list', query)) as Listed).info.items;
    expect(await count({})).toBe('2');
    expect(await count({ resourceIds: two })).toBe('1');
    expect(await count({ startTime: String(t + minute) })).toBe('1');
    expect(await count({ endTime: String(t + minute) })).toBe('1');
    expect(await count({ reservedTo: 'nobody' })).toBe('0');
    const stranger = json(await services(lab, 'reservations', 'list', {}, lab.tokens.other)) as Listed;
    expect(stranger.reservations[0]).not.toHaveProperty('reservedTo');
    const admin = json(
      await services(lab, 'reservations', 'list', { admin: 'true' }, lab.tokens.admin),
    ) as Listed;
    expect(admin.reservations[0]).toMatchObject({
      reservedTo: 'ci.bot@example.com',
      reservedBy: 'ci.bot@example.com',
    });
  });

  it('are shown, changed and kept apart from strangers', async () => {
    const { lab, clock } = await openLab();
    const t = clock.now();
    await create(lab, t, t + minute, { description: 'nightly' });
    const info = json(await services(lab, 'reservations/87640', 'info')) as {
      reservation: Record<string, unknown>;
    };
    expect(info.reservation).toMatchObject({
      id: '87640',
      resourceId: one,
      description: 'nightly',
      lastModified: { millis: '0' },
    });
    const update = (query: Record<string, string>, token = lab.tokens.automation): Promise<Got> =>
      services(lab, 'reservations/87640', 'update', query, token);
    expect((await update({ endTime: String(t + 5 * minute), description: '' })).text).toBe(
      '{"status":"Success"}',
    );
    expect((await update({ endTime: String(t + 9 * minute) }, lab.tokens.other)).status).toBe(500);
    expect(lab.state.reservations.all.get('87640')).toMatchObject({
      endMs: t + 5 * minute,
      description: '',
      modifiedMs: t,
    });
    await create(lab, t + 6 * minute, t + 7 * minute);
    expect(errorMessage(await update({ endTime: String(t + 8 * minute) }))).toContain('already reserved');
    expect(errorMessage(await services(lab, 'reservations/1', 'info'))).toBe(
      'Failed to get reservation info - Reservation not found',
    );
  });

  it('are deleted: what remains, or as administrator the whole', async () => {
    const { lab, clock } = await openLab();
    const t = clock.now();
    await create(lab, t, t + 10 * minute);
    await clock.advance(minute);
    expect((await services(lab, 'reservations/87640', 'delete', { scope: 'entire' })).status).toBe(500);
    expect((await services(lab, 'reservations/87640', 'delete', {}, lab.tokens.other)).status).toBe(500);
    const query = { operation: 'delete', securityToken: lab.tokens.automation };
    expect((await send(lab, '/services/reservations/87640', { method: 'DELETE', query })).text).toBe(
      '{"status":"Success"}',
    );
    expect(lab.state.reservations.all.get('87640')?.endMs).toBe(t + minute);
    expect((await create(lab, -1, t + 5 * minute, {}, lab.tokens.other)).status).toBe(200);
    await services(lab, 'reservations/87641', 'delete', { scope: 'entire', admin: 'true' }, lab.tokens.admin);
    expect(lab.state.reservations.all.get('87641')).toBeUndefined();
  });

  it('come as XML with the same values', async () => {
    const { lab, clock } = await openLab();
    const got = await create(lab, -1, clock.now() + minute, { responseFormat: 'xml' });
    expect(got.text).toContain(
      '<response><reservationIds><reservationId>87640</reservationId></reservationIds><info><creationTime>',
    );
  });
});

describe('v1 reservations', () => {
  const path = '/api/v1/device-reservation/reservations';
  const body = (t: number): Record<string, unknown> => ({
    resourceIds: [one],
    startTime: String(t),
    endTime: t + minute,
  });

  it('take times as text and as numbers and answer with strings', async () => {
    const { lab, clock } = await openLab();
    const got = await rest(lab, 'POST', path, { json: body(clock.now()) });
    expect((json(got) as { info: object }).info).toMatchObject({
      items: '1',
      creationTime: { millis: '1714990272000' },
    });
    const info = json(await rest(lab, 'GET', `${path}/87640`)) as { reservation: object };
    expect(info.reservation).toMatchObject({
      status: 'STARTED',
      endTime: { millis: String(clock.now() + minute) },
    });
    expect(
      (await rest(lab, 'PUT', `${path}/87640`, { json: { endTime: clock.now() + 2 * minute } })).text,
    ).toBe('{"status":"Success"}');
    expect((await rest(lab, 'DELETE', `${path}/87640`)).text).toBe('{"status":"Success"}');
  });

  it.each([
    ['an unknown id', 'GET', '/1', undefined, 'Reservation not found'],
    ['no devices', 'POST', '', { startTime: -1, endTime: 1 }, "Mandatory property 'ResourceIds' is missing"],
    [
      'a time that is no number',
      'POST',
      '',
      { resourceIds: [one], startTime: 'soon', endTime: 1 },
      "Invalid value for property 'startTime': a whole number is expected",
    ],
    ['a body that is no object', 'POST', '', [1], 'Request body is not a JSON object'],
  ])('refuse %s', async (_what, method, id, given, text) => {
    const { lab } = await openLab();
    const got = await rest(lab, method, path + id, given === undefined ? {} : { json: given });
    expect([got.status, userMessage(got)]).toEqual([400, text]);
  });

  it('refuse an overlap with 400 and a wrong token with 401', async () => {
    const { lab, clock } = await openLab();
    await rest(lab, 'POST', path, { json: body(clock.now()) });
    expect((await rest(lab, 'POST', path, { json: body(clock.now()) })).status).toBe(400);
    const got = await rest(lab, 'GET', `${path}/87640`, {}, 'nonsense');
    expect([got.status, got.text]).toEqual([
      401,
      '[{"userMessage":"Unable to authenticate bearer token","developerMessage":"Unable to authenticate bearer token"}]',
    ]);
  });

  it('say that the feature is off where it is off', async () => {
    const { lab } = await openLab({ settings: { reservationsEnabled: false } });
    expect(userMessage(await rest(lab, 'GET', `${path}/1`))).toBe(
      'Reservation is disabled. Please contact support.',
    );
  });

  it('refuse a verb they do not have', async () => {
    const { lab } = await openLab();
    expect((await rest(lab, 'GET', path)).status).toBe(405);
  });
});
