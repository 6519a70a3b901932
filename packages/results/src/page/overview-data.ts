import { asJudged } from '../as-judged.ts';
import { distinctExecutions } from '../distinct-executions.ts';
import type { ExecutionResult, ResultDevice } from '../model.ts';
import { clip, oneLine, plainText } from '../render/escape.ts';
import { reasonText, scriptLabel, tookMs } from '../render/wording.ts';
import type { DeviceData, ExecutionSummary, OverviewData } from './model/page-data.ts';
import type { PageFailureGroup, PageInput } from './page-input.ts';

const maxMessageChars = 2000;

/** The part of the page that is shown before an execution is opened; executions as the gate saw them. */
export function overviewData({ title, results, failureGroups = [] }: PageInput): OverviewData {
  const { verdict, createdAt } = results;
  const since = sinceByExecution(failureGroups);
  return {
    title: oneLine(title),
    createdAt,
    ...(verdict !== undefined && {
      verdict: {
        conclusion: verdict.conclusion,
        blocking: verdict.blocking,
        sentence: message(verdict.sentence),
        reasons: verdict.reasons.map((reason) => ({
          kind: reason.kind,
          message: message(reason.message),
          ...(reason.executionId !== undefined && { executionId: reason.executionId }),
        })),
      },
    }),
    executions: asJudged(distinctExecutions(results.executions), verdict?.reasons).map((execution) =>
      executionSummary(execution, since.get(execution.executionId)),
    ),
    groups: failureGroups.map((group) => ({
      ...group,
      message: message(group.message),
      executionIds: [...group.executionIds],
    })),
  };
}

/** A device in the words of a reader. */
export function deviceData({ deviceId, manufacturer, model, os, osVersion }: ResultDevice): DeviceData {
  const id = oneLine(deviceId ?? '');
  const name = oneLine(model ?? manufacturer ?? '');
  return {
    name: name === '' ? id || 'unknown device' : name,
    system: oneLine([os, osVersion].filter((part) => part !== undefined).join(' ')),
    id,
  };
}

function executionSummary(execution: ExecutionResult, since: 'new' | 'known' | undefined): ExecutionSummary {
  const { executionId, outcome, devices, cases, startedAtMs } = execution;
  const took = tookMs(execution);
  const failure = firstFailure(execution);
  return {
    id: executionId,
    script: oneLine(scriptLabel(execution)),
    devices: devices.map(deviceData),
    outcome,
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(took !== undefined && { tookMs: took }),
    ...(cases !== undefined && {
      cases: { total: cases.length, failed: cases.filter((one) => one.outcome === 'failed').length },
    }),
    ...(failure !== undefined && { failure }),
    ...(since !== undefined && { since }),
  };
}

function firstFailure(execution: ExecutionResult): ExecutionSummary['failure'] {
  if (execution.outcome === 'passed') return undefined;
  const failure = execution.cases?.find((one) => one.failure !== undefined)?.failure;
  if (failure === undefined) {
    const { timedOut, description } = execution;
    const isTold = timedOut !== true && description !== undefined && description !== '';
    return { message: message(isTold ? description : reasonText(execution)) };
  }
  return { step: message(failure.step), message: message(failure.message) };
}

/** An execution that is in a new and in a known group has something new. */
function sinceByExecution(groups: readonly PageFailureGroup[]): Map<string, 'new' | 'known'> {
  const since = new Map<string, 'new' | 'known'>();
  for (const group of groups) {
    if (group.since === undefined) continue;
    for (const id of group.executionIds) if (since.get(id) !== 'new') since.set(id, group.since);
  }
  return since;
}

function message(text: string): string {
  return clip(plainText(text).trim(), maxMessageChars);
}
