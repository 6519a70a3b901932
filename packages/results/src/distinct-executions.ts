import { canonicalText } from './canonical-text.ts';
import type { ExecutionResult } from './model.ts';
import { compareValues } from './order.ts';

/** Each execution once, the most complete entry of it, ordered by start (unknown last), then by id. */
export function distinctExecutions(executions: readonly ExecutionResult[]): ExecutionResult[] {
  const byId = new Map<string, ExecutionResult>();
  for (const execution of executions) {
    const other = byId.get(execution.executionId);
    byId.set(execution.executionId, other === undefined ? execution : moreComplete(other, execution));
  }
  return [...byId.values()].sort(
    (a, b) =>
      compareValues(a.startedAtMs ?? Infinity, b.startedAtMs ?? Infinity) ||
      compareValues(a.executionId, b.executionId),
  );
}

/**
 * Of two entries of one execution, the one that knows more; a worse outcome wins between entries that know the same
 * amount. The canonical text decides last, so the order is total and the choice does not depend on who comes first.
 */
function moreComplete(first: ExecutionResult, second: ExecutionResult): ExecutionResult {
  for (const measure of measures) {
    const order = compareValues(measure(first), measure(second));
    if (order !== 0) return order > 0 ? first : second;
  }
  return compareValues(canonicalText(first), canonicalText(second)) >= 0 ? first : second;
}

/** How much an entry knows; the first measure in which two differ decides. */
const measures: readonly ((execution: ExecutionResult) => number)[] = [
  ({ cases }) => (cases === undefined ? 0 : 1),
  ({ timedOut }) => (timedOut === true ? 0 : 1),
  ({ endedAtMs }) => endedAtMs ?? 0,
  ({ cases }) => cases?.length ?? 0,
  (execution) => Object.keys(execution).length,
  ({ files }) => files.length,
  ({ outcome }) => ({ failed: 2, inconclusive: 1, passed: 0 })[outcome],
];
