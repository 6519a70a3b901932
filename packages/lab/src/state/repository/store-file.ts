import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../refusal.ts';

/** Bytes and checksum of what was written. */
export interface Written {
  bytes: number;
  sha256: string;
}

// A TLS record is 16 KiB at most; writing in pieces of this size saves most of the system calls.
const pieceBytes = 1024 * 1024;
const pauseAboveBytes = 4 * pieceBytes;

/**
 * Streams a body to a new file while it hashes it. `check` sees the size so far and may throw a Refusal, which ends
 * the writing at once; the file is removed after any failure. `source` is called once the file is open.
 */
export async function storeFile(
  source: () => Readable,
  path: string,
  check: (bytes: number) => void,
): Promise<Written> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx');
    // Only now is the stream asked for: it may flow from then on, and nothing of it may be missed.
    return await pump(source(), file, check);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file?.close();
  }
}

async function pump(source: Readable, file: FileHandle, check: (bytes: number) => void): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;

  await new Promise<void>((resolve, reject) => {
    let ended = false;
    const stop = (error: unknown): void => {
      source.off('data', onData);
      source.off('end', onEnd);
      source.off('close', onClose);
      // What is still coming is read and dropped, so that the client can finish sending and read the refusal.
      source.resume();
      void (writing ?? Promise.resolve()).finally(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    const write = (): void => {
      const pieces = waiting;
      waiting = [];
      waitingBytes = 0;
      writing = writeAll(file, pieces).then(() => {
        writing = undefined;
        if (source.isPaused()) source.resume();
        if (waitingBytes >= pieceBytes || (ended && waitingBytes > 0)) write();
        else if (ended) resolve();
      });
      writing.catch(stop);
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      try {
        check(bytes);
      } catch (error) {
        stop(error);
        return;
      }
      hash.update(chunk);
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (!writing && waitingBytes >= pieceBytes) write();
      else if (waitingBytes >= pauseAboveBytes) source.pause();
    };
    const onEnd = (): void => {
      ended = true;
      source.off('close', onClose);
      if (writing) return;
      if (waitingBytes > 0) write();
      else resolve();
    };
    const onClose = (): void => {
      stop(new Refusal(400, 'The connection was closed before the file was complete', { whole: true }));
    };
    source.on('data', onData);
    source.on('end', onEnd);
    source.on('close', onClose);
    source.on('error', stop);
    if (source.destroyed && !source.readableEnded) onClose();
  });
  return { bytes, sha256: hash.digest('hex') };
}

async function writeAll(file: FileHandle, pieces: Buffer[]): Promise<void> {
  const expected = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const { bytesWritten } = await file.writev(pieces);
  if (bytesWritten === expected) return;
  // A short write is rare (a full disk reports an error on the next one); the rest is written as one piece.
  const rest = Buffer.concat(pieces).subarray(bytesWritten);
  await file.writeFile(rest);
}
