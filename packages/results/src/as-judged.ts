import { executionLabel } from './gate/evidence.ts';
import type { ExecutionResult, Outcome, Reason } from './model.ts';

/**
 * The executions as the gate saw them: one that calls itself passed, but that a reason of the verdict speaks against,
 * takes the outcome and the words of that reason, so that no table shows green where the verdict is not.
 */
export function asJudged(
  executions: readonly ExecutionResult[],
  reasons: readonly Reason[] = [],
): ExecutionResult[] {
  const against = new Map<string, { outcome: Outcome; reason: Reason }>();
  for (const reason of reasons) {
    const outcome = outcomeBy(reason);
    if (reason.executionId === undefined || outcome === undefined) continue;
    if (against.get(reason.executionId)?.outcome === 'failed') continue;
    against.set(reason.executionId, { outcome, reason });
  }
  return executions.map((execution) => {
    const judged = against.get(execution.executionId);
    if (execution.outcome !== 'passed' || judged === undefined) return execution;
    return { ...execution, outcome: judged.outcome, reason: wordsOf(judged.reason, execution) };
  });
}

/** The message without the name of the execution, which stands beside it wherever it is shown. */
function wordsOf({ message }: Reason, execution: ExecutionResult): string {
  const label = `${executionLabel(execution)}: `;
  return message.startsWith(label) ? message.slice(label.length) : message;
}

function outcomeBy({ kind, rule }: Reason): Outcome | undefined {
  if (kind === 'failed' || kind === 'inconclusive') return kind;
  return kind === 'allowed' && rule === 'allow-inconclusive' ? 'inconclusive' : undefined;
}
