import type { XmlElement } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { elementsOf } from '../../server/encode-xml.ts';
import { Refusal } from '../../refusal.ts';
import { hostsOf } from '../../state/devices/device-hosts.ts';
import type { DeviceHost } from '../../state/devices/device-hosts.ts';
import { demandCradleRight } from './cradle.ts';
import { rootFacts } from './device-shape.ts';

/** Device hosts. No page and no client shows such a call: rights and form follow the cradles, the fields are invented. */
export const handlers: Handlers = {
  'host.list': (call) => {
    const hosts = allHosts(call);
    return {
      kind: 'xml',
      root: {
        name: 'hosts',
        attributes: { ...rootFacts(call), items: hosts.length },
        children: hosts.map((host) => ({ name: 'host', children: hostElements(host) })),
      },
    };
  },
  'host.info': (call) => {
    const hostId = call.parameters.required('hostId');
    const host = allHosts(call).find(({ id }) => id === hostId);
    if (!host) throw new Refusal(call.state.settings.notFoundStatus, `Host not found - ${hostId}`);
    return {
      kind: 'xml',
      root: { name: 'host', attributes: rootFacts(call), children: hostElements(host) },
    };
  },
};

function allHosts(call: Call): DeviceHost[] {
  demandCradleRight(call);
  return hostsOf(call.state.devices.all.values());
}

function hostElements({ id, location, devices }: DeviceHost): XmlElement[] {
  return elementsOf({
    id,
    description: `Host of rack ${id}`,
    location,
    cradles: devices.map(({ cradleId }) => ({ id: cradleId })),
  });
}
