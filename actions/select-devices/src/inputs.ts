import {
  readConnection,
  readDeviceFilters,
  readDeviceIds,
  type ConnectionInputs,
  type DeviceFilters,
  type InputReader,
} from '@perfecto-actions/action-kit';

/** A strategy makes at most this many jobs (GitHub's usage limits). */
const mostJobs = 256;

export interface Inputs {
  connection: ConnectionInputs;
  /** Devices named by the user; empty when they are chosen by filters. */
  deviceIds: string[];
  filters: DeviceFilters;
  /** The most devices to select. */
  count: number;
  onePer: 'device' | 'model' | 'os-version';
  freeOnly: boolean;
  noDevice: 'fail' | 'skip';
}

/** Reads and checks the inputs of select-devices. */
export function readInputs(reader: InputReader): Inputs {
  const connection = readConnection(reader);
  const deviceIds = readDeviceIds(reader);
  if (deviceIds.length > mostJobs) {
    reader.problems.add('device-ids', `names ${deviceIds.length} devices; a matrix takes ${mostJobs}.`);
  }
  return {
    connection,
    deviceIds,
    filters: readDeviceFilters(reader, deviceIds),
    count: reader.integer('count', { min: 1, max: mostJobs }),
    onePer: reader.choice('one-per', ['device', 'model', 'os-version']),
    freeOnly: reader.flag('free-only'),
    noDevice: reader.choice('no-device', ['fail', 'skip']),
  };
}
