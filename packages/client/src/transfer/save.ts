import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError, PerfectoError } from '../errors.ts';
import type { Exchange } from '../transport/exchange.ts';

/** Where a download goes and how large it may be. */
export interface SaveOptions {
  path: string;
  /** Larger answers are broken off. Default 2 GiB. */
  maxBytes?: number;
  /**
   * Changes the bytes on their way to the file, or looks at them. They come in pieces of 256 KiB, of which each is good
   * until the next is asked for.
   */
  through?: (pieces: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/** A file that arrived whole. */
export interface SavedFile {
  path: string;
  bytes: number;
  contentType: string;
}

/**
 * Streams an answer to disk under a temporary name and renames it when whole; nothing is left behind otherwise.
 * The disk is used without waiting for it elsewhere: to hand a piece to another thread takes longer than to hand it to
 * the system's cache, and costs half as much again of the processor (docs/performance.md).
 */
export async function save(
  answer: Exchange,
  { path, maxBytes = 2 * 2 ** 30, through = unchanged }: SaveOptions,
): Promise<SavedFile> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  let bytes = 0;
  async function* counted(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > maxBytes) {
        throw new FileError(`The download to ${path} is larger than ${maxBytes} bytes.`, {
          hint: 'Raise the size limit or leave this kind of file out.',
        });
      }
      yield piece;
    }
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    throw new FileError(`The folder of ${path} cannot be made.`, { cause });
  }
  try {
    const file = openSync(part, 'wx');
    try {
      for await (const piece of through(counted(inPieces(answer.body)))) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    if (isOfDisk(error)) throw new FileError(`The file ${path} cannot be written.`, { cause: error });
    throw error;
  }
  return { path, bytes, contentType: String(answer.headers['content-type'] ?? '') };
}

/** Handling a piece costs nearly the same whatever its size, and over TLS they come with 16 KiB. */
const pieceBytes = 2 ** 18;

/** The bytes in larger pieces. All are in the same memory: each is good until the next is asked for. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length;) {
      const copied = chunk.copy(piece, filled, taken);
      taken += copied;
      filled += copied;
      if (filled < pieceBytes) break;
      yield piece;
      filled = 0;
    }
  }
  yield piece.subarray(0, filled);
}

/** Errors of the file system name a path or one of these; errors of a connection do neither. */
function isOfDisk(error: unknown): boolean {
  // Errors of this package name places of their own.
  if (error instanceof PerfectoError) return false;
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return 'path' in error || /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS)$/.test(String(error.code));
}

function unchanged(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pieces;
}
