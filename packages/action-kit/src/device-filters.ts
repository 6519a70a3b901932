import type { InputReader } from './input-reader.ts';

/** Which devices are wanted: regular expressions, matched by the service. */
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

/** Reads the inputs that choose devices. With ids given as well, each of them is a contradiction. */
export function readDeviceFilters(reader: InputReader, deviceIds: readonly string[]): DeviceFilters {
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
  return filters;
}

/** The service is written in Java, whose `(?i)` at the beginning is unknown here. */
function isExpression(text: string): boolean {
  try {
    return new RegExp(text.replace(/^\(\?[imsux]+\)/, '')) instanceof RegExp;
  } catch {
    return false;
  }
}
