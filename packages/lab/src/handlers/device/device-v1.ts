import { randomUUID } from 'node:crypto';
import { success, treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import { actsAsAdmin, demandRight } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { textScalars } from '../../server/encode-json.ts';
import { isObject, textMember, textsMember } from '../../server/json-body.ts';
import type { JsonObject } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { Device } from '../../state/devices/devices.ts';
import { releaseDevice } from './device-changes.ts';
import { passes } from './device-filter.ts';
import { devicesInReach, findDevice } from './device-reach.ts';
import { handsetTree, rootFacts, viewOf } from './device-shape.ts';

/** The v1 Device service. Leaves of a device are strings, those of the wrapper are not (from client code). */
export const handlers: Handlers = {
  'device.v1.list': list,
  'device.v1.info': (call) => {
    const view = viewOf(call, actsAsAdmin(call, 'devices'));
    const handset = textScalars(handsetTree(findDevice(call), view));
    return treeAnswer({ handset: { ...(handset as Record<string, string>), ...rootFacts(call) } });
  },
  'device.v1.update': update,
  'device.v1.release': (call) => {
    releaseDevice(call);
    return success;
  },
  'device.v1.connect': connect,
  'device.v1.connectStatus': connectStatus,
  'device.virtual.supportedModels': supportedModels,
  'device.desktop.config': desktopConfig,
  'desktopWeb.v1.devices': desktopConfig,
};

function list(call: Call): Answer {
  const view = viewOf(call, actsAsAdmin(call, 'devices'));
  const wrapped = call.json['device'];
  const given = isObject(wrapped) ? wrapped : call.json;
  const filters: Record<string, string> = { 'link.type': 'lab' };
  for (const fact of call.operation.parameters) {
    const name = /^device\.(.+)$/.exec(fact.name)?.[1];
    const value = name === undefined ? undefined : textMember(given, name);
    if (name !== undefined && value !== undefined && value !== '')
      filters[name === 'linkType' ? 'link.type' : name] = value;
  }
  const devices = devicesInReach(call, view.asAdmin).filter((device) => passes(device, filters, view));
  const { timeStamp, productVersion, modelVersion, time } = rootFacts(call);
  const handset = devices.map((device) => textScalars(handsetTree(device, view)));
  return treeAnswer({
    handsets: { timeStamp, productVersion, modelVersion, time, items: devices.length, handset },
  });
}

const categories = ['DEVICE_TAGS', 'DYNAMIC_FIELDS', 'ADMIN_FIELDS'];

function update(call: Call): Answer {
  const device = findDevice(call);
  const { json, state } = call;
  const fields = readCustomFields(json);
  state.devices.all.patch(device.deviceId, {
    description: textMember(json, 'description') ?? device.description,
    roles: textsMember(json, 'roles') ?? device.roles,
    dynamicFields: fields.length === 0 ? device.dynamicFields : fields,
  });
  return success;
}

function readCustomFields(json: JsonObject): Device['dynamicFields'] {
  const given = json['customFields'];
  if (given === undefined) return [];
  if (!Array.isArray(given))
    throw new Refusal(400, "Invalid value for property 'customFields'", { whole: true });
  return given.filter(isObject).map((field) => {
    const name = textMember(field, 'name') ?? '';
    const value = textMember(field, 'value') ?? '';
    const category = textMember(field, 'category') ?? '';
    const printed = `customField:CustomField{name='${name}', value='${value}', category=${category}}`;
    if (name === '') throw new Refusal(400, `Not all custom fields have a name. ${printed}`, { whole: true });
    // The case is documented, its text is not.
    if (!categories.includes(category))
      throw new Refusal(400, `Invalid category. ${printed}`, { whole: true });
    return { name, value, category };
  });
}

const connectDenied = 'Connect Device operation is not permitted for current user';

function connect(call: Call): Answer {
  demandRight(call, 'device lab', connectDenied);
  const { devices, clock, settings } = call.state;
  const deviceId = textMember(call.json, 'id') ?? '';
  const device = devices.find(deviceId);
  if (!device) throw new Refusal(400, `Device not found - ${deviceId}`);
  const taskId = randomUUID();
  devices.connectTasks.put(taskId, { taskId, deviceId: device.deviceId, startedAtMs: clock.now() });
  devices.all.patch(device.deviceId, {
    status: 'Loading',
    cradleId: textMember(call.json, 'cradleId') ?? device.cradleId,
  });
  clock.setTimer(clock.now() + settings.connectMs, () => {
    if (devices.all.get(device.deviceId)?.status === 'Loading')
      devices.all.patch(device.deviceId, { status: 'Connected' });
  });
  return treeAnswer({ taskId, status: 'IN_PROGRESS' });
}

function connectStatus(call: Call): Answer {
  demandRight(call, 'device lab', connectDenied);
  const { devices, clock, settings } = call.state;
  const taskId = call.parameters.required('taskId');
  const task = devices.connectTasks.get(taskId);
  if (!task) throw new Refusal(404, `Task ${taskId} was not found`, { whole: true });
  const isDone = clock.now() - task.startedAtMs >= settings.connectMs;
  // The timer of a task is lost when the lab restarts; whoever asks finds it done all the same.
  if (isDone && devices.all.get(task.deviceId)?.status === 'Loading') {
    devices.all.patch(task.deviceId, { status: 'Connected' });
  }
  return treeAnswer({ taskId, status: isDone ? 'COMPLETE' : 'IN_PROGRESS' });
}

function supportedModels(): Answer {
  return treeAnswer({
    ios: [
      { manufacturer: 'Apple', model: 'iPhone-14', versions: ['16.2', '17.0'] },
      { manufacturer: 'Apple', model: 'iPhone-15', versions: ['17.0', '17.5'] },
    ],
    android: [
      { manufacturer: 'Google', model: 'Pixel 6', versions: ['12', '13'] },
      { manufacturer: 'Google', model: 'Pixel 8', versions: ['14', '15'] },
    ],
  });
}

// Only the address is known (client code); every member of the answer is invented.
function desktopConfig(): Answer {
  return treeAnswer({
    desktopDevices: [
      {
        os: 'Windows',
        osVersion: '11',
        browsers: [
          { name: 'Chrome', versions: ['latest', 'latest-1'] },
          { name: 'Edge', versions: ['latest'] },
        ],
      },
      { os: 'macOS', osVersion: 'Sonoma', browsers: [{ name: 'Safari', versions: ['17'] }] },
    ],
  });
}
