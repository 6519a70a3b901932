import { buffer } from 'node:stream/consumers';

import { ZipFile } from 'yazl';

/**
 * A zip with one file. The time is in UTC and goes through the DOS field alone, so that the bytes do not
 * depend on the time zone of this machine; times outside 1980 to 2107 move to the nearest that fits.
 */
export async function zipOf(fileName: string, bytes: Buffer, modifiedAtMs: number): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(bytes, fileName, { mtime: wallClock(modifiedAtMs), forceDosTimestamp: true, mode: 0o100644 });
  zip.end();
  return buffer(zip.outputStream);
}

// The library reads the local parts of the date; this one has the UTC parts in their place.
function wallClock(timeMs: number): Date {
  const utc = new Date(Number.isFinite(timeMs) ? Math.max(315_532_800_000, timeMs) : 315_532_800_000);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
