import type { NetworkSetting } from '../../devices/device-states.ts';
import { CommandFailure } from './command.ts';
import type { CommandContext, CommandOutcome, DeviceCommands } from './command.ts';

const settings: readonly NetworkSetting[] = ['wifi', 'data', 'airplanemode'];
// A call and a message a minute fill a day; older ones are forgotten.
const mostMessages = 100;
const point = /^-?\d+(\.\d+)?%?,-?\d+(\.\d+)?%?$/;

/** What acts on a device from outside: networks, place, calls and messages, fingers. */
export const surroundingsCommands: DeviceCommands = {
  'network.settings.get': {
    needsDevice: true,
    mandatory: ['property'],
    check: (parameters) => {
      parameters.oneOf('property', settings);
    },
    run: ({ state, device, parameters }) => {
      const property = parameters.oneOf('property', settings) ?? 'wifi';
      const isOn = state.deviceStates.of(device).network[property];
      return { returnValue: isOn ? 'enabled' : 'disabled' };
    },
  },
  'network.settings.set': {
    needsDevice: true,
    mandatory: [settings.join(' or ')],
    check: (parameters) => {
      for (const name of settings) parameters.flag(name);
    },
    run: ({ state, device, parameters }) => {
      const network = { ...state.deviceStates.of(device).network };
      for (const name of settings) network[name] = parameters.flag(name) ?? network[name];
      state.deviceStates.change(device, { network });
      return {};
    },
  },
  'location.set': {
    needsDevice: true,
    mandatory: ['coordinates'],
    check: (parameters) => {
      const [latitude = NaN, longitude = NaN, ...rest] = parameters
        .required('coordinates')
        .split(',')
        .map((part) => (part.trim() === '' ? NaN : Number(part)));
      const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && rest.length === 0;
      if (!isPlace) parameters.refuse('coordinates');
    },
    run: ({ state, device, parameters }) => {
      state.deviceStates.change(device, { coordinates: parameters.required('coordinates') });
      return {};
    },
  },
  'gateway.call': {
    needsDevice: false,
    mandatory: ['to.handset'],
    run: (context) => deliver(context, 'call'),
  },
  'gateway.sms': {
    needsDevice: false,
    mandatory: ['to.handset', 'body'],
    run: (context) => deliver(context, 'sms'),
  },
  'touch.swipe': {
    needsDevice: true,
    mandatory: ['start', 'end'],
    check: (parameters) => {
      for (const name of ['start', 'end']) {
        if (!point.test(parameters.required(name).replaceAll(' ', ''))) parameters.refuse(name);
      }
    },
    run: () => ({}),
  },
};

function deliver({ state, parameters, endedAtMs }: CommandContext, kind: 'call' | 'sms'): CommandOutcome {
  const deviceId = parameters.required('to.handset');
  const device = state.devices.find(deviceId);
  if (!device) throw new CommandFailure(`Device ${deviceId} does not exist`);
  const message = { kind, body: parameters.text('body') ?? '', atMs: endedAtMs };
  const messages = [...state.deviceStates.of(device).messages, message].slice(-mostMessages);
  state.deviceStates.change(device, { messages });
  return {};
}
