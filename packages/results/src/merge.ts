import type { ExecutionResult, Results } from './model.ts';

/**
 * Joins two results, in any order and any grouping: executions are matched by id, and of two entries of one execution
 * the more complete one is kept. A verdict survives only between equals, since it speaks about exactly its executions.
 */
export function merge(first: Results, second: Results): Results {
  const executions = distinctExecutions([...first.executions, ...second.executions]);
  const verdict = sameContent(first, second) ? first.verdict : undefined;
  return {
    schema: 'perfecto-actions/results',
    version: 1,
    createdAt: laterOf(first.createdAt, second.createdAt),
    executions,
    ...(verdict !== undefined && { verdict }),
  };
}

/** Each execution once, the most complete entry of it, ordered by start (unknown last), then by id. */
export function distinctExecutions(executions: readonly ExecutionResult[]): ExecutionResult[] {
  const byId = new Map<string, ExecutionResult>();
  for (const execution of executions) {
    const other = byId.get(execution.executionId);
    byId.set(execution.executionId, other === undefined ? execution : moreComplete(other, execution));
  }
  return [...byId.values()].sort(
    (a, b) =>
      compare(a.startedAtMs ?? Infinity, b.startedAtMs ?? Infinity) || compare(a.executionId, b.executionId),
  );
}

/**
 * Of two entries of one execution, the one that knows more; a worse outcome wins between entries that know the same
 * amount. The canonical text decides last, so the order is total and the choice does not depend on who comes first.
 */
function moreComplete(first: ExecutionResult, second: ExecutionResult): ExecutionResult {
  const [a, b] = [rank(first), rank(second)];
  for (const [index, value] of a.entries()) {
    const order = compare(value, b[index] ?? 0);
    if (order !== 0) return order > 0 ? first : second;
  }
  return compare(canonicalText(first), canonicalText(second)) >= 0 ? first : second;
}

function rank(execution: ExecutionResult): number[] {
  return [
    execution.cases === undefined ? 0 : 1,
    execution.timedOut === true ? 0 : 1,
    execution.endedAtMs ?? 0,
    execution.cases?.length ?? 0,
    Object.keys(execution).length,
    execution.files.length,
    { failed: 2, inconclusive: 1, passed: 0 }[execution.outcome],
  ];
}

function sameContent(first: Results, second: Results): boolean {
  const text = ({ executions, verdict }: Results): string =>
    canonicalText({ executions: distinctExecutions(executions), verdict: verdict ?? null });
  return text(first) === text(second);
}

function laterOf(first: string, second: string): string {
  const order = compare(Date.parse(first), Date.parse(second)) || compare(first, second);
  return order >= 0 ? first : second;
}

/** JSON with sorted keys: equal for equal content. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compare(a, b)))
      : inner,
  );
}

function compare<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
