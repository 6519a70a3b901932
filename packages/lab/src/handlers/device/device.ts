import { success } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { releaseDevice } from './device-changes.ts';
import { filterNames, passes } from './device-filter.ts';
import { devicesInReach, findDevice } from './device-reach.ts';
import { handsetElements, rootFacts, viewOf } from './device-shape.ts';

/** The legacy Device group. Lists and info have only XML. */
export const handlers: Handlers = {
  'device.list': list,
  'device.info': info,
  'device.update': update,
  'device.release': (call) => {
    releaseDevice(call);
    // In lower case on the page of this operation.
    return { kind: 'tree', tree: { status: 'success' } };
  },
};

function list(call: Call): Answer {
  const { parameters } = call;
  const view = viewOf(call, actsAsAdmin(call, 'devices'));
  const filters: Record<string, string> = {};
  for (const name of filterNames) {
    const value = name === 'link.type' ? (parameters.text(name) ?? 'lab') : parameters.text(name);
    if (value !== undefined) filters[name] = value;
  }
  const devices = devicesInReach(call, view.asAdmin).filter((device) => passes(device, filters, view));
  return {
    kind: 'xml',
    root: {
      name: 'handsets',
      attributes: { ...rootFacts(call), items: devices.length },
      children: devices.map((device) => ({ name: 'handset', children: handsetElements(device, view) })),
    },
  };
}

function info(call: Call): Answer {
  const view = viewOf(call, actsAsAdmin(call, 'devices'));
  const children = handsetElements(findDevice(call), view);
  return { kind: 'xml', root: { name: 'handset', attributes: rootFacts(call), children } };
}

function update(call: Call): Answer {
  const { parameters, state } = call;
  const device = findDevice(call);
  const categories = parameters.family('dynamicField.category');
  const given = parameters.family('dynamicField', ['dynamicField.category']);
  const dynamicFields = given.map(({ name, value }) => ({
    name,
    value,
    category: categories.find((category) => category.name === name)?.value ?? 'DYNAMIC_FIELDS',
  }));
  const roles = parameters.raw('roles');
  state.devices.all.patch(device.deviceId, {
    description: parameters.raw('description') ?? device.description,
    roles: roles === undefined ? device.roles : (parameters.list('roles') ?? []),
    // The given fields replace the existing ones; all of them cannot be removed.
    dynamicFields: dynamicFields.length === 0 ? device.dynamicFields : dynamicFields,
  });
  return success;
}
