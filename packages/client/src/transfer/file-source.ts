import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { FileError } from '../errors.ts';

/** Pieces of this size keep a TLS upload as fast as the machine allows (1 MiB: 1.2 s per GiB, 64 KiB: 1.8 s). */
const pieceBytes = 2 ** 20;

/**
 * Pieces share a few buffers, since a new one each time costs tens of MB. Safe because a connection that was given a
 * large piece takes the next one only when that is written; so every piece but the last is full, whatever a read gives.
 */
const ringSize = 3;

/** A file to be sent, with the length it had when it was looked at. */
export interface FileSource {
  readonly path: string;
  readonly bytes: number;
}

/** Looks at a file before it is sent; throws FileError when it is not a readable, non-empty file. */
export async function fileSource(path: string): Promise<FileSource> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new FileError(`The file ${path} cannot be read.`, { cause });
  });
  if (!facts.isFile()) throw new FileError(`${path} is not a file.`);
  if (facts.size === 0)
    throw new FileError(`The file ${path} is empty.`, { hint: 'Was the build step skipped?' });
  return { path, bytes: facts.size };
}

/** Streams the file. Throws FileError when it has another length than announced, which would corrupt the request. */
export async function* readFile(source: FileSource): AsyncGenerator<Buffer> {
  let left = source.bytes;
  for await (const piece of pieces(source.path)) {
    left -= piece.length;
    if (left < 0) break;
    yield piece;
  }
  if (left !== 0) throw new FileError(`The file ${source.path} changed while it was sent.`);
}

/** SHA-256 of a file as lower-case hex; throws FileError when it cannot be read. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces(path)) hash.update(piece);
  return hash.digest('hex');
}

/** The next piece is read while one is being sent or hashed. */
async function* pieces(path: string): AsyncGenerator<Buffer> {
  const ring = Array.from({ length: ringSize }, () => Buffer.allocUnsafeSlow(pieceBytes));
  let file: FileHandle | undefined;
  let ahead: Promise<Buffer> | undefined;
  try {
    file = await open(path, 'r');
    for (let turn = 0; ; turn += 1) {
      const piece: Buffer = await (ahead ?? fill(ring, turn, file));
      if (piece.length === 0) return;
      ahead = fill(ring, turn + 1, file);
      // Awaited in the next turn; should there be none, nobody asks any more how it went.
      ahead.catch(() => undefined);
      yield piece;
    }
  } catch (cause) {
    throw new FileError(`The file ${path} cannot be read.`, { cause });
  } finally {
    await ahead?.catch(() => undefined);
    await file?.close();
  }
}

/** Reads until the buffer of this turn is full or the file ends: network file systems give less at a time. */
async function fill(ring: readonly Buffer[], turn: number, file: FileHandle): Promise<Buffer> {
  const buffer = ring[turn % ring.length] ?? Buffer.alloc(pieceBytes);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null);
    filled += bytesRead;
    if (bytesRead === 0 || filled === buffer.length) return buffer.subarray(0, filled);
  }
}
