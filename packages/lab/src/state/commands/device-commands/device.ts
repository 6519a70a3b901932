import { deviceLogText } from '../../../report/device-log.ts';
import { problemWith } from '../../executions/allocation.ts';
import { reaches } from '../../devices/device-reach.ts';
import { recordExecution } from '../../executions/record-execution.ts';
import { CommandFailure } from './command.ts';
import type {
  CommandContext,
  CommandOutcome,
  DeviceCommand,
  DeviceCommands,
  DeviceContext,
} from './command.ts';

// Clients send allocation=nowait. The lab never waits for a device, as if all of them did (invented).
const open: DeviceCommand = { needsDevice: false, mandatory: ['deviceId or handsetId'], run: openDevice };

const close: DeviceCommand = {
  needsDevice: true,
  worksUnplugged: true,
  mandatory: ['deviceId or handsetId'],
  run: ({ state, execution, device }) => {
    state.commandSessions.close(execution.executionId, device);
    return {};
  },
};

const ready: DeviceCommand = {
  needsDevice: true,
  run: ({ state, device }) => {
    state.deviceStates.change(device, { isLocked: false });
    return {};
  },
};

// Both leave nothing running (invented for recover).
const restart: DeviceCommand = {
  needsDevice: true,
  run: ({ state, device }) => {
    state.deviceStates.change(device, { isLocked: false, running: [], address: '' });
    return {};
  },
};

const orientations = ['portrait', 'landscape'] as const;

/** Taking, freeing and handling of devices; `handset` is the older name of `device`. */
export const deviceCommands: DeviceCommands = {
  'device.open': open,
  'device.close': close,
  'device.ready': ready,
  'handset.open': open,
  'handset.close': close,
  'handset.ready': ready,
  'device.recover': restart,
  'device.reboot': restart,
  'device.rotate': {
    needsDevice: true,
    check: (parameters) => {
      parameters.oneOf('state', orientations);
    },
    run: ({ state, device, parameters }) => {
      const turned = state.deviceStates.of(device).orientation === 'portrait' ? 'landscape' : 'portrait';
      const orientation = parameters.oneOf('state', orientations) ?? turned;
      state.deviceStates.change(device, { orientation });
      return {};
    },
  },
  'device.log': {
    needsDevice: true,
    check: (parameters) => {
      parameters.number('tail');
    },
    run: log,
  },
};

function openDevice({ state, execution, user, parameters }: CommandContext): CommandOutcome {
  const deviceId = parameters.deviceId ?? '';
  const device = state.devices.find(deviceId);
  if (!device || !reaches(user, device, state.deviceGroups)) {
    throw new CommandFailure(`Device ${deviceId} does not exist`, 'ResourcesUnavailable');
  }
  const problem = problemWith(device, user.name, state);
  if (problem !== undefined) throw new CommandFailure(problem, 'ResourcesUnavailable');
  state.commandSessions.open(execution, device);
  return {};
}

function log({ state, execution, device, number, parameters, endedAtMs }: DeviceContext): CommandOutcome {
  const recorded = recordExecution(state, execution);
  const used = recorded.devices.find(({ deviceId }) => deviceId === device.deviceId);
  const lines = used ? deviceLogText(recorded, used).trimEnd().split('\n') : [];
  // The log goes on: its last line, which closes it, is not written yet.
  const tail = lines.slice(0, -1).slice(-(parameters.number('tail') ?? lines.length));
  return {
    returnValue: tail.join('\n'),
    attachments: [
      {
        type: 'log',
        format: 'zip',
        path: `log/device_${number}.zip`,
        deviceId: device.deviceId,
        span: { startedAtMs: execution.startedMs, endedAtMs },
      },
    ],
  };
}
