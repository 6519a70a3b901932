import fc from 'fast-check';
import type { ExecutionResult, History, ReportedTest, Results, TestCase } from '../src/index.ts';
import { distinctExecutions, remember, resultsOf } from '../src/index.ts';
import { evilTexts } from './samples.ts';

const outcome = fc.constantFrom('passed' as const, 'failed' as const, 'inconclusive' as const);
export const anyText = fc.oneof(fc.constantFrom(...evilTexts), fc.string({ unit: 'binary', maxLength: 30 }));

/** Often the same, so that runs of one device meet. */
const someDevice = fc.oneof(fc.constantFrom('Pixel 8', 'iPad-10'), anyText);

const anyReported: fc.Arbitrary<ReportedTest> = fc.record(
  {
    testId: anyText,
    name: anyText,
    status: fc.constantFrom('PASSED', 'FAILED', 'BLOCKED', 'UNKNOWN', 'HIBERNATING'),
    message: anyText,
    failureReason: anyText,
    reportUrl: anyText,
  },
  { requiredKeys: [] },
);

const anyCase: fc.Arbitrary<TestCase> = fc
  .tuple(
    fc.record({
      name: fc.oneof(fc.constantFrom('Log in', 'Pay'), anyText),
      path: fc.array(anyText, { maxLength: 2 }),
      outcome,
    }),
    fc.option(
      fc.record(
        { step: anyText, message: anyText, code: anyText, failureReason: anyText },
        { requiredKeys: ['step', 'message'] },
      ),
      { nil: undefined },
    ),
    fc.array(fc.record({ path: anyText, file: anyText }, { requiredKeys: ['path'] }), { maxLength: 2 }),
  )
  .map(([base, failure, attachments]) => ({
    ...base,
    ...(failure !== undefined && { failure }),
    attachments,
  }));

/** Executions whose ids clash often, with any field present or missing. */
export const anyExecution: fc.Arbitrary<ExecutionResult> = fc.record(
  {
    executionId: fc.constantFrom('a', 'b', 'c', 'd'),
    leg: fc.constantFrom('debug', 'release'),
    job: fc.constantFrom('7/tests', '8/tests'),
    attempt: fc.integer({ min: 1, max: 3 }),
    scriptName: fc.oneof(fc.constantFrom('login', 'pay', ''), anyText),
    devices: fc.array(fc.record({ deviceId: someDevice, model: someDevice }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    outcome,
    state: fc.oneof(fc.constantFrom('Completed', 'Running', 'Initializing', 'Paused', ''), anyText),
    flowEndCode: fc.constantFrom('Success', 'SUCCEEDED', 'Failed', 'UserAborted', 'Unknown', ''),
    reason: anyText,
    queuedAtMs: fc.integer({ min: 0, max: 5 }),
    startedAtMs: fc.integer({ min: 0, max: 5 }),
    endedAtMs: fc.integer({ min: 0, max: 5 }),
    reportUrl: fc.oneof(anyText, fc.webUrl({ withQueryParameters: true, withFragments: true })),
    reported: fc.array(anyReported, { maxLength: 2 }),
    cases: fc.array(anyCase, { maxLength: 3 }),
    failedActions: fc.integer({ min: 0, max: 2 }),
    timedOut: fc.boolean(),
    files: fc.array(anyText, { maxLength: 2 }),
  },
  { requiredKeys: ['executionId', 'scriptName', 'devices', 'outcome', 'files'] },
);

/** Histories as a writer makes them: of runs in the first days of 1970, each in the order of its own. */
const anyHistory: fc.Arbitrary<History | undefined> = fc
  .array(fc.tuple(fc.array(anyExecution, { maxLength: 3 }), fc.integer({ min: 0, max: 3 })), { maxLength: 3 })
  .map((runs) =>
    runs
      .map(([executions, day]) => resultsOf(distinctExecutions(executions), day * 86_400_000))
      .reduce<Results | undefined>(
        (earlier, run) => (earlier === undefined ? run : remember(earlier, run)),
        undefined,
      ),
  )
  .map((last) => last?.history);

/** Results as a writer makes them: each execution once, in the order of merge. */
export const anyResults: fc.Arbitrary<Results> = fc
  .tuple(
    fc.array(anyExecution, { maxLength: 6 }),
    fc.integer({ min: 4 * 86_400_000, max: 2_000_000_000_000 }),
    anyHistory,
  )
  .map(([executions, createdAtMs, history]) => ({
    ...resultsOf(distinctExecutions(executions), createdAtMs),
    ...(history !== undefined && { history }),
  }));
