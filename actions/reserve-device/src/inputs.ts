import {
  jobIdentity,
  jobMark,
  readConnection,
  type ConnectionInputs,
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

/** Regular expressions, matched by the service. */
export interface DeviceFilters {
  os?: string;
  osVersion?: string;
  manufacturer?: string;
  model?: string;
  location?: string;
  description?: string;
}

const filterInputs = [
  ['os', 'os'],
  ['osVersion', 'os-version'],
  ['manufacturer', 'manufacturer'],
  ['model', 'model'],
  ['location', 'location'],
  ['description', 'description'],
] as const;

/** Reads and checks the inputs of reserve-device. */
export function readInputs(reader: InputReader): Inputs {
  const connection = readConnection(reader);
  const deviceIds = withoutTwins(reader.list('device-ids'));
  const filters: DeviceFilters = {};
  for (const [filter, input] of filterInputs) {
    const expression = reader.optional(input);
    if (expression === undefined) continue;
    filters[filter] = expression;
    if (deviceIds.length > 0)
      reader.problems.add(input, 'is given together with device-ids; give one or the other.');
    if (!isExpression(expression)) {
      reader.problems.add(input, `${JSON.stringify(expression)} is not a valid regular expression.`);
    }
  }
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

/** The service reads ids without regard to case. */
function withoutTwins(deviceIds: readonly string[]): string[] {
  return [...new Map(deviceIds.map((deviceId) => [deviceId.toLowerCase(), deviceId])).values()];
}

/** The service is written in Java, whose `(?i)` at the beginning is unknown here. */
function isExpression(text: string): boolean {
  try {
    return new RegExp(text.replace(/^\(\?[imsux]+\)/, '')) instanceof RegExp;
  } catch {
    return false;
  }
}
