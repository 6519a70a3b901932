import {
  repositoryClean,
  repositoryDelete,
  repositoryDownload,
  repositoryInfo,
  repositoryList,
  repositoryMove,
  repositoryUpload,
  type RepositoryCleanRequest,
  type RepositoryDeleteRequest,
  type RepositoryDownloadRequest,
  type RepositoryInfoRequest,
  type RepositoryListRequest,
  type RepositoryMoveRequest,
  type RepositoryUploadRequest,
} from '@perfecto-actions/catalog/repository';
import type { FileSource } from '../transfer/file-source.ts';
import { save, type SaveOptions } from '../transfer/save.ts';
import { rawBody, type UploadWatch } from '../transfer/upload-body.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** The legacy repository (`/services/repositories`): areas media, scripts and datatables. */
export class Repositories {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Stores a file under a key. Credentials travel in the address, since the body is the file: the one such call
   * of the API. Repeated after a break only with `overwrite`. `repository.upload`, documented.
   */
  upload(request: RepositoryUploadRequest, file: FileSource, options: CallOptions & UploadWatch = {}) {
    const type = request.repository === 'media' ? 'application/octet-stream' : 'text/xml;charset=UTF-8';
    const body = rawBody(file, type, options);
    return this.#transport.upload(repositoryUpload, request, body, {
      repeatable: request.overwrite === true,
      ...options,
    });
  }

  /** The stored bytes. `repository.download`, from client code. */
  download(request: RepositoryDownloadRequest, to: CallOptions & SaveOptions) {
    return this.#transport.download(repositoryDownload, request, (answer) => save(answer, to), to);
  }

  /** Keys of an area, or of all. `repository.list`, documented. */
  list(request: RepositoryListRequest = {}, options?: CallOptions) {
    return this.#transport.call(repositoryList, request, options);
  }

  /** Facts of one item; only `creationTime` is known. `repository.info`, documented. */
  info(request: RepositoryInfoRequest, options?: CallOptions) {
    return this.#transport.call(repositoryInfo, request, options);
  }

  /** Deletes an item; `completionCode` says what happened, also when status is not Success. `repository.delete`, documented. */
  delete(request: RepositoryDeleteRequest, options?: CallOptions) {
    return this.#transport.call(repositoryDelete, request, options);
  }

  /** Renames an item of the media area. `repository.move`, documented. */
  move(request: RepositoryMoveRequest, options?: CallOptions) {
    return this.#transport.call(repositoryMove, request, options);
  }

  /** Removes old execution reports; a dry run unless `dryRun` is false. Administrators only. `repository.clean`, documented. */
  clean(request: RepositoryCleanRequest, options?: CallOptions) {
    return this.#transport.call(repositoryClean, request, options);
  }
}
