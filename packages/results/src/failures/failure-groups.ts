import { createHash } from 'node:crypto';
import { asJudged } from '../as-judged.ts';
import { latestAttempts } from '../attempts.ts';
import type { Fault, Outcome, ResultDevice, Results } from '../model.ts';
import type { Failure } from './failure.ts';
import { failuresOf } from './failure.ts';
import type { FaultVerdict } from './fault.ts';
import { faultOf } from './fault.ts';
import { patternWithout } from './message-pattern.ts';

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
  for (const execution of executions) {
    const failures = failuresOf(execution);
    if (failures.length === 0) continue;
    const patternOf = patternWithout(namesIn(execution));
    for (const failure of failures) {
      const verdict = faultOf(failure);
      const pattern = patternOf(failure.message);
      const key = JSON.stringify([
        verdict.fault,
        pattern,
        failure.code ?? '',
        placeOf(failure, verdict, patternOf),
      ]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, groupOf(failure, verdict, { pattern, key }));
      else include(group, failure);
    }
  }
  return [...groups.values()].sort(
    (a, b) => b.occurrences.length - a.occurrences.length || (a.id < b.id ? -1 : 1),
  );
}

function placeOf({ step }: Failure, { fault }: FaultVerdict, patternOf: (text: string) => string): string {
  return fault === 'lab' || step === undefined ? '' : patternOf(step);
}

function groupOf(
  { outcome, step, code, message, failureReason, ...where }: Failure,
  verdict: FaultVerdict,
  { pattern, key }: { pattern: string; key: string },
): FailureGroup {
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    outcome,
    ...verdict,
    pattern,
    message,
    ...(step !== undefined && { step }),
    ...(code !== undefined && { code }),
    failureReasons: failureReason === undefined ? [] : [failureReason],
    occurrences: [occurrenceOf(where)],
  };
}

function include(group: FailureGroup, failure: Failure): void {
  group.occurrences.push(occurrenceOf(failure));
  if (failure.outcome === 'failed') group.outcome = 'failed';
  const { failureReason } = failure;
  if (failureReason !== undefined && !group.failureReasons.includes(failureReason)) {
    group.failureReasons.push(failureReason);
  }
}

function occurrenceOf({ execution, caseName }: Pick<Failure, 'execution' | 'caseName'>): FailureOccurrence {
  const { executionId, scriptName, devices, reportUrl } = execution;
  return {
    executionId,
    scriptName,
    ...(caseName !== undefined && { caseName }),
    devices,
    ...(reportUrl !== undefined && { reportUrl }),
  };
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
