import { gunzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { plainText } from '../text/escape.ts';

/** A log as the page shows it. */
export interface LogReading {
  text: string;
  /** What was left out of it. */
  note?: string;
}

/** The log is not text, or cannot be unpacked. */
export class LogUnreadable extends Error {
  override readonly name = 'LogUnreadable';
  readonly code = 'LOG_UNREADABLE';
}

const maxUnpackedBytes = 16 * 2 ** 20;
const maxShownChars = 512 * 2 ** 10;

/** Reads a log: plain text, gzip, or a zip of texts. The end of a long one is kept, since that is where it broke. */
export async function readLog(bytes: Uint8Array): Promise<LogReading> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const raw = await unpacked(buffer);
  if (raw.subarray(0, 4096).includes(0)) throw new LogUnreadable('The log is not text.');
  const text = plainText(raw.toString('utf8')).trimEnd();
  if (text.length <= maxShownChars) return { text };
  const start = text.indexOf('\n', text.length - maxShownChars) + 1;
  const left = text.slice(0, start).split('\n').length - 1;
  return {
    text: text.slice(start),
    note: `The first ${left.toLocaleString('en-US')} lines are only in the file.`,
  };
}

async function unpacked(buffer: Buffer): Promise<Buffer> {
  try {
    if (buffer.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return await unzipped(buffer);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) {
      return gunzipSync(buffer, { maxOutputLength: maxUnpackedBytes });
    }
    return buffer;
  } catch (error) {
    if (error instanceof LogUnreadable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LogUnreadable(`The log could not be unpacked: ${reason}.`, { cause: error });
  }
}

/** The files of an archive, one after the other. The sizes that an entry claims are checked against its content. */
async function unzipped(buffer: Buffer): Promise<Buffer> {
  const archive = await fromBufferPromise(buffer);
  const parts: Buffer[] = [];
  let left = maxUnpackedBytes;
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    left -= entry.uncompressedSize;
    if (left < 0) throw new LogUnreadable('The log is larger than 16 MiB unpacked; see the file.');
    if (parts.length > 0) parts.push(Buffer.from(`\n== ${entry.fileName}\n`));
    const content: AsyncIterable<Buffer> = await archive.openReadStreamPromise(entry);
    for await (const piece of content) parts.push(piece);
  }
  return Buffer.concat(parts);
}
