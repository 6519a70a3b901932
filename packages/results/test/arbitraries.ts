import fc from 'fast-check';
import type { ExecutionResult, Results, TestCase } from '../src/index.ts';
import { distinctExecutions, resultsOf } from '../src/index.ts';
import { evilTexts } from './samples.ts';

const outcome = fc.constantFrom('passed' as const, 'failed' as const, 'inconclusive' as const);
export const anyText = fc.oneof(fc.constantFrom(...evilTexts), fc.string({ unit: 'binary', maxLength: 30 }));

const anyCase: fc.Arbitrary<TestCase> = fc
  .tuple(
    fc.record({ name: anyText, path: fc.array(anyText, { maxLength: 2 }), outcome }),
    fc.option(fc.record({ step: anyText, message: anyText }), { nil: undefined }),
    fc.array(fc.record({ path: anyText }), { maxLength: 2 }),
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
    scriptName: anyText,
    devices: fc.array(fc.record({ deviceId: anyText, model: anyText }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    outcome,
    state: fc.oneof(fc.constantFrom('Completed', 'Running', 'Initializing', 'Paused', ''), anyText),
    flowEndCode: fc.constantFrom('Success', 'SUCCEEDED', 'Failed', 'UserAborted', 'Unknown', ''),
    reason: anyText,
    startedAtMs: fc.integer({ min: 0, max: 5 }),
    endedAtMs: fc.integer({ min: 0, max: 5 }),
    reportUrl: fc.oneof(anyText, fc.webUrl({ withQueryParameters: true, withFragments: true })),
    cases: fc.array(anyCase, { maxLength: 3 }),
    failedActions: fc.integer({ min: 0, max: 2 }),
    timedOut: fc.boolean(),
    files: fc.array(anyText, { maxLength: 2 }),
  },
  { requiredKeys: ['executionId', 'scriptName', 'devices', 'outcome', 'files'] },
);

/** Results as a writer makes them: each execution once, in the order of merge. */
export const anyResults: fc.Arbitrary<Results> = fc
  .tuple(fc.array(anyExecution, { maxLength: 6 }), fc.integer({ min: 0, max: 2_000_000_000_000 }))
  .map(([executions, createdAtMs]) => resultsOf(distinctExecutions(executions), createdAtMs));
