import type { ServiceRequest } from './answer.ts';
import type { BlobStorage } from './blob-storage.ts';
import type { GitHubRecords } from './records.ts';

/** What a handler of the REST API gets. */
export interface RestCall {
  readonly request: ServiceRequest;
  readonly records: GitHubRecords;
  readonly storage: BlobStorage;
  /** Variable parts of the path below the repository, in order. */
  readonly parts: readonly string[];
}
