import { describe, expect, it } from '@jest/globals';
import {
  AuthError,
  ConflictError,
  InputError,
  NotFoundError,
  RefusedError,
  ServerError,
} from '../src/index.ts';
import { failureOf, login, openLab, phone, scratchFile, startMs } from './open-lab.ts';

describe('wrong credentials', () => {
  it.each([
    ['legacy', 'Failed to list device items - Access denied - bad credentials'],
    ['v1', 'Unable to authenticate bearer token'],
  ])('are an AuthError at once: %s', async (generation, message) => {
    const { lab, as } = await openLab();
    const stranger = as('automation', { securityToken: 'no-token-of-this-cloud' });
    const devices = generation === 'v1' ? stranger.v1.devices : stranger.devices;
    const error = await failureOf(devices.list());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      code: 'CREDENTIALS_REFUSED',
      status: 401,
      message,
      hint: expect.stringContaining('security token'),
    });
    expect(lab.requests).toHaveLength(1);
  });

  it('are found in a wrong password too', async () => {
    const { client } = await openLab({}, { user: 'ci.bot@example.com', password: 'wrong' });
    expect(await failureOf(client.executions.list({ 'time.offset': 60 }))).toBeInstanceOf(AuthError);
  });

  it('are found when a token dies in the middle', async () => {
    const { lab, client } = await openLab();
    await client.devices.list();
    lab.faults.add({ kind: 'expired-token' });
    expect(await failureOf(client.devices.list())).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });

  it('let the right user and password in', async () => {
    const { lab, client } = await openLab(
      {},
      { user: 'ci.bot@example.com', password: 'lab-automation-password-not-a-secret' },
    );
    await client.executions.list({ 'time.offset': 60 });
    expect(lab.requests[0]).toMatchObject({ credentials: 'user and password', query: {} });
  });
});

describe('a refusal', () => {
  it('says no more than anybody reads, and no part of a secret where it is cut', async () => {
    const { lab, client } = await openLab();
    const trace = `${'at Service.java '.repeat(124)}12345${lab.tokens.automation}${' and so on'.repeat(10_000)}`;
    lab.faults.add({ kind: 'status', status: 400, body: JSON.stringify({ errorMessage: trace }) });
    const error = await failureOf(client.devices.list());
    expect(error).toBeInstanceOf(RefusedError);
    const { message } = error as RefusedError;
    expect(message).toMatch(/^at Service\.java .+12345\*\*\*.*\u2026$/s);
    expect(message).toHaveLength(2_001);
  });

  it.each([
    [
      'admin without the role',
      'executions',
      'User ci.bot@example.com is not authorized to get all script executions',
    ],
    ['cradles without the role', 'cradles', 'is not authorized to'],
    ['connect without the role', 'connect', 'Connect Device operation is not permitted for current user'],
  ] as const)('for lack of a right is an AuthError that says so: %s', async (_, what, message) => {
    const { client } = await openLab();
    const calls = {
      executions: () => client.executions.list({ 'time.offset': 60, admin: true }),
      cradles: () => client.cradles.list(),
      connect: () =>
        client.v1.devices.connect({
          id: phone,
          manufacturer: 'a',
          model: 'b',
          distributor: 'c',
          ipAddress: '192.0.2.1',
        }),
    };
    const error = await failureOf(calls[what]());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining(message) });
  });

  it('with 403 and no sentence is one too', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 403 });
    expect(await failureOf(client.devices.info(phone))).toMatchObject({ code: 'NOT_PERMITTED', status: 403 });
  });

  it('names what was not found, with the operation', async () => {
    const { client, events } = await openLab();
    const error = await failureOf(client.executions.status('nobody@example.com_x_1'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      operation: 'script.status',
      message: "Failed to get execution status - Execution nobody@example.com_x_1 wasn't found",
    });
    expect(events).toHaveLength(1);
  });

  it.each([
    ['an unknown script', NotFoundError, 'execute'],
    ['an unknown report', NotFoundError, 'attachments'],
    ['an unknown artifact', NotFoundError, 'artifact'],
    ['an unknown device of v1', NotFoundError, 'deviceV1'],
    ['a device that is not in use', RefusedError, 'release'],
    ['an overlap with status 500', RefusedError, 'overlap'],
    ['an artifact whose place is taken', ConflictError, 'taken'],
    ['a legacy key that is taken', RefusedError, 'takenLegacy'],
    ['a wrong visibility', RefusedError, 'visibility'],
  ] as const)('is an error of its own class and is not repeated: %s', async (_, expected, what) => {
    const { client, clock } = await openLab();
    const file = await scratchFile('a.apk', 'apk');
    const reserve = () =>
      client.reservations.create({ resourceIds: [phone], startTime: -1, endTime: startMs + 60_000 });
    const artifact = () => client.artifacts.upload({ artifactLocator: 'PRIVATE:a.apk' }, file);
    const item = () =>
      client.repositories.upload({ repository: 'media', repositoryItemKey: 'PRIVATE:b.apk' }, file);
    const calls = {
      execute: () => client.executions.execute({ scriptKey: 'PRIVATE:none.xml' }),
      attachments: () => client.reports.attachments({ reportKey: 'PRIVATE:none.xml' }),
      artifact: () => client.artifacts.info('PRIVATE:none'),
      deviceV1: () => client.v1.devices.info('NOPE'),
      release: () => client.devices.release(phone),
      overlap: () => reserve().then(reserve),
      taken: () => artifact().then(artifact),
      takenLegacy: () => item().then(item),
      visibility: () =>
        client.executions
          .execute({ scriptKey: login })
          .then(() => client.repositories.info({ repository: 'media', repositoryItemKey: 'MINE:a' })),
    };
    const error = await failureOf(calls[what]());
    expect(error).toBeInstanceOf(expected);
    expect(clock.sleeps).toEqual([]);
  });

  it('counts in a 200 too, in either envelope and in XML', async () => {
    const { lab, client } = await openLab();
    const match = { operation: ['script.status', 'device.v1.info', 'device.info'] };
    lab.faults.add({
      kind: 'malformed-body',
      match: { operation: 'script.list' },
      body: '{"errorMessage":"Failed to get execution list - no"}',
    });
    lab.faults.add({
      kind: 'status',
      status: 200,
      match: { ...match, operation: 'device.v1.info' },
      body: '[{"userMessage":"Device is tired","developerMessage":"1-2"}]',
    });
    lab.faults.add({
      kind: 'status',
      status: 200,
      match: { ...match, operation: 'device.info' },
      body: '<response><errorMessage>Failed - a &lt;b&gt; &amp;c</errorMessage></response>',
    });
    expect(await failureOf(client.executions.list({ 'time.offset': 1 }))).toMatchObject({
      code: 'REFUSED',
      message: 'Failed to get execution list - no',
    });
    expect(await failureOf(client.v1.devices.info(phone))).toMatchObject({
      code: 'REFUSED',
      message: 'Device is tired',
    });
    expect(await failureOf(client.devices.info(phone))).toMatchObject({
      code: 'REFUSED',
      message: 'Failed - a <b> &c',
    });
  });

  it('with an empty 404 points at the name of the cloud', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 404 });
    expect(await failureOf(client.v1.devices.list())).toMatchObject({
      code: 'NOT_FOUND',
      message: 'The service answered 404 to device.v1.list with an empty body.',
      hint: expect.stringContaining('name of the cloud'),
    });
  });

  it.each([502, 503, 504])(
    'is none when %i says that the service failed, whatever sentence it brings',
    async (status) => {
      const { lab, client, clock } = await openLab();
      lab.faults.add({ kind: 'status', status, body: '{"errorMessage":"We are in upgrade"}' });
      const error = await failureOf(client.executions.list({ 'time.offset': 1 }));
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ message: 'We are in upgrade' });
      expect(clock.sleeps).toHaveLength(3);
    },
  );
});

describe('bad input', () => {
  it('is refused before anything is sent, with what there is', async () => {
    const { lab, client } = await openLab();
    const { scriptList } = await import('@perfecto-actions/catalog/script');
    const request = { 'time.offset': 1, timeOffset: 2, user: 'dana' };
    const error = await failureOf(client.call(scriptList, request));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      message: 'script.list has no parameter timeOffset, user.',
      hint: 'It has: scriptKey, admin, completed, flowEndCode, time.type, time.anchor, time.offset.',
    });
    const { userInternalCurrent } = await import('@perfecto-actions/catalog/user');
    expect(await failureOf(client.call(userInternalCurrent, { user: 'dana' }))).toMatchObject({
      message: 'user.internal.current has no parameter user.',
      hint: 'It has: none.',
    });
    expect(lab.requests).toEqual([]);
  });

  it.each([
    ['../users/dana', /holds "\." or "\.\."/],
    ['a/../../groups', /holds "\." or "\.\."/],
    ['a/.', /holds "\." or "\.\."/],
    ['..', /holds "\." or "\.\."/],
    ['', /needs executionId/],
  ])('is refused in a path: %j', async (executionId, message) => {
    const { lab, client } = await openLab();
    await expect(client.executions.status(executionId)).rejects.toThrow(InputError);
    await expect(client.executions.status(executionId)).rejects.toThrow(message);
    expect(lab.requests).toEqual([]);
  });

  it('does not let an id of v1 reach another address', async () => {
    const { lab, client } = await openLab();
    lab.state.devices.take(phone, { user: 'ci.bot@example.com' });
    await expect(client.v1.devices.info(`connect/${phone}`)).rejects.toThrow('Device not found');
    expect(lab.requests[0]).toMatchObject({ path: `/api/v1/device-management/devices/connect%2F${phone}` });
  });

  it('needs the area for a key of the repository', async () => {
    const { client } = await openLab();
    await expect(client.repositories.list({ repositoryItemKey: 'PRIVATE:' })).rejects.toThrow(
      'repository.list needs repository.',
    );
  });

  it('is a change through a client that only reads', async () => {
    const { lab, client } = await openLab({}, { readOnly: true });
    await expect(client.executions.execute({ scriptKey: login })).rejects.toThrow(InputError);
    await expect(
      client.artifacts.upload({ artifactLocator: 'PRIVATE:a' }, await scratchFile('a', 'b')),
    ).rejects.toThrow('only reads');
    expect(lab.requests).toEqual([]);
    expect(await client.v1.devices.list()).toHaveProperty('handsets');
  });
});
