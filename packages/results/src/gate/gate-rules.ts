import { supersededAttempts } from '../attempts.ts';
import type { Evidence } from './evidence.ts';
import { executionLabel } from './evidence.ts';
import { newFailuresIn } from '../history/compare.ts';
import { caseKey } from '../history/run-record.ts';
import type { ExecutionResult, Reason, Results } from '../model.ts';
import type { Policy } from './policy-model.ts';
import { counted, durationText } from '../text/wording.ts';

/** Failed and passed tests against the rate. Inconclusive ones are judged on their own, so they are left out here. */
export function passRateReasons(evidence: readonly Evidence[], policy: Policy): Reason[] {
  const failures = evidence.flatMap((one) => one.failures);
  if (failures.length === 0) return [];
  const good = evidence.reduce((sum, one) => sum + one.passedTests + one.toleratedTests, 0);
  const all = good + failures.length;
  // Room for the rounding of a rate such as 33.3, far below the weight of one test.
  const enough = good * 100 - policy.minPassRate * all > -1e-6;
  const rate = `${floored((good * 100) / all)} % of ${all} tests passed, the policy wants ${policy.minPassRate} %`;
  // With the rate out of reach for any failure, the failures speak for themselves.
  const summary: Reason[] =
    policy.minPassRate < 100
      ? [{ kind: enough ? 'allowed' : 'failed', rule: 'min-pass-rate', message: `${rate}.` }]
      : [];
  return [
    ...summary,
    ...failures.map((failure): Reason => ({ ...failure, kind: enough ? 'allowed' : 'failed' })),
  ];
}

/** Failures that are new against earlier runs. Without an earlier run every failure is. */
export function newFailureReasons(
  evidence: readonly Evidence[],
  results: Results,
  { maxNewFailures }: Policy,
): Reason[] {
  if (maxNewFailures === undefined) return [];
  const isNew = newFailuresIn(results);
  const failing = evidence.flatMap(({ execution, failures }) =>
    failures.map(({ caseName }) => caseKey(execution, caseName)),
  );
  const found = new Set(failing.filter(isNew)).size;
  if (found <= maxNewFailures) return [];
  const noHistory = results.history === undefined ? ' (no earlier run is known)' : '';
  const message = `There are ${counted(found, 'new failure')}${noHistory}, the policy allows ${maxNewFailures}.`;
  return [{ kind: 'failed', rule: 'max-new-failures', message }];
}

export function inconclusiveReasons(evidence: readonly Evidence[], policy: Policy): Reason[] {
  if (evidence.length === 0) {
    return [{ kind: 'inconclusive', rule: 'executions', message: 'There is no execution to judge.' }];
  }
  const unclear = evidence.flatMap(({ execution, doubt }) =>
    doubt === undefined ? [] : [{ execution, doubt }],
  );
  const within = unclear.length <= policy.allowInconclusive;
  const reasons = unclear.map(({ execution, doubt }): Reason => ({
    kind: within ? 'allowed' : 'inconclusive',
    rule: 'allow-inconclusive',
    message: `${executionLabel(execution)}: ${doubt}`,
    executionId: execution.executionId,
  }));
  if (within && unclear.length > 0) {
    const message = `${unclear.length} inconclusive of ${evidence.length} executions, the policy allows ${policy.allowInconclusive}.`;
    reasons.unshift({ kind: 'allowed', rule: 'allow-inconclusive', message });
  }
  if (unclear.length === evidence.length && within) {
    const message = 'No execution came to a conclusion, so there is nothing that could pass.';
    reasons.push({ kind: 'inconclusive', rule: 'executions', message });
  }
  return reasons;
}

/** Too few tests in a report. What is in doubt, or failed before its first test, has been judged for that. */
export function minTestsReasons(evidence: Evidence, { minTests }: Policy): Reason[] {
  const { execution, doubt, outcome } = evidence;
  const { cases, executionId } = execution;
  if (minTests === 0 || doubt !== undefined || (cases !== undefined && cases.length >= minTests)) return [];
  if (outcome === 'failed' && (cases ?? []).length === 0) return [];
  const rule = 'min-tests';
  if (cases === undefined) {
    const message = `${executionLabel(execution)}: the report was not read, so its tests were not counted.`;
    return [{ kind: 'note', rule, message, executionId }];
  }
  const message = `${executionLabel(execution)}: the report holds ${counted(cases.length, 'test')}, the policy wants ${minTests}.`;
  return [{ kind: 'inconclusive', rule, message, executionId }];
}

/** Required devices and scripts count where an execution came to a conclusion; whether it failed is judged apart. */
export function requiredReasons(evidence: readonly Evidence[], policy: Policy): Reason[] {
  const missing = (
    rule: string,
    what: string,
    names: readonly string[],
    has: (execution: ExecutionResult, name: string) => boolean,
  ): Reason[] =>
    names.flatMap((name) => {
      const those = evidence.filter(({ execution }) => has(execution, name));
      if (those.some(({ outcome }) => outcome !== 'inconclusive')) return [];
      const why = those.length === 0 ? 'is in no execution' : 'is only in executions without a conclusion';
      return [{ kind: 'inconclusive', rule, message: `The required ${what} "${name}" ${why}.` }];
    });
  return [
    ...missing('require.devices', 'device', policy.requiredDevices, ({ devices }, name) =>
      devices.some(({ deviceId, model }) => name === deviceId || name === model),
    ),
    ...missing(
      'require.scripts',
      'script',
      policy.requiredScripts,
      ({ scriptName, scriptKey }, name) => name === scriptName || name === scriptKey,
    ),
  ];
}

/** An execution that took too long. One that passed in an unknown time cannot be said to have kept the limit. */
export function durationReasons(
  { execution, outcome }: Evidence,
  { maxDurationMs }: Policy,
  reportsExpected: boolean,
): Reason[] {
  if (maxDurationMs === undefined) return [];
  const { startedAtMs, endedAtMs, executionId } = execution;
  const rule = 'max-duration';
  // An end before its beginning is of two clocks that disagree.
  if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs < startedAtMs) {
    const kind = reportsExpected && outcome === 'passed' ? 'inconclusive' : 'note';
    return [{ kind, rule, message: `${executionLabel(execution)}: its duration is not known.`, executionId }];
  }
  const tookMs = endedAtMs - startedAtMs;
  if (tookMs <= maxDurationMs) return [];
  const message = `${executionLabel(execution)}: it took ${durationText(tookMs)}, the policy allows ${durationText(maxDurationMs)}.`;
  return [{ kind: 'failed', rule, message, executionId }];
}

/** A note for each attempt that was not green and that a later one replaced. */
export function attemptReasons(executions: readonly ExecutionResult[]): Reason[] {
  return supersededAttempts(executions)
    .filter(({ outcome }) => outcome !== 'passed')
    .map((execution) => {
      const ended = execution.outcome === 'failed' ? 'failed' : 'was inconclusive';
      const message = `${executionLabel(execution)}: attempt ${execution.attempt ?? 0} ${ended}, a later one took its place.`;
      return { kind: 'note', rule: 'attempts', message, executionId: execution.executionId };
    });
}

function floored(rate: number): number {
  return Math.floor(rate * 10) / 10;
}
