import type { StepContext as Step } from '@perfecto-actions/action-kit';
import type { Operation } from '@perfecto-actions/catalog';
import {
  CloudClient,
  multipartBody,
  rawBody,
  save,
  type CallOptions,
  type ClientOptions,
  type FileSource,
  type SavedFile,
  type SaveOptions,
} from '@perfecto-actions/client';

/** An operation whose types nobody knows here: it was named by a workflow. */
export type AnyOperation = Operation<object, unknown>;

/** How a file travels with an operation: as the whole body, or as a part beside its metadata. */
export type FilePlace = { part: undefined } | { part: string; metadataPart: string };

/** A client that calls operations by descriptor, moves their files, and remembers the status of the last answer. */
export class Client extends CloudClient {
  #status: number | undefined;

  constructor(options: ClientOptions) {
    super({
      ...options,
      onExchange: (event) => {
        this.#status = event.status;
        options.onExchange?.(event);
      },
    });
  }

  /** HTTP status of the last answer; undefined before one, and when none came. */
  get status(): number | undefined {
    return this.#status;
  }

  /** Calls an operation whose answer is a file. */
  download(
    operation: AnyOperation,
    request: object,
    { scrub, ...to }: CallOptions & Omit<SaveOptions, 'through'> & { scrub: SaveOptions['through'] },
  ): Promise<SavedFile> {
    const receive: Parameters<typeof this.transport.download<object, SavedFile>>[2] = (answer) => {
      const isText = /text|json|xml|csv/.test(String(answer.headers['content-type'] ?? ''));
      return save(answer, { ...to, ...(isText && scrub && { through: scrub }) });
    };
    return this.transport.download(operation, request, receive, to);
  }

  /** Sends a file; begun anew after a break only where that does no harm. */
  upload(
    operation: AnyOperation,
    request: Readonly<Record<string, unknown>>,
    { file, place, contentType }: { file: FileSource; place: FilePlace; contentType: string },
    options: CallOptions,
  ): Promise<unknown> {
    const body =
      place.part === undefined
        ? rawBody(file, contentType)
        : multipartBody(file, {
            metadataPart: place.metadataPart,
            metadata: request[place.metadataPart] ?? {},
            filePart: place.part,
          });
    return this.transport.upload(operation, request, body, options);
  }
}

export type StepContext = Step<Client>;
