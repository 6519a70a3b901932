import { beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { PerfectoClient } from '../src/index.ts';
import {
  answerInfo,
  endedExecution,
  login,
  openLab,
  phone,
  scratchFile,
  scratchFolder,
  startMs,
  type OpenLab,
} from './open-lab.ts';

const hour = 3_600_000;

let open: OpenLab;
let client: PerfectoClient;
beforeEach(async () => {
  open = await openLab();
  client = open.client;
});

describe('a change', () => {
  it('starts and aborts an execution', async () => {
    const started = await client.executions.execute({
      scriptKey: login,
      param: { DUT: phone, text: 'a&b=c +ü', count: 3, flag: true },
      'output.video': false,
      'output.visibility': 'group',
      'handset.allocation.timeout': 10_000,
    });
    expect(started).toMatchObject({
      executionId: expect.stringContaining('_login_'),
      reportKey: expect.stringMatching(/^GROUP:/),
    });
    expect(open.lab.state.executions.get(started.executionId)).toMatchObject({
      hasVideo: false,
      allocationTimeoutMs: 10_000,
      variables: expect.arrayContaining([
        { name: 'text', value: 'a&b=c +ü' },
        { name: 'count', value: '3' },
        { name: 'flag', value: 'true' },
      ]),
    });
    expect(await client.executions.abort(started.executionId)).toEqual({ status: 'Success' });
    await open.time.advance(5_000);
    expect(await client.executions.status(started.executionId)).toMatchObject({ flowEndCode: 'UserAborted' });
  });

  it("reaches another user's execution as administrator", async () => {
    const { executionId } = await client.executions.execute({ scriptKey: login });
    const admin = open.as('admin');
    expect(await admin.executions.status(executionId, { admin: true })).toMatchObject({
      user: 'ci.bot@example.com',
    });
    expect(await admin.executions.abort(executionId, { admin: true })).toEqual({ status: 'Success' });
  });

  it.each(['reservations', 'v1'] as const)(
    'creates, shows, moves and ends a reservation: %s',
    async (generation) => {
      const reservations = generation === 'v1' ? client.v1.reservations : client.reservations;
      const created = await reservations.create({
        resourceIds: [phone, 'F52F82C4DEMO02'],
        startTime: -1,
        endTime: startMs + hour,
      });
      expect(created).toEqual({ reservationIds: ['87640', '87641'], info: { ...answerInfo, items: 2 } });
      const [reservationId = ''] = created.reservationIds;
      expect(
        await reservations.update({ reservationId, endTime: startMs + 2 * hour, description: 'longer' }),
      ).toEqual({ status: 'Success' });
      expect(await reservations.info({ reservationId })).toMatchObject({
        reservation: {
          id: reservationId,
          resourceId: phone,
          description: 'longer',
          endTime: { millis: startMs + 2 * hour },
        },
      });
      expect(await reservations.delete({ reservationId, scope: 'remaining' })).toEqual({ status: 'Success' });
    },
  );

  it.each(['devices', 'v1'] as const)('describes and releases a device: %s', async (generation) => {
    const devices = generation === 'v1' ? client.v1.devices : client.devices;
    expect(
      await devices.update({ deviceId: phone, description: 'Checkout – new', roles: ['AUTOMATION', 'CI'] }),
    ).toEqual({ status: 'Success' });
    expect(await devices.info(phone)).toMatchObject({ handset: { description: 'Checkout – new' } });
    open.lab.state.devices.take(phone, { user: 'ci.bot@example.com' });
    expect((await devices.release(phone)).status.toLowerCase()).toBe('success');
    expect(open.lab.state.devices.find(phone)?.session).toBeNull();
  });

  it('writes dynamic fields that a read gives back, and roles that an administrator reads', async () => {
    await client.devices.update({
      deviceId: phone,
      dynamicField: { team: 'web', floor: 3 },
      roles: ['AUTOMATION', 'CI'],
    });
    const admin = open.as('admin');
    const expected = {
      dynamicFields: {
        property: [
          { name: 'team', value: 'web' },
          { name: 'floor', value: '3' },
        ],
      },
      roles: ['AUTOMATION', 'CI'],
    };
    expect((await admin.devices.info(phone, { admin: true })).handset).toMatchObject(expected);
    expect((await admin.v1.devices.info(phone, { admin: true })).handset).toMatchObject(expected);
    await client.devices.update({ deviceId: phone, dynamicField: { team: 'app' }, roles: ['AUTOMATION'] });
    expect((await admin.devices.info(phone, { admin: true })).handset).toMatchObject({
      dynamicFields: { property: [{ name: 'team', value: 'app' }] },
      roles: ['AUTOMATION'],
    });
  });

  it('connects a device to a cradle', async () => {
    const devices = open.as('lab').v1.devices;
    const { taskId, status } = await devices.connect({
      id: phone,
      manufacturer: 'Apple',
      model: 'iPhone-15 Pro',
      distributor: 'Global',
      ipAddress: '192.0.2.1',
    });
    expect(status).toBe('IN_PROGRESS');
    await open.time.advance(60_000);
    expect(await devices.connectStatus(taskId)).toEqual({ taskId, status: 'COMPLETE' });
  });

  it('stores, moves and deletes an item of the legacy repository', async () => {
    const request = { repository: 'media', repositoryItemKey: 'PRIVATE:ci/ä b#1?.apk' } as const;
    expect(
      await client.repositories.upload(
        { ...request, property: { readonly: true } },
        await scratchFile('a.apk', 'apk'),
      ),
    ).toEqual({ status: 'Success' });
    expect(await client.repositories.list({ repository: 'media', repositoryItemKey: 'PRIVATE:ci' })).toEqual({
      items: ['PRIVATE:ci/ä b#1?.apk'],
    });
    expect(await client.repositories.delete(request)).toEqual({
      status: 'Failure',
      completionCode: 'readOnly',
    });
    expect(
      await client.repositories.move({
        repositoryItemKey: request.repositoryItemKey,
        repositoryKey: 'PRIVATE:b.apk',
      }),
    ).toEqual({ status: 'Success' });
    const path = join(scratchFolder(), 'b.apk');
    expect(
      await client.repositories.download(
        { repository: 'media', repositoryItemKey: 'PRIVATE:b.apk' },
        { path },
      ),
    ).toMatchObject({ path, bytes: 3 });
    expect(
      await client.repositories.delete({
        repository: 'media',
        repositoryItemKey: 'PRIVATE:b.apk',
        force: true,
      }),
    ).toEqual({ status: 'Success', completionCode: 'deleted' });
    expect(await client.repositories.list()).toEqual({
      items: expect.not.arrayContaining(['PRIVATE:b.apk']),
    });
  });

  it('counts old reports in a dry run', async () => {
    const answer = await open
      .as('admin')
      .repositories.clean({ repositoryItemKey: 'PRIVATE:', admin: true, owner: '*' });
    expect(answer).toMatchObject({ status: 'Success', dryRun: 'true' });
  });

  it('stores, edits, moves and deletes an artifact', async () => {
    const artifactLocator = 'PRIVATE:ci/app.apk';
    await client.artifacts.upload(
      { artifactLocator, artifactType: 'ANDROID', artifactName: 'app.apk', tags: ['sha256:1'] },
      await scratchFile('a"b.apk', 'apk!'),
    );
    expect(await client.artifacts.info(artifactLocator)).toMatchObject({
      artifactsDetails: {
        artifactLocator,
        artifactMetadata: {
          artifactName: 'app.apk',
          artifactSize: 4,
          artifactType: 'ANDROID',
          tags: ['sha256:1'],
        },
        usageMetadata: { creationTime: startMs, lastUpdateTime: startMs, lastDownloadTime: 0 },
      },
    });
    await client.artifacts.edit({ artifactLocator, tags: ['a', 'b'] });
    await client.artifacts.changeLocator({ artifactLocator, targetArtifactLocator: 'PRIVATE:b.apk' });
    const listed = await client.artifacts.list({ artifactType: 'ANDROID', pageSize: 1 });
    expect(listed).toMatchObject({
      artifacts: [{ artifactLocator: 'PRIVATE:b.apk', artifactMetadata: { tags: ['a', 'b'] } }],
      truncated: false,
    });
    const path = join(scratchFolder(), 'deep', 'b.apk');
    expect(await client.artifacts.download('PRIVATE:b.apk', { path })).toMatchObject({ bytes: 4 });
    await client.artifacts.delete('PRIVATE:b.apk');
    expect(await client.artifacts.list({ artifactType: 'ANDROID' })).toEqual({
      artifacts: [],
      truncated: false,
    });
  });

  it('stores an artifact the way of the Cypress SDK', async () => {
    const metadata = {
      folderType: 'PRIVATE',
      fileName: 'tests.zip',
      keyDetails: { artifactId: 'tests.zip' },
    } as const;
    await client.artifacts.uploadDirect(metadata, await scratchFile('tests.zip', 'zip'));
    expect(await client.artifacts.info('PRIVATE:tests.zip')).toMatchObject({
      artifactsDetails: { artifactMetadata: { artifactSize: 3 } },
    });
  });
});

describe('a report', () => {
  it('arrives in every format, with every kind of attachment', async () => {
    const { reportKey } = await endedExecution(open);
    const folder = scratchFolder();
    for (const [format, type] of [
      ['xml', 'xml'],
      ['html', 'html'],
      ['csv', 'csv'],
      ['pdf', 'pdf'],
    ] as const) {
      const saved = await client.reports.download(
        { reportKey, format },
        { path: join(folder, `report.${format}`) },
      );
      expect(saved.bytes).toBeGreaterThan(100);
      expect(saved.contentType).toContain(type);
    }
    const { devices = [] } = await client.reports.attachments({ reportKey });
    const [device] = devices;
    const kinds = [
      [device?.images, 'image'],
      [device?.videos, 'video'],
      [device?.networks, 'network'],
      [device?.monitors, 'vitals'],
      [device?.logs, 'log'],
    ] as const;
    for (const [paths = [], kind] of kinds) {
      for (const [index, attachment] of paths.entries()) {
        const path = join(folder, `${kind}-${index}`);
        const saved = await client.reports[kind]({ reportKey, attachment }, { path });
        expect(saved.bytes).toBeGreaterThan(0);
      }
    }
    expect(kinds.filter(([paths = []]) => paths.length > 0).length).toBeGreaterThanOrEqual(3);
  });
});

describe('any operation', () => {
  it('can be called by its descriptor', async () => {
    const { scriptStatus } = await import('@perfecto-actions/catalog/script');
    const { executionId } = await endedExecution(open);
    expect(await client.call(scriptStatus, { executionId })).toMatchObject({ completed: true });
  });
});
