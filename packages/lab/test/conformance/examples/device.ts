import type { Examples, Parameters, Permission, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

const deviceId = 'F52F82C4DEMO04';
const cradleId = 'PHX-A1-1-4/VIRTUAL/04';

/** Brings about all that a device can show: custom fields, a role, a reservation, a session. */
async function furnished(stage: Stage): Promise<Parameters> {
  const now = stage.clock.now();
  await stage.call('device.update', {
    deviceId,
    roles: ['AUTOMATION'],
    'dynamicField.rack': 'A1',
    'dynamicField.category.rack': 'DEVICE_TAGS',
  });
  await stage.call('reservation.create', {
    resourceIds: [deviceId],
    startTime: now,
    endTime: now + 3_600_000,
  });
  await taken(stage);
  return { deviceId };
}

async function taken(stage: Stage): Promise<Parameters> {
  await stage.call('script.execute', { scriptKey: 'PUBLIC:Samples/login.xml', 'param.DUT': deviceId });
  await stage.clock.advance(1_000);
  return { deviceId };
}

async function connecting(stage: Stage): Promise<Parameters> {
  const answer = await stage.call('device.v1.connect', connection, { as: 'lab' });
  return { taskId: textAt(answer, 'taskId') };
}

const connection = {
  id: 'F52F82C4DEMO13',
  cradleId: 'BOS-A2-2-1/VIRTUAL/13',
  manufacturer: 'Apple',
  model: 'iPad 2021',
  distributor: 'Generic',
  location: 'NA-US-BOS',
  ipAddress: '192.0.2.13',
};

/** A user whose roles do not reach the furnished device. */
const outOfReach = { refused: 'lab', status: 400, text: `Device not found - ${deviceId}` } as const;
const notListed: Permission = { unseen: 'lab', fields: ['handsets.handset[].deviceId'] };

const inUseByOther = {
  refused: 'other',
  status: 400,
  text: `Device ${deviceId} is in use by another user`,
} as const;

const noConnectRight: Permission = {
  refused: 'automation',
  status: 400,
  text: 'Connect Device operation is not permitted for current user',
};

const noLabRight: Permission = {
  refused: 'automation',
  status: 400,
  text: 'User ci.bot@example.com is not authorized to act as administrator',
};

export const examples: Examples = {
  'device.list': {
    calls: [{ arrange: furnished, parameters: { os: 'iOS', 'operator.name': 'Demo.*', inUse: true } }],
    permission: notListed,
  },
  'device.info': {
    calls: [{ arrange: furnished }],
    permission: outOfReach,
    firstHalf: 'Failed to get device info',
  },
  'device.update': {
    calls: [
      {
        arrange: furnished,
        parameters: { description: 'Checkout team', roles: ['AUTOMATION'], 'dynamicField.rack': 'B2' },
      },
    ],
    permission: outOfReach,
    firstHalf: 'Failed to update device',
  },
  'device.release': {
    calls: [{ arrange: taken }],
    permission: inUseByOther,
    firstHalf: 'Failed to release device',
  },
  'device.v1.list': {
    calls: [
      {
        arrange: async (stage) => {
          await furnished(stage);
          return {};
        },
        parameters: { device: { deviceId, linkType: 'lab' } },
      },
    ],
    permission: notListed,
  },
  'device.v1.info': {
    calls: [{ arrange: furnished }],
    permission: { ...outOfReach, text: `Failed to get device info - ${outOfReach.text}` },
  },
  'device.v1.update': {
    calls: [
      {
        arrange: furnished,
        parameters: {
          description: 'Checkout team',
          roles: ['AUTOMATION'],
          customFields: [{ name: 'rack', value: 'B2', category: 'DEVICE_TAGS' }],
        },
      },
    ],
    permission: outOfReach,
  },
  'device.v1.release': {
    calls: [{ arrange: taken }],
    permission: { ...inUseByOther, text: `Failed to release device - ${inUseByOther.text}` },
  },
  'device.v1.connect': { calls: [{ as: 'lab', parameters: connection }], permission: noConnectRight },
  'device.v1.connectStatus': { calls: [{ as: 'lab', arrange: connecting }], permission: noConnectRight },
  'cradle.list': {
    calls: [{ as: 'lab', parameters: { 'link.type': 'all' } }],
    permission: noLabRight,
    firstHalf: 'Failed to list cradles',
  },
  'cradle.info': {
    calls: [{ as: 'lab', parameters: { cradleId } }],
    permission: noLabRight,
    firstHalf: 'Failed to get cradle info',
  },
  'cradle.v1.list': { calls: [{ as: 'admin', parameters: { linkType: 'lab' } }], permission: noLabRight },
  'cradle.v1.info': { calls: [{ as: 'lab', parameters: { cradleId } }], permission: noLabRight },
  'device.virtual.supportedModels': { calls: [{}] },
  'device.desktop.config': { calls: [{}] },
};
