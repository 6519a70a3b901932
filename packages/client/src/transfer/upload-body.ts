import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { UploadBody } from '../transport/transport.ts';
import { readFile, type FileSource } from './file-source.ts';

/** Called with the bytes of the file that have been handed to the connection so far, in this attempt. */
export type Progress = (sentBytes: number) => void;

/** The file itself as the body: legacy uploads. */
export function rawBody(source: FileSource, contentType: string, onProgress?: Progress): UploadBody {
  return { contentType, open: () => ({ length: source.bytes, chunks: counted(source, onProgress) }) };
}

/**
 * A multipart body of known length with the metadata first: v1 uploads. Framed by hand, because
 * FormData keeps the whole file in memory.
 */
export function multipartBody(
  source: FileSource,
  parts: { metadataPart: string; metadata: object; filePart: string },
  onProgress?: Progress,
): UploadBody {
  const boundary = `perfecto-${randomUUID()}`;
  const fileName = basename(source.path).replace(/["\r\n]/g, '_');
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${parts.metadataPart}"\r\n` +
      `Content-Type: application/json\r\n\r\n${JSON.stringify(parts.metadata)}\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="${parts.filePart}"; filename="${fileName}"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    open: () => ({
      length: head.length + source.bytes + tail.length,
      chunks: framed(head, counted(source, onProgress), tail),
    }),
  };
}

async function* framed(head: Buffer, file: AsyncIterable<Buffer>, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  yield* file;
  yield tail;
}

function counted(source: FileSource, onProgress: Progress | undefined): AsyncGenerator<Buffer> {
  let sent = 0;
  return readFile(source, (bytes) => onProgress?.((sent += bytes)));
}
