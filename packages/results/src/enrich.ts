import { worse } from './execution-result.ts';
import type { ExecutionResult, Outcome, ReportedTest, Results, TestCase } from './model.ts';

/**
 * A test as the operation `reporting.list` answers it, as far as it is used (field names from client code).
 * `externalId` is the id of the execution it belongs to.
 */
export interface TestExecution {
  id?: string | undefined;
  externalId?: string | undefined;
  name?: string | undefined;
  status?: string | undefined;
  message?: string | undefined;
  failureReasonName?: string | undefined;
  reportURL?: string | undefined;
}

/**
 * Results with what the reporting API knows about the same executions: status, failure reason, message and link. It can
 * make an outcome worse, never better. A verdict given before falls away, since it did not know this.
 */
export function enrich(results: Results, testExecutions: readonly TestExecution[]): Results {
  const byExecution = new Map<string, ReportedTest[]>();
  for (const test of testExecutions) {
    const { externalId } = test;
    if (externalId === undefined || externalId === '') continue;
    byExecution.set(externalId, [...(byExecution.get(externalId) ?? []), reportedTest(test)]);
  }
  if (!results.executions.some(({ executionId }) => byExecution.has(executionId))) return results;
  const enrichedResults: Results = {
    ...results,
    executions: results.executions.map((execution) => {
      const reported = byExecution.get(execution.executionId);
      return reported === undefined ? execution : enriched(execution, reported);
    }),
  };
  delete enrichedResults.verdict;
  return enrichedResults;
}

function reportedTest({
  id,
  name,
  status,
  message,
  failureReasonName,
  reportURL,
}: TestExecution): ReportedTest {
  return {
    ...(isGiven(id) && { testId: id }),
    ...(isGiven(name) && { name }),
    ...(isGiven(status) && { status }),
    ...(isGiven(message) && { message }),
    ...(isGiven(failureReasonName) && { failureReason: failureReasonName }),
    ...(isGiven(reportURL) && { reportUrl: reportURL }),
  };
}

function enriched(execution: ExecutionResult, tests: readonly ReportedTest[]): ExecutionResult {
  // In an order of their own, so that the order of the answer does not show.
  const reported = [...tests].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const outcome = reported.map(outcomeOf).reduce(worse, execution.outcome);
  const link = execution.reportUrl ?? (reported.length === 1 ? reported[0]?.reportUrl : undefined);
  const isOnlyFailure = execution.cases?.filter((one) => one.outcome === 'failed').length === 1;
  return {
    ...execution,
    outcome,
    ...(link !== undefined && { reportUrl: link }),
    reported,
    ...(execution.cases !== undefined && {
      cases: execution.cases.map((one) => enrichedCase(one, reported, isOnlyFailure)),
    }),
  };
}

/** A test belongs to the case of its name, or to the only failed case when it is the only test. */
function enrichedCase(one: TestCase, reported: readonly ReportedTest[], isOnlyFailure: boolean): TestCase {
  if (one.failure === undefined) return one;
  const named = reported.filter(({ name }) => name === one.name);
  const test = named.length > 0 ? named : isOnlyFailure ? reported : [];
  const failureReason = test.length === 1 ? test[0]?.failureReason : undefined;
  return failureReason === undefined ? one : { ...one, failure: { ...one.failure, failureReason } };
}

/**
 * PASSED says nothing against an execution, nor does UNKNOWN: the service got no final status, which is so for scripts
 * that report none. BLOCKED could not be completed; a word that nobody listed is inconclusive (R8).
 */
function outcomeOf({ status }: ReportedTest): Outcome {
  switch (status?.toUpperCase()) {
    case undefined:
    case 'PASSED':
    case 'UNKNOWN':
      return 'passed';
    case 'FAILED':
      return 'failed';
    default:
      return 'inconclusive';
  }
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
