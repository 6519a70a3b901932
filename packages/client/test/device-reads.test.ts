import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PerfectoClient } from '../src/index.ts';
import { openLab, phone, startMs, type OpenLab } from './open-lab.ts';

const cradle = 'BOS-A1-1-1/VIRTUAL/01';

let open: OpenLab;
let client: PerfectoClient;
beforeEach(async () => {
  open = await openLab();
  client = open.client;
});

const typedDevice = {
  deviceId: phone,
  manufacturer: 'Apple',
  available: true,
  reserved: false,
  inUse: false,
  operabilityRating: { score: 100 },
  position: { id: 'portrait', method: 'rotate', rotation: 0 },
  debugLogs: { collecting: false },
  link: { type: 'lab' },
  operator: expect.anything(),
  imsi: '',
};
const typedCradle = {
  id: cradle,
  link: { type: 'lab' },
  status: {
    mode: 'CONNECTED',
    code: '0',
    changeTime: { formatted: '2024-05-06T10:00:00Z', millis: expect.any(Number) },
    description: 'Connected',
  },
};
const root = { modelVersion: '2.21.0.0', productVersion: 'master', timeStamp: startMs };

const otherReads: [string, () => Promise<unknown>, unknown][] = [
  [
    'device.list',
    () => client.devices.list({ deviceId: phone }),
    {
      handsets: {
        ...root,
        time: '2024-05-06:10-11-12 GMT',
        items: 1,
        handset: [expect.objectContaining(typedDevice)],
      },
    },
  ],
  [
    'device.list of none',
    () => client.devices.list({ deviceId: 'NOPE' }),
    { handsets: expect.objectContaining({ items: 0 }) },
  ],
  [
    'device.info',
    () => client.devices.info(phone),
    { handset: expect.objectContaining({ ...typedDevice, ...root }) },
  ],
  [
    'device.v1.list',
    () => client.v1.devices.list({ device: { model: 'iPhone-15.*', os: 'iOS' } }),
    {
      handsets: expect.objectContaining({
        ...root,
        items: 2,
        handset: [expect.objectContaining(typedDevice), expect.anything()],
      }),
    },
  ],
  [
    'device.v1.list of all',
    () => client.v1.devices.list().then(({ handsets }) => handsets?.items === handsets?.handset?.length),
    true,
  ],
  ['device.v1.info', () => client.v1.devices.info(phone), { handset: expect.objectContaining(typedDevice) }],
  [
    'device.list as administrator',
    () => open.as('lab').devices.list({ admin: true, deviceId: phone }),
    { handsets: expect.objectContaining({ items: 1 }) },
  ],
  [
    'cradle.list',
    () => open.as('lab').cradles.list({ 'link.type': 'all' }),
    {
      cradles: expect.objectContaining({
        ...root,
        items: expect.any(Number),
        cradle: expect.arrayContaining([expect.objectContaining(typedCradle)]),
      }),
    },
  ],
  [
    'cradle.info',
    () => open.as('lab').cradles.info(cradle),
    { cradle: expect.objectContaining({ ...typedCradle, ...root }) },
  ],
  [
    'cradle.v1.list',
    () => open.as('lab').v1.cradles.list({ linkType: 'lab' }),
    {
      cradles: expect.objectContaining({
        ...root,
        cradle: expect.arrayContaining([expect.objectContaining(typedCradle)]),
      }),
    },
  ],
  [
    'cradle.v1.info',
    () => open.as('lab').v1.cradles.info(cradle),
    { cradle: expect.objectContaining({ ...typedCradle, ...root }) },
  ],
  [
    'device.virtual.supportedModels',
    () => client.devices.virtualModels(),
    {
      ios: expect.arrayContaining([
        { manufacturer: 'Apple', model: 'iPhone-14', versions: ['16.2', '17.0'] },
      ]),
      android: expect.anything(),
    },
  ],
  [
    'device.desktop.config',
    () => client.devices.desktopConfig(),
    expect.objectContaining({ desktopDevices: expect.anything() }),
  ],
];

describe('a read with one format', () => {
  it.each(otherReads)('gives a typed answer: %s', async (_, call, expected) => {
    expect(await call()).toEqual(expected);
  });
});
