import {
  resultsOfHandles,
  stopExecutions,
  watchExecutions,
  type Watched,
} from '@perfecto-actions/action-kit';
import { CancelledError, type EndedExecution } from '@perfecto-actions/client';
import { judge, resultsOf, type Results, type Verdict } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

export interface Result {
  results?: Results;
  verdict?: Verdict;
}

/** Waits for all executions and judges them by the policy; outputs are written before the verdict turns red. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const { handles, policy, connection, onTimeout } = inputs;
  context.setOutput('executions', handles);
  if (connection.plan) {
    context.log.info(`Plan: would wait for ${handles.map(({ executionId }) => executionId).join(', ')}.`);
    return {};
  }
  // What is not known is not passed, also when this step ends before it knows (R21).
  context.setOutput('conclusion', 'inconclusive');
  context.setOutput('reason', 'The step ended before the executions did.');
  context.saveState(
    'executions',
    handles.map(({ executionId }) => executionId),
  );
  context.saveState('on-cancel', inputs.onCancel);
  const { ended, notStopped } = await watch(inputs, context);
  const results = resultsOf(resultsOfHandles(handles, ended), context.clock.now());
  const verdict = judge(results, policy, context.clock.now(), { reports: 'not-read' });
  writeOutputs(ended, verdict, context);
  tellNotes(verdict, context);
  if (notStopped.length === 0) context.saveState('settled', 'true');
  if (onTimeout === 'leave' && ended.some(({ ending }) => ending === 'timed-out')) {
    context.log.info('What had not ended is left running, as on-timeout says.');
  }
  return { results, verdict };
}

async function watch(inputs: Inputs, context: StepContext): Promise<Watched> {
  try {
    return await watchExecutions(inputs.handles, inputs, context);
  } catch (error) {
    if (error instanceof CancelledError && inputs.onCancel === 'abort') {
      await stopExecutions(
        inputs.handles.map(({ executionId }) => executionId),
        { client: context.client, log: context.log, signal: AbortSignal.timeout(6_000) },
      );
    }
    throw error;
  }
}

/** What is worth knowing though nothing turned on it, such as a known failure that may be fixed. */
function tellNotes({ reasons }: Verdict, { log }: StepContext): void {
  for (const { kind, message, executionId } of reasons) {
    // What is noted of one execution is that its report was not read, which is so by design.
    if (kind === 'note' && executionId === undefined) log.info(`Note: ${message}`);
  }
}

function writeOutputs(ended: readonly EndedExecution[], verdict: Verdict, { setOutput }: StepContext): void {
  const { counts } = verdict;
  setOutput('conclusion', verdict.conclusion);
  setOutput('reason', verdict.sentence);
  setOutput('total', counts.executions);
  setOutput('passed', counts.passed);
  setOutput('failed', counts.failed);
  setOutput('inconclusive', counts.inconclusive);
  setOutput('flow-end-code', ended[0]?.status?.flowEndCode ?? '');
  setOutput(
    'results',
    ended.map(({ executionId, outcome, ending, why, status }) => ({
      executionId,
      outcome,
      ending,
      why,
      flowEndCode: status?.flowEndCode ?? '',
      reason: status?.reason ?? '',
      reportKey: status?.reportKey ?? '',
    })),
  );
}
