import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Answer, ServiceRequest } from './answer.ts';
import { ArtifactService } from './artifact-service.ts';
import { BlobStorage } from './blob-storage.ts';
import { publishedBy } from './published.ts';
import type { ArtifactRecord, CheckRunRecord, GitHubRecords, StatusRecord } from './records.ts';
import { serveRest } from './rest-api.ts';
import { unzip } from './unzip.ts';
import { WorkflowRun, type RunOptions } from './workflow-run.ts';

export interface GitHubOptions {
  /** `owner/name`; `demo/app` if absent. */
  readonly repository?: string;
  /** `main` if absent. */
  readonly defaultBranch?: string;
  /** GitHub Enterprise Server: another server name, no artifacts of version 4 (@actions/artifact refuses there). */
  readonly isEnterpriseServer?: boolean;
  readonly now?: () => number;
}

/** Something that goes wrong: requests that match are answered so, or their connection breaks. */
export interface ServiceFault {
  readonly method?: string;
  readonly path: RegExp;
  readonly answer: Answer | 'reset';
  /** So many matching requests are let pass first. */
  after?: number;
  /** How often; for ever if absent. */
  times?: number;
}

/** One request, for assertions. The signature of a blob address is not part of it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A running stand-in for GitHub's services. */
export interface GitHubStandIn {
  /** Origin of all services, on loopback. */
  readonly url: string;
  /** Of all runs; a test may change them and add some. */
  readonly artifacts: ArtifactRecord[];
  readonly checkRuns: readonly CheckRunRecord[];
  readonly statuses: readonly StatusRecord[];
  readonly requests: readonly SeenRequest[];
  readonly faults: ServiceFault[];
  /** The files in an artifact of a run, by their paths; nothing when the run has none of this name. */
  filesOf(runId: number, artifact: string): Promise<ReadonlyMap<string, Buffer>>;
  /** Begins a run of a workflow; its jobs get their tokens from it. */
  startRun(options?: RunOptions): WorkflowRun;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for the GitHub services that actions use from inside a job: the results service for artifacts, its
 * blob storage and a part of the REST API, for one repository. Plain HTTP, since GitHub's own clients take no further
 * certificate authority; on loopback, on a port of its own.
 */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubStandIn> {
  const storage = await BlobStorage.open();
  const records: GitHubRecords = {
    repository: options.repository ?? 'demo/app',
    defaultBranch: options.defaultBranch ?? 'main',
    runs: [],
    artifacts: [],
    checkRuns: [],
    statuses: [],
    tokens: new Map(),
    runtimeTokens: new Map(),
    now: options.now ?? Date.now,
  };
  const artifactService = new ArtifactService(records, storage);
  const requests: SeenRequest[] = [];
  const faults: ServiceFault[] = [];

  const answer = async (request: ServiceRequest): Promise<Answer | 'reset'> => {
    const fault = playedFault(faults, request);
    if (fault !== undefined) return fault.answer;
    if (request.path.startsWith('/twirp/')) return artifactService.serve(request);
    if (request.path.startsWith('/blobs/')) return storage.serve(request);
    return serveRest(request, records, storage);
  };

  const server = createServer((incoming, outgoing) => {
    const request = requestOf(incoming, url);
    answer(request)
      .then((given) => {
        const status = given === 'reset' ? 0 : given.status;
        requests.push({ method: request.method, path: request.path, status });
        return send(given, outgoing, incoming);
      })
      .catch(() => {
        // The client went away in the middle of a body; there is nobody left to tell.
        outgoing.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    artifacts: records.artifacts,
    checkRuns: records.checkRuns,
    statuses: records.statuses,
    requests,
    faults,
    async filesOf(runId, name) {
      const artifact = records.artifacts.find((one) => one.run.id === runId && one.name === name);
      const zip = artifact && (await storage.read(artifact.blob));
      return zip === undefined ? new Map() : unzip(zip);
    },
    startRun: (run = {}) =>
      new WorkflowRun(run, records, {
        url,
        isEnterpriseServer: options.isEnterpriseServer ?? false,
        published: (one) => publishedBy(one, records, storage),
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await storage.close();
    },
  };
}

/** The first fault that fits and is due; one that was played often enough is over. */
function playedFault(faults: ServiceFault[], request: ServiceRequest): ServiceFault | undefined {
  for (const fault of faults) {
    if ((fault.method ?? request.method) !== request.method || !fault.path.test(request.path)) continue;
    if ((fault.after ?? 0) > 0) {
      fault.after = (fault.after ?? 0) - 1;
      continue;
    }
    fault.times = (fault.times ?? Number.POSITIVE_INFINITY) - 1;
    if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
    return fault;
  }
  return undefined;
}

function requestOf(incoming: IncomingMessage, origin: string): ServiceRequest {
  const address = new URL(incoming.url ?? '/', origin);
  return {
    method: incoming.method ?? 'GET',
    path: address.pathname.replace(/^\/api\/v3(?=\/)/, ''),
    query: address.searchParams,
    headers: incoming.headers,
    body: incoming,
    origin,
  };
}

async function send(
  answer: Answer | 'reset',
  outgoing: ServerResponse,
  incoming: IncomingMessage,
): Promise<void> {
  if (answer === 'reset') {
    outgoing.destroy();
    return;
  }
  // What nobody read must not keep the connection from its next request.
  incoming.resume();
  const { status, headers = {}, json, xml, file } = answer;
  outgoing.writeHead(status, {
    'x-github-request-id': randomUUID(),
    ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(xml !== undefined && { 'content-type': 'application/xml' }),
    ...headers,
  });
  if (file !== undefined) await pipeline(createReadStream(file), outgoing);
  else outgoing.end(json === undefined ? xml : JSON.stringify(json));
}
