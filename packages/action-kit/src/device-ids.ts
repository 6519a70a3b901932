import type { InputReader } from './input-reader.ts';

/**
 * Reads `device-ids`: a list, or the JSON list that reserve-device and select-devices put out. Each device once: the
 * service reads ids without regard to case.
 */
export function readDeviceIds(reader: InputReader): string[] {
  const text = reader.text('device-ids');
  const given = text.startsWith('[') ? jsonList(text) : reader.list('device-ids');
  if (given === undefined) {
    reader.problems.add(
      'device-ids',
      'begins like JSON but is not a list of texts; give the device-ids output of reserve-device.',
    );
    return [];
  }
  return [...new Map(given.map((deviceId) => [deviceId.toLowerCase(), deviceId])).values()];
}

function jsonList(text: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every(isName) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
