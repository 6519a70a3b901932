import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError, PerfectoError } from '../errors.ts';
import type { Exchange } from '../transport/exchange.ts';

/** Where a download goes and how large it may be. */
export interface SaveOptions {
  path: string;
  /** Larger answers are broken off. Default 2 GiB. */
  maxBytes?: number;
  /** Changes the bytes on their way to the file. */
  through?: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/** A file that arrived whole. */
export interface SavedFile {
  path: string;
  bytes: number;
  contentType: string;
}

/** Streams an answer to disk under a temporary name and renames it when whole; nothing is left behind otherwise. */
export async function save(
  answer: Exchange,
  { path, maxBytes = 2 * 2 ** 30, through = unchanged }: SaveOptions,
): Promise<SavedFile> {
  await mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
    throw new FileError(`The folder of ${path} cannot be made.`, { cause });
  });
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new FileError(`The download to ${path} is larger than ${maxBytes} bytes.`, {
          hint: 'Raise the size limit or leave this kind of file out.',
        });
      }
      yield chunk;
    }
  }
  try {
    const file = await open(part, 'wx');
    try {
      await writeAll(through(counted(answer.body)), file);
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (isOfDisk(error)) throw new FileError(`The file ${path} cannot be written.`, { cause: error });
    throw error;
  }
  return { path, bytes, contentType: String(answer.headers['content-type'] ?? '') };
}

/** A write costs nearly the same whatever its size, so the small pieces that come over TLS are put together. */
const pieceBytes = 2 ** 18;

/** Writes one piece while the next one comes. */
async function writeAll(chunks: AsyncIterable<Buffer>, file: FileHandle): Promise<void> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let writing = Promise.resolve();
  const flush = async (): Promise<void> => {
    await writing;
    writing = file.writeFile(Buffer.concat(waiting, waitingBytes));
    // Whether it went well is asked before the next one, which may be a while.
    writing.catch(() => undefined);
    waiting = [];
    waitingBytes = 0;
  };
  for await (const chunk of chunks) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= pieceBytes) await flush();
  }
  await flush();
  await writing;
}

/** Errors of the file system name a path or one of these; errors of a connection do neither. */
function isOfDisk(error: unknown): boolean {
  // Errors of this package name places of their own.
  if (error instanceof PerfectoError) return false;
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return 'path' in error || /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS)$/.test(String(error.code));
}

function unchanged(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return chunks;
}
