import {
  repositoryInternalUploadDirect,
  repositoryV1ChangeLocator,
  repositoryV1Delete,
  repositoryV1Download,
  repositoryV1Edit,
  repositoryV1Info,
  repositoryV1List,
  repositoryV1Upload,
  type RepositoryInternalUploadDirectRequest,
  type RepositoryV1ChangeLocatorRequest,
  type RepositoryV1EditRequest,
  type RepositoryV1ListRequest,
  type RepositoryV1UploadRequest,
} from '@perfecto-actions/catalog/repository';
import type { FileSource } from '../transfer/file-source.ts';
import { save, type SaveOptions } from '../transfer/save.ts';
import { multipartBody, type UploadWatch } from '../transfer/upload-body.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

type RequestPart = RepositoryV1UploadRequest['requestPart'];

/** The v1 repository (`/repository/api/v1/artifacts`): one flat store, items named by locator. Tokens only. */
export class Artifacts {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Stores a file; ConflictError when the locator is taken and `override` is not set. Metadata that holds the SHA-256
   * of the file, in a tag for example, may be a function of it: called with zeros first, for the length of the JSON,
   * which may not depend on the digits. `repository.v1.upload`, documented.
   */
  upload(
    metadata: RequestPart | ((sha256: string) => RequestPart),
    file: FileSource,
    options: CallOptions & UploadWatch = {},
  ) {
    const metadataOf = typeof metadata === 'function' ? metadata : undefined;
    const requestPart = typeof metadata === 'function' ? metadata('0'.repeat(64)) : metadata;
    const parts = { metadataPart: 'requestPart', metadata: requestPart, metadataOf, filePart: 'inputStream' };
    const body = multipartBody(file, parts, options);
    const repeatable = requestPart.override === true;
    return this.#transport.upload(repositoryV1Upload, { requestPart }, body, { repeatable, ...options });
  }

  /** The file. `repository.v1.download`, documented. */
  download(artifactLocator: string, to: CallOptions & SaveOptions) {
    return this.#transport.download(
      repositoryV1Download,
      { artifactLocator },
      (answer) => save(answer, to),
      to,
    );
  }

  /** One page of items; go on with `skip` while `truncated`. `repository.v1.list`, from client code. */
  list(request: RepositoryV1ListRequest = {}, options?: CallOptions) {
    return this.#transport.call(repositoryV1List, request, options);
  }

  /** Size, type, tags and times of one item; NotFoundError when there is none. `repository.v1.info`, documented. */
  info(artifactLocator: string, options?: CallOptions) {
    return this.#transport.call(repositoryV1Info, { artifactLocator }, options);
  }

  /** Replaces display name and tags. `repository.v1.edit`, documented. */
  edit(request: RepositoryV1EditRequest, options?: CallOptions) {
    return this.#transport.call(repositoryV1Edit, request, options);
  }

  /** Moves an item to another locator. `repository.v1.changeLocator`, documented. */
  changeLocator(request: RepositoryV1ChangeLocatorRequest, options?: CallOptions) {
    return this.#transport.call(repositoryV1ChangeLocator, request, options);
  }

  /** Deletes an item. `repository.v1.delete`, from client code. */
  delete(artifactLocator: string, options?: CallOptions) {
    return this.#transport.call(repositoryV1Delete, { artifactLocator }, options);
  }

  /** The upload that the Cypress SDK uses. `repository.internal.uploadDirect`, not documented, from client code. */
  uploadDirect(
    metadata: RepositoryInternalUploadDirectRequest['requestPart'],
    file: FileSource,
    options?: CallOptions,
  ) {
    const body = multipartBody(file, { metadataPart: 'requestPart', metadata, filePart: 'inputPart' });
    return this.#transport.upload(repositoryInternalUploadDirect, { requestPart: metadata }, body, options);
  }
}
