import { canonicalText } from './canonical-text.ts';
import { distinctExecutions } from './distinct-executions.ts';
import { joinHistories } from './history/history.ts';
import type { Results } from './model.ts';
import { compareTimes } from './order.ts';

/**
 * Joins two results, in any order and any grouping: executions are matched by id, and of two entries of one execution
 * the more complete one is kept. Legs and attempts stay side by side; which attempt counts is decided when they are
 * judged. A verdict survives only between equals, since it speaks about exactly its executions and history.
 */
export function merge(first: Results, second: Results): Results {
  const executions = distinctExecutions([...first.executions, ...second.executions]);
  const verdict = sameContent(first, second) ? first.verdict : undefined;
  const history = first.history === undefined ? second.history : joinHistories(first.history, second.history);
  return {
    schema: 'perfecto-actions/results',
    version: 1,
    createdAt: compareTimes(first.createdAt, second.createdAt) >= 0 ? first.createdAt : second.createdAt,
    executions,
    ...(verdict !== undefined && { verdict }),
    ...(history !== undefined && { history }),
  };
}

function sameContent(first: Results, second: Results): boolean {
  const text = ({ executions, verdict, history }: Results): string =>
    canonicalText([distinctExecutions(executions), verdict ?? null, history ?? null]);
  return text(first) === text(second);
}
