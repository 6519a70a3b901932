const folder = '/media/recordings/';

/** Which recording an address names. */
export interface RecordingAddress {
  executionId: string;
  deviceId: string;
}

/**
 * The path of a device's video below the cloud's base address, with its parts percent-encoded. That the XML
 * report holds an absolute address is from-client-code; the form of the path is invented.
 */
export function recordingPath(address: RecordingAddress): string {
  return `${folder}${encodeSegment(address.executionId)}/${encodeSegment(address.deviceId)}.mp4`;
}

/** Reads what `recordingPath` wrote; `undefined` if the path names no recording. */
export function parseRecordingPath(path: string): RecordingAddress | undefined {
  const match = /^([^/]+)\/([^/]*)\.mp4$/.exec(path.startsWith(folder) ? path.slice(folder.length) : '');
  if (match === null) return undefined;
  try {
    return { executionId: decodeURIComponent(match[1] ?? ''), deviceId: decodeURIComponent(match[2] ?? '') };
  } catch {
    return undefined; // a stray percent sign
  }
}

// An unpaired surrogate would make encodeURIComponent throw.
function encodeSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
