import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { InputError } from '../errors.ts';
import type { UploadBody } from '../transport/transport.ts';
import { readFile, type FileSource } from './file-source.ts';

/** What an upload tells while it runs; after a break both begin anew. */
export interface UploadWatch {
  /** Gets the bytes of the file that have been handed to the connection so far, in this attempt. */
  onProgress?: (sentBytes: number) => void;
  /** Gets the SHA-256 of what was sent, lower-case hex, when the last piece of the file has been handed over. */
  onSha256?: (sha256: string) => void;
}

/** The file itself as the body: legacy uploads. */
export function rawBody(source: FileSource, contentType: string, watch: UploadWatch = {}): UploadBody {
  return { contentType, open: () => ({ length: source.bytes, chunks: watched(source, watch) }) };
}

/** Names of the two parts of a v1 upload, and what the first one says. */
export interface UploadParts {
  metadataPart: string;
  metadata: object;
  /** Makes the metadata of the SHA-256; then `metadata` only tells its length beforehand. */
  metadataOf?: ((sha256: string) => object) | undefined;
  filePart: string;
}

/**
 * A multipart body of known length: v1 uploads. Framed by hand, because FormData keeps the whole file in memory.
 * The metadata goes first, or behind the file when it needs its SHA-256: the parts may come in either order (seen in
 * client code), and so a file is read once.
 */
export function multipartBody(source: FileSource, parts: UploadParts, watch: UploadWatch = {}): UploadBody {
  const boundary = `perfecto-${randomUUID()}`;
  const fileName = basename(source.path).replace(/["\r\n]/g, '_');
  const fileHead = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${parts.filePart}"; filename="${fileName}"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n`,
  );
  const fileTail = Buffer.from('\r\n');
  const end = Buffer.from(`--${boundary}--\r\n`);
  const { metadata, metadataOf } = parts;
  const metadataPart = (facts: object): Buffer =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${parts.metadataPart}"\r\n` +
        `Content-Type: application/json\r\n\r\n${JSON.stringify(facts)}\r\n`,
    );
  async function* chunks(): AsyncGenerator<Buffer> {
    if (!metadataOf) yield metadataPart(metadata);
    yield fileHead;
    const sha256 = yield* watched(source, watch, metadataOf !== undefined);
    yield fileTail;
    if (metadataOf) yield sameLength(metadataPart(metadataOf(sha256)));
    yield end;
  }
  const metadataBytes = metadataPart(metadata).length;
  // Another length than announced would corrupt the request.
  const sameLength = (part: Buffer): Buffer => {
    if (part.length === metadataBytes) return part;
    throw new InputError(['The metadata of an upload has another length with the SHA-256 than without.']);
  };
  const length = metadataBytes + fileHead.length + source.bytes + fileTail.length + end.length;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    open: () => ({ length, chunks: chunks() }),
  };
}

/** The pieces of a file; in the end its SHA-256, empty when nobody wants it. */
async function* watched(
  source: FileSource,
  { onProgress, onSha256 }: UploadWatch,
  needsSha256 = false,
): AsyncGenerator<Buffer, string> {
  const hash = needsSha256 || onSha256 ? createHash('sha256') : undefined;
  let sentBytes = 0;
  for await (const piece of readFile(source)) {
    hash?.update(piece);
    onProgress?.((sentBytes += piece.length));
    yield piece;
  }
  const sha256 = hash?.digest('hex') ?? '';
  onSha256?.(sha256);
  return sha256;
}
