import { fill } from '../../../invented.ts';
import type { RecordingKind } from '../command-recordings.ts';
import { CommandFailure } from './command.ts';
import type { CommandOutcome, DeviceCommand, DeviceCommands, DeviceContext } from './command.ts';
import type { CommandParameters } from './command-parameters.ts';

const networkFaults = [
  'latency',
  'packetLoss',
  'packetCorruption',
  'packetReordering',
  'packetDuplication',
  'delayJitter',
  'correlation',
];

/** What goes on from a start to a stop, or to the end of the session, and leaves a file in the report. */
export const recordingCommands: DeviceCommands = {
  'monitor.start': startOf('monitor', 'Monitor', (parameters) => {
    parameters.number('interval');
  }),
  'monitor.stop': stopOf('monitor', 'Monitor'),
  'logs.start': startOf('logs', 'Log collection'),
  'logs.stop': stopOf('logs', 'Log collection'),
  'vnetwork.start': startOf('vnetwork', 'Network virtualization', (parameters) => {
    for (const name of networkFaults) parameters.number(name);
  }),
  'vnetwork.stop': stopOf('vnetwork', 'Network virtualization'),
};

function startOf(
  kind: RecordingKind,
  what: string,
  check?: (parameters: CommandParameters) => void,
): DeviceCommand {
  const run = ({
    state,
    execution,
    device,
    number,
    parameters,
    endedAtMs,
  }: DeviceContext): CommandOutcome => {
    const { deviceId } = device;
    const recordings = state.commandSessions.all.get(execution.executionId)?.recordings ?? [];
    if (recordings.some((other) => other.kind === kind && other.deviceId === deviceId)) {
      throw new CommandFailure(fill(state.settings.alreadyRecordingText, { what, deviceId }));
    }
    const intervalS = parameters.number('interval');
    const recording = {
      kind,
      deviceId,
      startedMs: endedAtMs,
      number,
      // Seconds, as the samples of the lab come one a second (inferred).
      ...(intervalS === undefined ? {} : { intervalMs: intervalS * 1000 }),
    };
    state.commandSessions.all.patch(execution.executionId, { recordings: [...recordings, recording] });
    return {};
  };
  return { needsDevice: true, run, ...(check ? { check } : {}) };
}

function stopOf(kind: RecordingKind, what: string): DeviceCommand {
  return {
    needsDevice: true,
    run: ({ state, execution, device: { deviceId } }) => {
      const stopped = state.commandSessions.stopRecordings(
        execution.executionId,
        (recording) => recording.kind === kind && recording.deviceId === deviceId,
      );
      if (stopped > 0) return {};
      throw new CommandFailure(fill(state.settings.notRecordingText, { what, deviceId }));
    },
  };
}
