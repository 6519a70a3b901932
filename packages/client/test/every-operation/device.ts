import { phone } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

const cradle = 'BOS-A1-1-1/VIRTUAL/01';

const connection = {
  id: phone,
  manufacturer: 'Apple',
  model: 'iPhone-15 Pro',
  distributor: 'Global',
  ipAddress: '192.0.2.1',
};

/** Devices, their cradles and hosts. */
export const deviceCalls: OperationCalls = {
  'device.list':
    ({ client }) =>
    (options) =>
      client.devices.list({ os: 'iOS' }, options),
  'device.info':
    ({ client }) =>
    (options) =>
      client.devices.info(phone, options),
  'device.update':
    ({ client }) =>
    (options) =>
      client.devices.update(
        { deviceId: phone, description: 'Checkout', dynamicField: { team: 'web' } },
        options,
      ),
  'device.release': ({ client, open }) => {
    open.lab.state.devices.take(phone, { user: 'ci.bot@example.com' });
    return (options) => client.devices.release(phone, options);
  },
  'device.v1.list':
    ({ client }) =>
    (options) =>
      client.v1.devices.list({ device: { os: 'iOS' } }, options),
  'device.v1.info':
    ({ client }) =>
    (options) =>
      client.v1.devices.info(phone, options),
  'device.v1.update':
    ({ client }) =>
    (options) =>
      client.v1.devices.update({ deviceId: phone, description: 'Checkout' }, options),
  'device.v1.release': ({ client, open }) => {
    open.lab.state.devices.take(phone, { user: 'ci.bot@example.com' });
    return (options) => client.v1.devices.release(phone, options);
  },
  'device.v1.connect':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.v1.devices.connect(connection, options),
  'device.v1.connectStatus': async ({ labAdmin, open }) => {
    const { taskId } = await labAdmin.v1.devices.connect(connection);
    await open.time.advance(60_000);
    return (options) => labAdmin.v1.devices.connectStatus(taskId, options);
  },
  'device.virtual.supportedModels':
    ({ client }) =>
    (options) =>
      client.devices.virtualModels(options),
  'device.desktop.config':
    ({ client }) =>
    (options) =>
      client.devices.desktopConfig(options),
  'cradle.list':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.cradles.list({}, options),
  'cradle.info':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.cradles.info(cradle, options),
  'cradle.v1.list':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.v1.cradles.list({}, options),
  'cradle.v1.info':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.v1.cradles.info(cradle, options),
  'host.list':
    ({ labAdmin }) =>
    (options) =>
      labAdmin.hosts.list(options),
  'host.info': async ({ labAdmin }) => {
    const hostId = firstHostId(await labAdmin.hosts.list());
    return (options) => labAdmin.hosts.info(hostId, options);
  },
};

/** The form of the list is invented by the lab, so it is dug out here. */
function firstHostId(answer: unknown): string {
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(answer))?.[1];
  if (id === undefined) throw new TypeError('the lab lists no host');
  return id;
}
