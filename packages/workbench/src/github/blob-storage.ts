import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readText, type Answer, type ServiceRequest } from './answer.ts';

interface Blob {
  readonly file: string;
  contentType: string;
}

/**
 * The part of Azure's blob storage that @actions/artifact 6.2.1 uses through @azure/storage-blob 12: Put Block and
 * Put Block List (`uploadStream`), Put Blob for small bodies, and Get Blob. Addresses carry a signature instead of
 * credentials, one for writing and one for reading, as shared access signatures do.
 */
export class BlobStorage {
  readonly #folder: string;
  readonly #blobs = new Map<string, Blob>();
  readonly #blocks = new Map<string, string>();
  readonly #signatures = new Map<string, { blob: string; may: 'r' | 'w' }>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<BlobStorage> {
    return new BlobStorage(await mkdtemp(join(tmpdir(), 'github-blobs-')));
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  /** An address that lets its holder write or read one blob. The path has the account first, as Azure's emulator has it. */
  sign(origin: string, blob: string, may: 'r' | 'w'): string {
    const signature = `${randomUUID()}-not-a-secret`;
    this.#signatures.set(signature, { blob, may });
    const query = new URLSearchParams({
      sv: '2026-02-06',
      sr: 'b',
      sp: may === 'w' ? 'cw' : 'r',
      sig: signature,
    });
    return `${origin}/blobs/actions-results/${blob}?${query.toString()}`;
  }

  /** Size and SHA-256 of a blob that was written; undefined when none was. */
  async measure(blob: string): Promise<{ bytes: number; digest: string } | undefined> {
    const file = this.#blobs.get(blob)?.file;
    if (file === undefined) return undefined;
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    return { bytes: (await stat(file)).size, digest: `sha256:${hash.digest('hex')}` };
  }

  /** The content of a blob; nothing when none was written. */
  async read(blob: string): Promise<Buffer | undefined> {
    const file = this.#blobs.get(blob)?.file;
    return file === undefined ? undefined : readFile(file);
  }

  async serve(request: ServiceRequest): Promise<Answer> {
    const blob = request.path.split('/').at(-1) ?? '';
    const grant = this.#signatures.get(request.query.get('sig') ?? '');
    const may = request.method === 'PUT' ? 'w' : 'r';
    if (grant?.blob !== blob || grant.may !== may) {
      return storageError(403, 'AuthenticationFailed', 'Server failed to authenticate the request.');
    }
    if (request.method === 'GET') return this.#get(blob);
    if (request.method !== 'PUT')
      return storageError(405, 'UnsupportedHttpVerb', 'The verb is not supported.');
    const comp = request.query.get('comp');
    if (comp === 'block') return this.#putBlock(blob, request);
    if (comp === 'blocklist') return this.#putBlockList(blob, request);
    return this.#putBlob(blob, request);
  }

  #get(blob: string): Answer {
    const stored = this.#blobs.get(blob);
    if (stored === undefined) return storageError(404, 'BlobNotFound', 'The specified blob does not exist.');
    return { status: 200, headers: { 'content-type': stored.contentType }, file: stored.file };
  }

  async #putBlock(blob: string, request: ServiceRequest): Promise<Answer> {
    const id = request.query.get('blockid') ?? '';
    if (id === '') return storageError(400, 'InvalidQueryParameterValue', 'blockid is missing.');
    const file = join(this.#folder, randomUUID());
    await pipeline(request.body, createWriteStream(file));
    this.#blocks.set(`${blob}/${id}`, file);
    return created();
  }

  /** Puts the blocks together in the order of the list, whatever the order they came in. */
  async #putBlockList(blob: string, request: ServiceRequest): Promise<Answer> {
    const list = await readText(request.body);
    const ids = [...list.matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id);
    const blocks = ids.map((id) => this.#blocks.get(`${blob}/${id}`));
    const file = join(this.#folder, randomUUID());
    await appendFile(file, '');
    for (const block of blocks) {
      if (block === undefined) {
        return storageError(400, 'InvalidBlockList', 'The specified block list is invalid.');
      }
      await appendFile(file, await readFile(block));
    }
    this.#store(blob, file, request);
    return created();
  }

  async #putBlob(blob: string, request: ServiceRequest): Promise<Answer> {
    if (request.headers['x-ms-blob-type'] !== 'BlockBlob') {
      return storageError(400, 'InvalidHeaderValue', 'x-ms-blob-type must be BlockBlob.');
    }
    const file = join(this.#folder, randomUUID());
    await pipeline(request.body, createWriteStream(file));
    this.#store(blob, file, request);
    return created();
  }

  #store(blob: string, file: string, { headers }: ServiceRequest): void {
    const given = headers['x-ms-blob-content-type'];
    this.#blobs.set(blob, {
      file,
      contentType: typeof given === 'string' ? given : 'application/octet-stream',
    });
  }
}

function created(): Answer {
  return {
    status: 201,
    headers: { etag: `"${randomUUID()}"`, 'x-ms-request-id': randomUUID(), 'x-ms-version': '2026-02-06' },
  };
}

function storageError(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: { 'x-ms-error-code': code },
    xml: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
