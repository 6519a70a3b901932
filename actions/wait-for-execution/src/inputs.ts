import {
  parseHandles,
  readConnection,
  readPolicy,
  workspaceOf,
  type ConnectionInputs,
  type ExecutionHandle,
  type InputReader,
} from '@perfecto-actions/action-kit';
import { defaultPolicy, type Policy } from '@perfecto-actions/results';

export interface Inputs {
  connection: ConnectionInputs;
  handles: ExecutionHandle[];
  timeoutMs: number;
  onTimeout: 'abort' | 'leave';
  onCancel: 'abort' | 'leave';
  pollIntervalMs: number;
  errorBudgetMs: number;
  policy: Policy;
}

/** Reads and checks the inputs of wait-for-execution. */
export async function readInputs(reader: InputReader): Promise<Inputs> {
  const connection = readConnection(reader);
  const handles = parseHandles('executions', reader.required('executions'), reader.problems);
  if (handles.length === 0 && reader.text('executions') !== '') {
    reader.problems.add(
      'executions',
      'names no execution; a step that starts none leaves nothing to wait for.',
    );
  }
  return {
    connection,
    handles,
    timeoutMs: reader.durationMs('timeout', { minMs: 1000, maxMs: 24 * 3_600_000 }),
    onTimeout: reader.choice('on-timeout', ['abort', 'leave']),
    onCancel: reader.choice('on-cancel', ['abort', 'leave']),
    pollIntervalMs: reader.durationMs('poll-interval', { minMs: 10, maxMs: 600_000 }),
    errorBudgetMs: reader.durationMs('error-budget', { minMs: 0, maxMs: 6 * 3_600_000 }),
    policy: (await readPolicy(reader, workspaceOf(process.env))) ?? defaultPolicy,
  };
}
