import { asJudged } from '../as-judged.ts';
import { supersededAttempts } from '../attempts.ts';
import { distinctExecutions } from '../distinct-executions.ts';
import { failuresOf } from '../failures/failure.ts';
import { changesIn } from '../history/compare.ts';
import type { ExecutionResult, Verdict } from '../model.ts';
import { oneLine } from '../text/escape.ts';
import { scriptLabel, tookMs } from '../text/wording.ts';
import { changesData } from './changes-data.ts';
import { failureGroupData } from './failure-group-data.ts';
import type { ExecutionSummary, OverviewData, VerdictData } from './model/page-data.ts';
import type { PageInput } from './page-input.ts';
import { deviceData, shortMessage } from './wording.ts';

/** The part of the page that is shown before an execution is opened; executions as the gate saw them. */
export function overviewData({ title, results }: Pick<PageInput, 'title' | 'results'>): OverviewData {
  const { verdict, createdAt } = results;
  const comparison = changesIn(results);
  const groups = failureGroupData(results, comparison);
  const causes = new Map<string, 'new' | 'known'>();
  for (const { cause, occurrences } of groups) {
    if (cause === undefined) continue;
    // An execution with a new and a known cause has something new.
    for (const { executionId } of occurrences)
      if (causes.get(executionId) !== 'new') causes.set(executionId, cause);
  }
  const replaced = new Set(supersededAttempts(results.executions).map(({ executionId }) => executionId));
  const executions = asJudged(distinctExecutions(results.executions), verdict?.reasons).map((execution) => {
    const cause = causes.get(execution.executionId.toWellFormed());
    return {
      ...executionSummary(execution),
      ...(cause !== undefined && { cause }),
      ...(replaced.has(execution.executionId) && { isReplaced: true as const }),
    };
  });
  return {
    title: oneLine(title),
    createdAt,
    ...(verdict !== undefined && { verdict: verdictData(verdict) }),
    executions,
    groups,
    ...(comparison !== undefined && { changes: changesData(comparison) }),
  };
}

function verdictData({ conclusion, blocking, sentence, reasons }: Verdict): VerdictData {
  return {
    conclusion,
    blocking,
    sentence: shortMessage(sentence),
    reasons: reasons.map(({ kind, message, executionId }) => ({
      kind,
      message: shortMessage(message),
      ...(executionId !== undefined && { executionId: executionId.toWellFormed() }),
    })),
  };
}

function executionSummary(execution: ExecutionResult): ExecutionSummary {
  const { executionId, outcome, devices, cases, startedAtMs, leg } = execution;
  const took = tookMs(execution);
  const [failure] = failuresOf(execution);
  return {
    // Half a character would not survive the address that leads to the execution.
    id: executionId.toWellFormed(),
    script: oneLine(scriptLabel(execution)),
    devices: devices.map(deviceData),
    outcome,
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(took !== undefined && { tookMs: took }),
    ...(cases !== undefined && {
      cases: { total: cases.length, failed: cases.filter((one) => one.outcome === 'failed').length },
    }),
    ...(failure !== undefined && {
      failure: {
        message: shortMessage(failure.message),
        ...(failure.step !== undefined && { step: shortMessage(failure.step) }),
      },
    }),
    ...(leg !== undefined && leg !== '' && { leg: oneLine(leg) }),
  };
}
