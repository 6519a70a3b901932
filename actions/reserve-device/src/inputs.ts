import {
  jobIdentity,
  jobMark,
  readConnection,
  readDeviceFilters,
  readDeviceIds,
  type ConnectionInputs,
  type DeviceFilters,
  type InputReader,
} from '@perfecto-actions/action-kit';

export interface Inputs {
  connection: ConnectionInputs;
  /** Devices named by the user; empty when they are chosen by filters. */
  deviceIds: string[];
  filters: DeviceFilters;
  count: number;
  durationMs: number;
  noDevice: 'fail' | 'wait' | 'skip';
  waitMs: number;
  pollIntervalMs: number;
  /** Written into each reservation, so that it can be found again. */
  mark: string;
}

/** Reads and checks the inputs of reserve-device. */
export function readInputs(reader: InputReader): Inputs {
  const connection = readConnection(reader);
  const deviceIds = readDeviceIds(reader);
  const filters = readDeviceFilters(reader, deviceIds);
  const count = reader.integer('count', { min: 1, max: 100 });
  if (deviceIds.length > 0 && count > 1 && count !== deviceIds.length) {
    reader.problems.add('count', `is ${count}, but device-ids names ${deviceIds.length}; leave count out.`);
  }
  return {
    connection,
    deviceIds,
    filters,
    count: deviceIds.length || count,
    durationMs: reader.durationMs('duration', { minMs: 60_000, maxMs: 24 * 3_600_000 }),
    noDevice: reader.choice('no-device', ['fail', 'wait', 'skip']),
    waitMs: reader.durationMs('wait', { minMs: 0, maxMs: 6 * 3_600_000 }),
    pollIntervalMs: reader.durationMs('poll-interval', { minMs: 10, maxMs: 600_000 }),
    mark: jobMark(jobIdentity(process.env, reader.text('leg'))),
  };
}
