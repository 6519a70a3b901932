import { createHash } from 'node:crypto';
import { asJudged } from '../as-judged.ts';
import { latestAttempts } from '../attempts.ts';
import type { Fault, Outcome, ResultDevice, Results } from '../model.ts';
import type { Failure } from './failure.ts';
import { failuresOf } from './failure.ts';
import { faultOf } from './fault.ts';
import { messagePattern } from './message-pattern.ts';

/** Where one cause showed. `caseName` is absent when the execution failed as a whole. */
export interface FailureOccurrence {
  executionId: string;
  scriptName: string;
  caseName?: string;
  devices: ResultDevice[];
  reportUrl?: string;
}

/**
 * One cause and everywhere it showed. `id` is the same in every run in which the cause is the same; `message` is one
 * of the messages as the service wrote it, `pattern` what all of them have in common; `because` and `source` say why
 * it is called the fault of product, script or lab, and where that is documented (empty for an unknown cause).
 */
export interface FailureGroup {
  id: string;
  outcome: Exclude<Outcome, 'passed'>;
  fault: Fault;
  because: string;
  source: string;
  pattern: string;
  message: string;
  step?: string;
  code?: string;
  failureReasons: string[];
  occurrences: FailureOccurrence[];
}

/**
 * What is not green, by cause (R27): the same message but for numbers, ids, times and device names, the same code and
 * the same step are one group, however many devices and scripts it hit. Of a lab fault the step says nothing, as it
 * hits whatever is running. The most frequent cause comes first.
 */
export function groupFailures(results: Results): FailureGroup[] {
  const executions = asJudged(latestAttempts(results.executions), results.verdict?.reasons);
  const groups = new Map<string, FailureGroup>();
  for (const failure of executions.flatMap(failuresOf)) {
    const one = groupOf(failure);
    const group = groups.get(one.id);
    if (group === undefined) groups.set(one.id, one);
    else include(group, one);
  }
  return [...groups.values()].sort(
    (a, b) => b.occurrences.length - a.occurrences.length || (a.id < b.id ? -1 : 1),
  );
}

function groupOf(failure: Failure): FailureGroup {
  const { execution, outcome, caseName, step, code, message, failureReason } = failure;
  const { fault, because, source } = faultOf(failure);
  const names = namesIn(execution);
  const pattern = messagePattern(message, names);
  const place = fault === 'lab' || step === undefined ? '' : messagePattern(step, names);
  const { executionId, scriptName, devices, reportUrl } = execution;
  return {
    id: createHash('sha256')
      .update(JSON.stringify([fault, pattern, code ?? '', place]))
      .digest('hex')
      .slice(0, 16),
    outcome,
    fault,
    because,
    source,
    pattern,
    message,
    ...(step !== undefined && { step }),
    ...(code !== undefined && { code }),
    failureReasons: failureReason === undefined ? [] : [failureReason],
    occurrences: [
      {
        executionId,
        scriptName,
        ...(caseName !== undefined && { caseName }),
        devices,
        ...(reportUrl !== undefined && { reportUrl }),
      },
    ],
  };
}

function include(group: FailureGroup, one: FailureGroup): void {
  group.occurrences.push(...one.occurrences);
  if (one.outcome === 'failed') group.outcome = 'failed';
  for (const reason of one.failureReasons) {
    if (!group.failureReasons.includes(reason)) group.failureReasons.push(reason);
  }
}

/** What names this one execution and its devices. */
function namesIn({ devices, executionId, reportKey }: Failure['execution']): string[] {
  const ofDevices = devices.flatMap(({ deviceId, model, manufacturer }) => [
    deviceId,
    model,
    manufacturer === undefined || model === undefined ? undefined : `${manufacturer} ${model}`,
  ]);
  return [...ofDevices, executionId, reportKey].filter((name) => name !== undefined);
}
