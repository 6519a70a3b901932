import { Busboy } from '@fastify/busboy';
import type { BusboyHeaders } from '@fastify/busboy';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { JsonObject } from './call.ts';
import { parseJsonObject } from './json-body.ts';
import { Refusal } from '../refusal.ts';
import type { RequestBody } from './request-body.ts';

/** What an upload form must hold: JSON about the file, and the file. */
export interface UploadForm<Stored> {
  /** Name of the file part, for example `inputStream`. */
  filePart: string;
  /** Sees the metadata as soon as it is complete, before or after the file; refuses what is wrong with it. */
  onMetadata: (metadata: JsonObject) => void;
  /** Stores the file while it streams in. */
  onFile: (file: Readable) => Promise<Stored>;
}

const maxMetadataBytes = 1024 * 1024;

/**
 * Reads a multipart upload in one pass, parts in either order, `requestPart` with or without a content type.
 * The file is never held in memory.
 */
export async function readUploadForm<Stored>(
  body: RequestBody,
  form: UploadForm<Stored>,
): Promise<{ metadata: JsonObject; stored: Stored }> {
  const contentType = body.incoming.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType)) {
    throw new Refusal(400, `Content type '${contentType}' is not multipart/form-data with a boundary`, {
      whole: true,
    });
  }
  const incoming = body.incoming;
  let metadata: JsonObject | undefined;
  let storing: Promise<Stored> | undefined;
  let part: Readable | undefined;

  return new Promise((resolve, reject) => {
    let isOver = false;
    const parser = openParser(incoming.headers, form.filePart);
    const fail = (error: unknown): void => {
      if (isOver) return;
      isOver = true;
      incoming.unpipe(parser);
      // The rest is read and dropped, so that the client can finish sending and read the refusal.
      incoming.resume();
      // Whoever stores the file sees its stream close, and cleans up.
      part?.destroy();
      const reason = error instanceof Error ? error : new Error(String(error));
      void (storing ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          reject(reason);
        });
    };
    parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
      if (isOver || name !== 'requestPart') return;
      try {
        if (valueTruncated) throw new Refusal(400, 'requestPart is too large', { whole: true });
        metadata = parseJsonObject(value);
        form.onMetadata(metadata);
      } catch (error) {
        fail(error);
      }
    });
    parser.on('file', (_name, file) => {
      if (isOver || storing) {
        file.resume();
        return;
      }
      part = file;
      // The parser reports a body that ends within the file here.
      file.on('error', (error: Error) => {
        fail(malformed(error));
      });
      storing = form.onFile(file);
      storing.catch(fail);
    });
    parser.on('error', (error) => {
      fail(malformed(error));
    });
    parser.on('finish', () => {
      if (isOver) return;
      if (!metadata) fail(new Refusal(400, "Required part 'requestPart' is missing", { whole: true }));
      else if (!storing)
        fail(new Refusal(400, `Required part '${form.filePart}' is missing`, { whole: true }));
      else {
        const found = metadata;
        storing.then(
          (stored) => {
            isOver = true;
            resolve({ metadata: found, stored });
          },
          (error: unknown) => {
            fail(error);
          },
        );
      }
    });
    incoming.on('close', () => {
      if (!incoming.complete)
        fail(new Refusal(400, 'The connection was closed within the upload', { whole: true }));
    });
    body.begin().pipe(parser);
  });
}

function openParser(headers: IncomingHttpHeaders, filePart: string) {
  try {
    return new Busboy({
      headers: headers as BusboyHeaders,
      highWaterMark: 1024 * 1024,
      fileHwm: 1024 * 1024,
      limits: { fieldSize: maxMetadataBytes },
      isPartAFile: (name) => name === filePart,
    });
  } catch (error) {
    // A boundary that is only part of another parameter, for example.
    throw malformed(error);
  }
}

// The parser's messages name what is missing, for example "Unexpected end of multipart data".
function malformed(error: unknown): Refusal {
  const text = error instanceof Error ? error.message : 'it cannot be read';
  return new Refusal(400, `Multipart body is malformed: ${text}`, { whole: true });
}
