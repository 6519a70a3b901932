import type { ExecutionResult, Outcome } from '../model.ts';
import { needsOwnCase, reasonText } from '../text/wording.ts';
import { saidOf, saysWhy, whyIn } from '../text/said.ts';

/** One thing that is not green: a case, or an execution as a whole (no `caseName`). */
export interface Failure {
  execution: ExecutionResult;
  outcome: Exclude<Outcome, 'passed'>;
  caseName?: string;
  /** Position among the cases of the execution. */
  caseIndex?: number;
  step?: string;
  code?: string;
  message: string;
  failureReason?: string;
}

/** Everything in an execution that is not green, in running order, the execution as a whole last. */
export function failuresOf(execution: ExecutionResult): Failure[] {
  const failures: Failure[] = [];
  for (const [caseIndex, { name, outcome, failure }] of (execution.cases ?? []).entries()) {
    if (outcome === 'passed') continue;
    const unsaid = failure?.message ?? 'The report does not say how it ended.';
    const said = [failure?.message, onlyReported(execution)?.message].find(saysWhy);
    failures.push({
      execution,
      outcome,
      caseName: name,
      caseIndex,
      ...(failure !== undefined && { step: failure.step }),
      ...(failure?.code !== undefined && { code: failure.code }),
      ...(failure?.failureReason !== undefined && { failureReason: failure.failureReason }),
      message: said === undefined ? unsaid : whyIn(said),
    });
  }
  if (execution.outcome !== 'passed' && needsOwnCase(execution)) failures.push(wholeFailure(execution));
  return failures;
}

function wholeFailure(execution: ExecutionResult): Failure {
  const { outcome, reason, timedOut, flowEndCode } = execution;
  const code = [reason, flowEndCode].find((word) => saysWhy(word) && /^[\w.-]{1,60}$/u.test(word));
  const late = timedOut === true ? 'It had not ended when the time was over' : undefined;
  const failureReason = onlyReported(execution)?.failureReason;
  return {
    execution,
    outcome: outcome === 'failed' ? 'failed' : 'inconclusive',
    ...(late === undefined && code !== undefined && { code }),
    ...(failureReason !== undefined && { failureReason }),
    message: late ?? saidOf(execution) ?? reasonText(execution),
  };
}

/** The test of the reporting API that an execution is, when it is exactly one. */
function onlyReported({ reported }: ExecutionResult) {
  return reported?.length === 1 ? reported[0] : undefined;
}
