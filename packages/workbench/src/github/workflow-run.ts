import { randomUUID } from 'node:crypto';
import type { JobServices } from '../step-runner/index.ts';
import type { GitHubRecords, Permissions, RunRecord } from './records.ts';

export interface RunOptions {
  /** `nightly.yml` if absent. */
  readonly workflowFile?: string;
  readonly workflowName?: string;
  /** `schedule` if absent. */
  readonly event?: string;
  /** The default branch if absent. */
  readonly branch?: string;
  /** The fork that the branch is of, `owner/name`; null for one that was deleted. The repository itself if absent. */
  readonly fork?: string | null;
  readonly sha?: string;
}

export interface JobOptions {
  /** Id of the job in the workflow. */
  readonly job?: string;
  /** What the token may do; enough for every decoration if absent. */
  readonly permissions?: Permissions;
}

/** What a token may do in a run of a fork or of Dependabot. */
export const readOnly: Permissions = { actions: 'read', checks: 'read', contents: 'read', statuses: 'read' };

const enough: Permissions = { actions: 'read', checks: 'write', contents: 'read', statuses: 'write' };

/** The stand-in that a run belongs to. */
interface RunServer {
  readonly url: string;
  readonly isEnterpriseServer: boolean;
  /** What everybody can see of a run, by place. */
  readonly published: (run: RunRecord) => Promise<ReadonlyMap<string, Buffer>>;
}

/** A run of a workflow under way. */
export class WorkflowRun {
  readonly #records: GitHubRecords;
  readonly #run: RunRecord;
  readonly #server: RunServer;

  constructor(options: RunOptions, records: GitHubRecords, server: RunServer) {
    const number = records.runs.length + 1;
    this.#records = records;
    this.#server = server;
    this.#run = {
      id: 7_000_000_000 + number,
      backendId: randomUUID(),
      runNumber: number,
      attempt: 1,
      workflowFile: options.workflowFile ?? 'nightly.yml',
      workflowName: options.workflowName ?? 'Nightly',
      event: options.event ?? 'schedule',
      branch: options.branch ?? records.defaultBranch,
      headRepository: options.fork === null ? undefined : (options.fork ?? records.repository),
      headSha: options.sha ?? number.toString(16).padStart(40, '0'),
      startedAtMs: records.now(),
      conclusion: undefined,
    };
    records.runs.push(this.#run);
  }

  get id(): number {
    return this.#run.id;
  }

  /** What a job of this run gets from GitHub: its part of the `github` context, and the variables only actions see. */
  job({ job = 'tests', permissions = enough }: JobOptions = {}): JobServices {
    const { repository, tokens, runtimeTokens } = this.#records;
    const run = this.#run;
    const jobBackendId = randomUUID();
    const token = `ghs_${randomUUID()}-not-a-secret`;
    const runtimeToken = runtimeTokenOf(run.backendId, jobBackendId);
    tokens.set(token, permissions);
    runtimeTokens.set(runtimeToken, { run, jobBackendId });
    const { url, isEnterpriseServer, published } = this.#server;
    const workflowRef = `${repository}/.github/workflows/${run.workflowFile}@refs/heads/${run.branch}`;
    return {
      github: {
        api_url: isEnterpriseServer ? `${url}/api/v3` : url,
        // The artifact client tells GitHub Enterprise Server by this name (lib/internal/shared/config.js, isGhes).
        server_url: isEnterpriseServer ? 'https://github.example.com' : 'https://github.com',
        event_name: run.event,
        job,
        ref: `refs/heads/${run.branch}`,
        repository,
        run_attempt: String(run.attempt),
        run_id: String(run.id),
        run_number: String(run.runNumber),
        sha: run.headSha,
        token,
        workflow: run.workflowName,
        workflow_ref: workflowRef,
        workflow_sha: run.headSha,
      },
      env: { ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_RUNTIME_TOKEN: runtimeToken },
      secrets: [runtimeToken],
      published: () => published(run),
    };
  }

  /** Ends the run; from now on others find it among the completed ones. */
  complete(conclusion: 'success' | 'failure' | 'cancelled'): void {
    this.#run.conclusion = conclusion;
  }
}

/** A token with the claim that @actions/artifact 6.2.1 reads from it (lib/internal/shared/util.js); signed by nobody. */
function runtimeTokenOf(runBackendId: string, jobBackendId: string): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = encode({ alg: 'none', typ: 'JWT' });
  const claims = encode({
    scp: `Actions.GenericRead:00000000 Actions.Results:${runBackendId}:${jobBackendId}`,
  });
  return `${header}.${claims}.not-a-secret`;
}
