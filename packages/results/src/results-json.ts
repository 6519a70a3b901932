import type {
  CaseHistory,
  ExecutionResult,
  History,
  Outcome,
  ReportedTest,
  Results,
  TestCase,
  Verdict,
} from './model.ts';
import { ResultsError } from './results-error.ts';
import type { Shape } from './shape.ts';
import {
  count,
  flag,
  isObject,
  isoTime,
  list,
  matching,
  number,
  object,
  oneOf,
  optional,
  text,
} from './shape.ts';

const outcome: Shape<Outcome> = oneOf(['passed', 'failed', 'inconclusive']);

const testCase: Shape<TestCase> = object({
  name: text,
  path: list(text),
  outcome,
  startedAtMs: optional(number),
  durationMs: optional(number),
  failure: optional(
    object({ step: text, message: text, code: optional(text), failureReason: optional(text) }),
  ),
  attachments: list(
    object({ type: optional(text), format: optional(text), path: text, file: optional(text) }),
  ),
});

const device = object({
  deviceId: optional(text),
  manufacturer: optional(text),
  model: optional(text),
  os: optional(text),
  osVersion: optional(text),
  location: optional(text),
});

const reportedTest: Shape<ReportedTest> = object({
  testId: optional(text),
  name: optional(text),
  status: optional(text),
  message: optional(text),
  failureReason: optional(text),
  reportUrl: optional(text),
});

const execution: Shape<ExecutionResult> = object({
  executionId: text,
  job: optional(text),
  leg: optional(text),
  attempt: optional(count),
  reportKey: optional(text),
  scriptKey: optional(text),
  scriptName: text,
  devices: list(device),
  outcome,
  state: optional(text),
  flowEndCode: optional(text),
  reason: optional(text),
  description: optional(text),
  queuedAtMs: optional(number),
  startedAtMs: optional(number),
  endedAtMs: optional(number),
  reportUrl: optional(text),
  reported: optional(list(reportedTest)),
  cases: optional(list(testCase)),
  failedActions: optional(number),
  failedValidations: optional(number),
  timedOut: optional(flag),
  files: list(text),
});

const verdict: Shape<Verdict> = object({
  conclusion: outcome,
  blocking: flag,
  sentence: text,
  reasons: list(
    object({
      kind: oneOf(['failed', 'inconclusive', 'tolerated', 'allowed', 'note']),
      rule: text,
      message: text,
      executionId: optional(text),
      caseName: optional(text),
    }),
  ),
  counts: object({
    executions: number,
    passed: number,
    failed: number,
    inconclusive: number,
    cases: number,
    casesPassed: number,
    casesFailed: number,
  }),
});

const caseHistory: Shape<CaseHistory> = object({
  leg: optional(text),
  script: text,
  device: text,
  model: optional(text),
  case: optional(text),
  outcomes: matching(/^[pfx?-]*$/u, 'letters p, f, x, ? and -'),
});

const history: Shape<History> = object({
  runs: list(isoTime),
  cases: list(caseHistory),
  causes: list(object({ id: text, firstSeenAt: isoTime, lastSeenAt: isoTime })),
});

const body = object({
  createdAt: isoTime,
  executions: list(execution),
  verdict: optional(verdict),
  history: optional(history),
});

/** The text of a `results.json`, indented and with a line feed at the end. */
export function serializeResults(results: Results): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

/**
 * Reads a `results.json`. Fields it does not know are left out; anything missing, of the wrong type or of a newer
 * version throws `ResultsError`.
 */
export function parseResults(json: string): Results {
  const value = parsed(json);
  if (!isObject(value) || value['schema'] !== 'perfecto-actions/results') {
    throw new ResultsError(
      'not-results',
      'The file is not a results file: "schema" is not "perfecto-actions/results".',
      {
        path: 'schema',
        hint: 'Give the path of a results.json that fetch-report wrote.',
      },
    );
  }
  const version = number(value['version'], 'version');
  if (version !== 1) {
    throw new ResultsError(
      version > 1 ? 'newer-version' : 'wrong-shape',
      `The results file has version ${version}; this action reads version 1.`,
      {
        path: 'version',
        hint: 'Use the same version of the actions in every job that writes or reads results.',
      },
    );
  }
  return { schema: 'perfecto-actions/results', version, ...body(value, '') };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const state = json.trim() === '' ? 'is empty' : 'is not JSON';
    throw new ResultsError('not-json', `The results file ${state}.`, {
      path: '',
      hint: 'The job that wrote it may have been cut off; run it again.',
      cause: error,
    });
  }
}
