import { describe, expect, it } from '@jest/globals';
import type { DevicesV1 } from '@perfecto-actions/client';
import { describeDevice, listDevices, withoutTaken } from '../src/index.ts';

type Answer = Awaited<ReturnType<DevicesV1['list']>>;
type Handset = NonNullable<NonNullable<Answer['handsets']>['handset']>[number];

/** What is made of an answer of the service. */
function devicesOf(handsets: Answer['handsets'], deviceIds: string[] = []) {
  const answer = handsets === undefined ? {} : { handsets };
  const list = () => Promise.resolve(answer);
  const client = { credentialsKind: 'token' as const, devices: { list }, v1: { devices: { list } } };
  return listDevices(client, { deviceIds, filters: {} }, {});
}

describe('listed devices', () => {
  it.each<[string | undefined, Partial<Handset>]>([
    [undefined, { status: 'Connected' }],
    [undefined, { status: 'CONNECTED', available: true, inUse: false, reserved: false }],
    ['not available', { status: 'Connected', available: false }],
    ['error', { status: 'Error' }],
    ['in an unknown state', {}],
    ['reserved', { status: 'Connected', reserved: true }],
    ['reserved to dana', { status: 'Connected', reserved: true, reservedTo: 'dana', inUse: true }],
    ['in use', { status: 'Connected', inUse: true, available: false }],
    ['in use by dana', { status: 'Connected', inUse: true, allocatedTo: 'dana' }],
  ])('say why they cannot be had: %s', async (taken, facts) => {
    const { devices } = await devicesOf({ handset: [{ deviceId: 'A', model: 'Pixel 8', ...facts }] });
    expect(devices).toEqual([{ deviceId: 'A', model: 'Pixel 8', ...(taken !== undefined && { taken }) }]);
    expect(devices.map(withoutTaken)).toEqual([{ deviceId: 'A', model: 'Pixel 8' }]);
  });

  it('are none in an answer without any', async () => {
    expect(await devicesOf(undefined)).toEqual({ devices: [], serviceTimeMs: undefined });
    expect(await devicesOf({ timeStamp: 5 })).toEqual({ devices: [], serviceTimeMs: 5 });
  });

  it('come in the order of the ids that name them, in any case of letters', async () => {
    const handset = ['A', 'B', 'C'].map((deviceId) => ({ deviceId, status: 'Connected' }));
    const { devices } = await devicesOf({ handset }, ['c', 'A']);
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(['C', 'A']);
    await expect(devicesOf({ handset }, ['c', 'x', 'y'])).rejects.toMatchObject({
      problems: [expect.stringContaining('no device x'), expect.stringContaining('no device y')],
    });
  });

  it.each([
    [{ deviceId: 'A', manufacturer: 'Google', model: 'Pixel 8' }, 'Google Pixel 8 (A)'],
    [{ deviceId: 'A', model: 'Pixel 8' }, 'Pixel 8 (A)'],
    [{ deviceId: 'A' }, 'A'],
  ])('are described on one line: %j', (device, line) => {
    expect(describeDevice(device)).toBe(line);
  });
});
