import { labelOf, walkFlow } from './flow-walk.ts';
import type { RecordedExecution } from './recorded-execution.ts';

/** The transactions of a run as JSON: its actions with their times. Neither form nor content is known: both are invented. */
export function timedActions(execution: RecordedExecution): string {
  const transactions = [];
  for (const { node } of walkFlow(execution.flow)) {
    if (node.kind !== 'action') continue;
    const { startedAtMs, endedAtMs, success } = node;
    const durationMs = endedAtMs - startedAtMs;
    transactions.push({ name: labelOf(node).toWellFormed(), startedAtMs, durationMs, success });
  }
  return `${JSON.stringify({ transactions }, null, 2)}\n`;
}
