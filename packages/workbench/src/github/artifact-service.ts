import { randomUUID } from 'node:crypto';
import { basename } from 'node:path/posix';
import { readJson, textOf, tokenOf, type Answer, type ServiceRequest } from './answer.ts';
import type { BlobStorage } from './blob-storage.ts';
import type { ArtifactRecord, GitHubRecords, RunRecord } from './records.ts';

type Body = Record<string, unknown>;

/**
 * The results service behind `ACTIONS_RESULTS_URL`: the artifact API, version 4, in Twirp's JSON as @actions/artifact
 * 6.2.1 speaks it (lib/generated/results/api/v1). Members have their protobuf names, 64-bit numbers are texts.
 */
export class ArtifactService {
  readonly #records: GitHubRecords;
  readonly #storage: BlobStorage;

  constructor(records: GitHubRecords, storage: BlobStorage) {
    this.#records = records;
    this.#storage = storage;
  }

  async serve(request: ServiceRequest): Promise<Answer> {
    const job = this.#records.runtimeTokens.get(tokenOf(request));
    if (job === undefined) return twirpError(401, 'unauthenticated', 'invalid runtime token');
    const body = await readJson(request.body);
    if (body === undefined) return twirpError(400, 'malformed', 'the json request could not be decoded');
    // The client names the run it takes from the token; a token of another run opens nothing.
    if (body['workflow_run_backend_id'] !== job.run.backendId) {
      return twirpError(403, 'permission_denied', 'the token is not for this workflow run');
    }
    switch (basename(request.path)) {
      case 'CreateArtifact':
        return this.#create(body, job.run, request.origin);
      case 'FinalizeArtifact':
        return this.#finalize(body, job.run);
      case 'ListArtifacts':
        return this.#list(body, job.run);
      case 'GetSignedArtifactURL':
        return this.#signedUrl(body, job.run, request.origin);
      case 'DeleteArtifact':
        return this.#delete(body, job.run);
      default:
        return twirpError(404, 'bad_route', 'no such method');
    }
  }

  #create(body: Body, run: RunRecord, origin: string): Answer {
    const name = textOf(body['name']);
    if (name === '' || body['version'] !== 7) return twirpError(400, 'invalid_argument', 'name or version');
    if (this.#artifacts(run).some((artifact) => artifact.name === name)) {
      return twirpError(
        409,
        'already_exists',
        'an artifact with this name already exists on the workflow run',
      );
    }
    const { artifacts, now } = this.#records;
    const artifact: ArtifactRecord = {
      id: 9_000_001 + artifacts.length,
      name,
      run,
      jobBackendId: textOf(body['workflow_job_run_backend_id']),
      blob: `${randomUUID()}.zip`,
      createdAtMs: now(),
      bytes: 0,
      digest: undefined,
      isFinal: false,
      isExpired: false,
    };
    artifacts.push(artifact);
    const signed_upload_url = this.#storage.sign(origin, artifact.blob, 'w');
    return { status: 200, json: { ok: true, signed_upload_url } };
  }

  async #finalize(body: Body, run: RunRecord): Promise<Answer> {
    const artifact = this.#artifacts(run).find(({ name }) => name === body['name']);
    const measured = artifact && (await this.#storage.measure(artifact.blob));
    if (!artifact || !measured) return twirpError(404, 'not_found', 'nothing was uploaded');
    const hash = textOf(body['hash']);
    if (body['size'] !== String(measured.bytes) || (hash !== '' && hash !== measured.digest)) {
      return twirpError(400, 'invalid_argument', 'size or hash differ from what was uploaded');
    }
    Object.assign(artifact, measured, { isFinal: true });
    return { status: 200, json: { ok: true, artifact_id: String(artifact.id) } };
  }

  #list(body: Body, run: RunRecord): Answer {
    const artifacts = this.#artifacts(run).filter(
      ({ isFinal, name, id }) =>
        isFinal &&
        (body['name_filter'] === undefined || body['name_filter'] === name) &&
        (body['id_filter'] === undefined || body['id_filter'] === String(id)),
    );
    return { status: 200, json: { artifacts: artifacts.map(listed) } };
  }

  #signedUrl(body: Body, run: RunRecord, origin: string): Answer {
    const artifact = this.#artifacts(run).find(({ isFinal, name }) => isFinal && name === body['name']);
    if (!artifact) return twirpError(404, 'not_found', 'no such artifact');
    return { status: 200, json: { signed_url: this.#storage.sign(origin, artifact.blob, 'r') } };
  }

  #delete(body: Body, run: RunRecord): Answer {
    const artifact = this.#artifacts(run).find(({ name }) => name === body['name']);
    if (!artifact) return twirpError(404, 'not_found', 'no such artifact');
    this.#records.artifacts.splice(this.#records.artifacts.indexOf(artifact), 1);
    return { status: 200, json: { ok: true, artifact_id: String(artifact.id) } };
  }

  #artifacts(run: RunRecord): ArtifactRecord[] {
    return this.#records.artifacts.filter((artifact) => artifact.run === run);
  }
}

function listed(artifact: ArtifactRecord): Record<string, unknown> {
  return {
    workflow_run_backend_id: artifact.run.backendId,
    workflow_job_run_backend_id: artifact.jobBackendId,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.bytes),
    created_at: new Date(artifact.createdAtMs).toISOString(),
    ...(artifact.digest !== undefined && { digest: artifact.digest }),
  };
}

/** Codes are Twirp's; the text of `already_exists` is GitHub's own, the other texts are invented. */
function twirpError(status: number, code: string, msg: string): Answer {
  return { status, json: { code, msg } };
}
