import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import { demandRight } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { textScalars } from '../../server/encode-json.ts';
import { elementsOf } from '../../server/encode-xml.ts';
import { Refusal } from '../../refusal.ts';
import { hostIdOf } from '../../state/devices/device-hosts.ts';
import type { Device } from '../../state/devices/devices.ts';
import { rootFacts } from './device-shape.ts';
import { timePair } from '../times.ts';

/** Cradles, legacy (XML only) and v1. Each device of the lab stands on a cradle of its own. */
export const handlers: Handlers = {
  'cradle.list': (call) => {
    const devices = cradlesOf(call, call.parameters.text('link.type') ?? 'lab');
    return {
      kind: 'xml',
      root: {
        name: 'cradles',
        attributes: { ...rootFacts(call), items: devices.length },
        children: devices.map((device) => ({
          name: 'cradle',
          children: elementsOf(cradleTree(call, device)),
        })),
      },
    };
  },
  'cradle.info': (call) => {
    const device = find(call);
    return {
      kind: 'xml',
      root: { name: 'cradle', attributes: rootFacts(call), children: elementsOf(cradleTree(call, device)) },
    };
  },
  'cradle.v1.list': listV1,
  'cradle.v1.info': (call) => {
    const device = find(call);
    const { modelVersion, productVersion, timeStamp } = rootFacts(call);
    return treeAnswer({ cradle: { ...cradleTreeV1(call, device), modelVersion, productVersion, timeStamp } });
  },
};

function listV1(call: Call): Answer {
  const devices = cradlesOf(call, call.parameters.text('linkType') ?? 'lab');
  const { timeStamp, productVersion, modelVersion, time } = rootFacts(call);
  const cradle = devices.map((device) => cradleTreeV1(call, device));
  return treeAnswer({
    cradles: { timeStamp, productVersion, modelVersion, time, items: devices.length, cradle },
  });
}

function cradlesOf(call: Call, linkType: string): Device[] {
  demandCradleRight(call);
  const wanted = linkType.toLowerCase();
  return [...call.state.devices.all.values()].filter((device) => wanted === 'all' || device.link === wanted);
}

function find(call: Call): Device {
  demandCradleRight(call);
  const cradleId = call.parameters.required('cradleId');
  for (const device of call.state.devices.all.values()) if (device.cradleId === cradleId) return device;
  throw new Refusal(call.state.settings.notFoundStatus, `Cradle not found - ${cradleId}`);
}

/** "System administrator" of the page is taken as administrator or lab administrator. */
export function demandCradleRight(call: Call): void {
  if (!call.state.users.may(call.user, 'device lab')) demandRight(call, 'devices');
}

const modes: Readonly<Record<string, { mode: string; code: number }>> = {
  Connected: { mode: 'CONNECTED', code: 0 },
  Loading: { mode: 'LOADING', code: 0 },
  Error: { mode: 'ERROR', code: 1 },
};

function cradleTree(call: Call, device: Device): Record<string, Tree> {
  const { mode, code } = modes[device.status] ?? { mode: 'READY', code: 0 };
  return {
    id: device.cradleId,
    description: `Rack ${device.cradleId.split('-').slice(1, 2).join('')}`,
    url: 'http://cradle.invalid/diag',
    link: { type: device.link },
    status: {
      mode,
      description: device.problem ?? (mode === 'READY' ? 'Ready' : device.status),
      code,
      changeTime: timePair(call.state.clock.now() - (call.state.clock.now() % 3_600_000)),
    },
    location: device.location,
    host: { id: hostIdOf(device) },
    // Of the next three only the names are documented.
    camera: { id: `camera-${device.deviceId}` },
    dock: { type: 'USB' },
    board: { type: device.os },
    stream: streamTree(device),
    ...(mode === 'READY' ? {} : { handset: { deviceId: device.deviceId } }),
    powerSupply: { offlineCharging: false, source: 'USB' },
  };
}

function streamTree(device: Device): Tree {
  return {
    hasAudio: false,
    recordingStatus: 'OFF',
    id: `stream-${device.deviceId}`,
    imageMode: { active: true, description: 'demo' },
    streamStatus: device.status === 'Connected' ? 'ON' : 'OFF',
    audioDevice: 'Disabled',
  };
}

// In v1 the booleans of `stream` are real ones, all other leaves of a cradle are strings (from client code).
function cradleTreeV1(call: Call, device: Device): Record<string, Tree> {
  return {
    systemInfo: { hssModel: 'HSS-DEMO', hssSerialNumber: '000001' },
    ...(textScalars(cradleTree(call, device)) as Record<string, Tree>),
    stream: streamTree(device),
  };
}
