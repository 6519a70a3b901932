/** What a case, an execution or a whole run came to. Everything not plainly passed or failed is inconclusive. */
export type Outcome = 'passed' | 'failed' | 'inconclusive';

/**
 * Whose fault a failure is. `lab` is the cloud, its devices and the people who run it: the app was not judged.
 * `unknown` means that nothing the service said tells.
 */
export type Fault = 'product' | 'script' | 'lab' | 'unknown';

/**
 * A file that a case left in the report; `path` is the value for the parameter `attachment` of the report API, `file`
 * the path where it was stored, absent when it was not fetched.
 */
export interface CaseAttachment {
  type?: string;
  format?: string;
  path: string;
  file?: string;
}

/**
 * Where a case failed: `step` names the nodes from the case down to the failed one, joined with " > ". `failureReason`
 * is the name a person or the service gave the failure in the reporting API; each cloud has its own names.
 */
export interface CaseFailure {
  step: string;
  message: string;
  code?: string;
  failureReason?: string;
}

/** One test: a top-level step of the script. `path` names what encloses it, the script first, itself last. */
export interface TestCase {
  name: string;
  path: string[];
  outcome: Outcome;
  startedAtMs?: number;
  durationMs?: number;
  failure?: CaseFailure;
  attachments: CaseAttachment[];
}

/** A device an execution ran on, as far as it is known. */
export interface ResultDevice {
  deviceId?: string;
  manufacturer?: string;
  model?: string;
  os?: string;
  osVersion?: string;
  location?: string;
}

/** A test as the reporting API tells of it. One execution may hold several. `status` is an open list. */
export interface ReportedTest {
  testId?: string;
  name?: string;
  status?: string;
  message?: string;
  failureReason?: string;
  reportUrl?: string;
}

/**
 * What is known about one execution. `cases` is absent when the report was not read, and empty when the report holds
 * no test. `state`, `flowEndCode` and `reason` are the service's own words; `files` are paths of fetched files.
 * `job` names the run and the job it belongs to, `leg` the leg of a matrix; `attempt` counts the attempts of that run
 * from 1. `queuedAtMs` is when its start was asked for, `startedAtMs` when it began.
 */
export interface ExecutionResult {
  executionId: string;
  job?: string;
  leg?: string;
  attempt?: number;
  reportKey?: string;
  scriptKey?: string;
  scriptName: string;
  devices: ResultDevice[];
  outcome: Outcome;
  state?: string;
  flowEndCode?: string;
  reason?: string;
  description?: string;
  queuedAtMs?: number;
  startedAtMs?: number;
  endedAtMs?: number;
  reportUrl?: string;
  reported?: ReportedTest[];
  cases?: TestCase[];
  failedActions?: number;
  failedValidations?: number;
  timedOut?: boolean;
  files: string[];
}

/**
 * Why a verdict is what it is. `failed` and `inconclusive` made it so; `tolerated` (a known failure) and `allowed`
 * (by the policy) would have, but the policy spelled them out; `note` changes nothing. `rule` is the policy key.
 */
export interface Reason {
  kind: 'failed' | 'inconclusive' | 'tolerated' | 'allowed' | 'note';
  rule: string;
  message: string;
  executionId?: string;
  caseName?: string;
}

/** What was counted, before the policy tolerated anything. Cases are those of the reports that were read. */
export interface Counts {
  executions: number;
  passed: number;
  failed: number;
  inconclusive: number;
  cases: number;
  casesPassed: number;
  casesFailed: number;
}

/** The gate's answer. `blocking` says whether the policy wants this conclusion to end the job red. */
export interface Verdict {
  conclusion: Outcome;
  blocking: boolean;
  sentence: string;
  reasons: Reason[];
  counts: Counts;
}

/**
 * What one case came to in earlier runs. Without `case` it is the execution as a whole. `device` is an id, or a model
 * where no id was known. `outcomes` has a character for each of the runs: p passed, f failed, x both (in attempts of one
 * run), ? inconclusive, - not run.
 */
export interface CaseHistory {
  leg?: string;
  script: string;
  device: string;
  model?: string;
  case?: string;
  outcomes: string;
}

/** A cause of failures seen before, by the `id` of its failure group. Times are ISO 8601. */
export interface KnownCause {
  id: string;
  firstSeenAt: string;
  lastSeenAt: string;
}

/** What earlier runs came to, carried from one `results.json` to the next. `runs` are their `createdAt`, oldest first. */
export interface History {
  runs: string[];
  cases: CaseHistory[];
  causes: KnownCause[];
}

/** The content of `results.json`. `createdAt` is an ISO 8601 time. `history` is about earlier runs, not this one. */
export interface Results {
  schema: 'perfecto-actions/results';
  version: 1;
  createdAt: string;
  executions: ExecutionResult[];
  verdict?: Verdict;
  history?: History;
}

/** Fresh results around some executions, with the schema fields filled in. */
export function resultsOf(executions: readonly ExecutionResult[], createdAtMs: number): Results {
  return {
    schema: 'perfecto-actions/results',
    version: 1,
    createdAt: new Date(createdAtMs).toISOString(),
    executions: [...executions],
  };
}
