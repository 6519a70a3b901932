import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PerfectoClient } from '../src/index.ts';
import {
  answerInfo,
  endedExecution,
  login,
  openLab,
  phone,
  startMs,
  startStamp,
  type OpenLab,
} from './open-lab.ts';

const hour = 3_600_000;

let open: OpenLab;
let client: PerfectoClient;
beforeEach(async () => {
  open = await openLab();
  client = open.client;
});

type Call = (format: 'json' | 'xml') => Promise<unknown>;

const readsInBothFormats: [string, () => Promise<Call>, unknown][] = [
  [
    'script.status',
    async () => {
      const { executionId } = await endedExecution(open);
      return (format) => client.executions.status(executionId, { format });
    },
    {
      executionId: 'ci.bot@example.com_login_24-05-06_10_11_12_1',
      user: 'ci.bot@example.com',
      status: 'Completed',
      description: 'Completed',
      progressPercentage: 100,
      completed: true,
      flowEndCode: 'Success',
      reason: 'Success',
      completionDescription: 'Success',
      completionCode: 'Success',
      testGridReportUrl: expect.stringContaining('externalId[0]=ci.bot@example.com_login_'),
      singleTestReportUrl: expect.stringContaining('reportRepositoryKey=PRIVATE:240506/login'),
      reportPdfUrl: expect.stringContaining('externalId[0]=ci.bot@example.com_login_'),
      failedActions: 0,
      failedValidations: 0,
      reportKey: 'PRIVATE:240506/login_24-05-06_10_11_12_1.xml',
      devices: [{ deviceId: phone, manufacturer: 'Apple', model: 'iPhone-15 Pro' }],
    },
  ],
  [
    'script.list',
    async () => {
      await endedExecution(open);
      await client.executions.execute({ scriptKey: login });
      return (format) => client.executions.list({ 'time.offset': 3600 }, { format });
    },
    {
      executions: [
        expect.objectContaining({ completed: true, progressPercentage: 100, devices: [expect.anything()] }),
        expect.objectContaining({ completed: false, progressPercentage: 0, devices: [] }),
      ],
    },
  ],
  [
    'script.list of nothing',
    () =>
      Promise.resolve((format) => client.executions.list({ 'time.anchor': 1, 'time.offset': 1 }, { format })),
    { executions: [] },
  ],
  [
    'report.attachments',
    async () => {
      const { reportKey } = await endedExecution(open);
      return (format) => client.reports.attachments({ reportKey }, { format });
    },
    {
      devices: [
        expect.objectContaining({
          id: phone,
          images: expect.arrayContaining([expect.any(String)]),
          videos: [expect.any(String)],
        }),
      ],
    },
  ],
  [
    'repository.list',
    () =>
      Promise.resolve((format) =>
        client.repositories.list({ repository: 'scripts', repositoryItemKey: 'PUBLIC:Samples' }, { format }),
      ),
    { items: expect.arrayContaining(['PUBLIC:Samples/checkout.xml', 'PUBLIC:Samples/login.xml']) },
  ],
  [
    'repository.list of one',
    () =>
      Promise.resolve((format) =>
        client.repositories.list({ repository: 'scripts', repositoryItemKey: login }, { format }),
      ),
    { items: [login] },
  ],
  [
    'repository.list of none',
    () => Promise.resolve((format) => client.repositories.list({ repository: 'datatables' }, { format })),
    { items: [] },
  ],
  [
    'repository.info',
    () =>
      Promise.resolve((format) =>
        client.repositories.info({ repository: 'scripts', repositoryItemKey: login }, { format }),
      ),
    { item: { creationTime: startStamp } },
  ],
  [
    'reservation.list',
    async () => {
      await client.reservations.create({ resourceIds: [phone], startTime: -1, endTime: startMs + hour });
      const request = { resourceIds: [phone], startTime: startMs, endTime: startMs + hour };
      return (format) => client.reservations.list(request, { format });
    },
    {
      info: { ...answerInfo, items: 1 },
      reservations: [
        expect.objectContaining({
          id: '87640',
          status: 'STARTED',
          startTime: startStamp,
          lastModified: { formatted: '1970-01-01T00:00:00Z', millis: 0 },
        }),
      ],
    },
  ],
  [
    'reservation.info',
    async () => {
      await client.reservations.create({
        resourceIds: [phone],
        startTime: -1,
        endTime: startMs + hour,
        description: 'A & B <c>',
      });
      return (format) => client.reservations.info({ reservationId: '87640' }, { format });
    },
    {
      info: answerInfo,
      reservation: expect.objectContaining({
        id: '87640',
        resourceId: phone,
        description: 'A & B <c>',
        endTime: { formatted: '2024-05-06T11:11:12Z', millis: startMs + hour },
      }),
    },
  ],
];

describe('a read of /services', () => {
  it.each(readsInBothFormats)(
    'gives the same typed answer from JSON and from XML: %s',
    async (_, prepare, expected) => {
      const call = await prepare();
      const json = await call('json');
      expect(json).toEqual(expected);
      expect(await call('xml')).toEqual(json);
    },
  );

  const everything = { repositoryItemKey: 'PRIVATE:', admin: true, owner: '*' };

  it.each<[string, Call]>([
    ['of v1', (format) => client.v1.devices.info(phone, { format })],
    ['of an unknown form', (format) => client.devices.desktopConfig({ format })],
    [
      'of /services, but of an unknown form',
      (format) => open.as('admin').repositories.clean(everything, { format }),
    ],
  ])('has its one format whatever is asked for: %s', async (_, call) => {
    const json = await call('json');
    expect(json).toEqual(expect.any(Object));
    expect(await call('xml')).toEqual(json);
  });
});
