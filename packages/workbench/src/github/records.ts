/** A run of a workflow, as the stand-in keeps it. */
export interface RunRecord {
  readonly id: number;
  /** Names the run towards the results service. */
  readonly backendId: string;
  readonly runNumber: number;
  readonly attempt: number;
  /** File below `.github/workflows`, such as `nightly.yml`. */
  readonly workflowFile: string;
  readonly workflowName: string;
  readonly event: string;
  readonly branch: string;
  /** Whose branch it is, `owner/name`: the repository, or a fork of it; undefined for a fork that was deleted. */
  readonly headRepository: string | undefined;
  readonly headSha: string;
  readonly startedAtMs: number;
  /** Undefined while it runs. */
  conclusion: 'success' | 'failure' | 'cancelled' | undefined;
}

/** A workflow artifact; it can be listed once its upload was finalized. */
export interface ArtifactRecord {
  readonly id: number;
  readonly name: string;
  readonly run: RunRecord;
  readonly jobBackendId: string;
  /** Name in the blob storage. */
  readonly blob: string;
  readonly createdAtMs: number;
  bytes: number;
  digest: string | undefined;
  isFinal: boolean;
  isExpired: boolean;
}

/** An annotation as the Checks API takes it (@octokit/openapi-types, checks/create). */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

/** A check run with everything its requests said, in the order they came. */
export interface CheckRunRecord {
  readonly id: number;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | undefined;
  title: string;
  summary: string;
  text: string;
  detailsUrl: string | undefined;
  annotations: CheckAnnotation[];
  /** The request that made it and those that changed it. */
  requests: number;
}

/** A commit status. */
export interface StatusRecord {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string;
  readonly targetUrl: string | undefined;
}

/** What a job's token may do; what is left out is `none`. */
export type Permissions = Readonly<
  Partial<Record<'actions' | 'checks' | 'contents' | 'statuses', 'none' | 'read' | 'write'>>
>;

/** Everything GitHub knows in this stand-in: one repository. */
export interface GitHubRecords {
  readonly repository: string;
  readonly defaultBranch: string;
  readonly runs: RunRecord[];
  readonly artifacts: ArtifactRecord[];
  readonly checkRuns: CheckRunRecord[];
  readonly statuses: StatusRecord[];
  /** Permissions by `GITHUB_TOKEN`. */
  readonly tokens: Map<string, Permissions>;
  /** Run and job by runtime token. */
  readonly runtimeTokens: Map<string, { run: RunRecord; jobBackendId: string }>;
  readonly now: () => number;
}
