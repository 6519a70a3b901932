/** What a case, an execution or a whole run came to. Everything not plainly passed or failed is inconclusive. */
export type Outcome = 'passed' | 'failed' | 'inconclusive';

/** A file that a case left in the report; `path` is the value for the parameter `attachment` of the report API. */
export interface CaseAttachment {
  type?: string;
  format?: string;
  path: string;
}

/** Where a case failed: `step` names the nodes from the case down to the failed one, joined with " > ". */
export interface CaseFailure {
  step: string;
  message: string;
  code?: string;
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

/**
 * What is known about one execution. `cases` is absent when the report was not read, and empty when the report holds
 * no test. `state`, `flowEndCode` and `reason` are the service's own words; `files` are paths of fetched files.
 */
export interface ExecutionResult {
  executionId: string;
  reportKey?: string;
  scriptKey?: string;
  scriptName: string;
  devices: ResultDevice[];
  outcome: Outcome;
  state?: string;
  flowEndCode?: string;
  reason?: string;
  description?: string;
  startedAtMs?: number;
  endedAtMs?: number;
  reportUrl?: string;
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

/** The content of `results.json`. `createdAt` is an ISO 8601 time. */
export interface Results {
  schema: 'perfecto-actions/results';
  version: 1;
  createdAt: string;
  executions: ExecutionResult[];
  verdict?: Verdict;
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
