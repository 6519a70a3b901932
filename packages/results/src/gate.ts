import { latestAttempts, supersededAttempts } from './attempts.ts';
import type { Evidence } from './evidence.ts';
import { executionLabel, readEvidence } from './evidence.ts';
import { knownFailureMatcher } from './known-failures.ts';
import type { Counts, ExecutionResult, Outcome, Reason, Results, Verdict } from './model.ts';
import type { Policy } from './policy-model.ts';

/**
 * Judges results by a policy. `failed` wins over `inconclusive`; `passed` needs at least one execution that is known to
 * have ended well. `nowMs` decides which known failures have expired.
 */
export function judge(results: Results, policy: Policy, nowMs: number): Verdict {
  const executions = latestAttempts(results.executions);
  const tolerated = knownFailureMatcher(policy.knownFailures, nowMs);
  const evidence = executions.map((execution) => readEvidence(execution, tolerated));
  const reasons = [
    ...evidence.flatMap(({ reasons: own }) => own),
    ...passRateReasons(evidence, policy),
    ...inconclusiveReasons(evidence, policy),
    ...evidence.flatMap((one) => minTestsReasons(one, policy)),
    ...requiredReasons(executions, policy),
    ...executions.flatMap((execution) => durationReasons(execution, policy)),
    ...tolerated.unusedReasons(),
    ...attemptReasons(results.executions),
  ];
  const conclusion = concluded(reasons);
  const counts = countsOf(evidence);
  return {
    conclusion,
    blocking: conclusion !== 'passed' && policy.failOn.includes(conclusion),
    sentence: sentenceFor(conclusion, counts, reasons),
    reasons: [...reasons].sort((a, b) => weight[a.kind] - weight[b.kind]),
    counts,
  };
}

const weight: Record<Reason['kind'], number> = {
  failed: 0,
  inconclusive: 1,
  tolerated: 2,
  allowed: 3,
  note: 4,
};

function concluded(reasons: readonly Reason[]): Outcome {
  if (reasons.some(({ kind }) => kind === 'failed')) return 'failed';
  return reasons.some(({ kind }) => kind === 'inconclusive') ? 'inconclusive' : 'passed';
}

/** Failed and passed tests against the rate. Inconclusive ones are judged on their own, so they are left out here. */
function passRateReasons(evidence: readonly Evidence[], policy: Policy): Reason[] {
  const failures = evidence.flatMap((one) => one.failures);
  if (failures.length === 0) return [];
  const good = evidence.reduce((sum, one) => sum + one.passedTests + one.toleratedTests, 0);
  const all = good + failures.length;
  const enough = good * 100 >= policy.minPassRate * all;
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

function inconclusiveReasons(evidence: readonly Evidence[], policy: Policy): Reason[] {
  if (evidence.length === 0) {
    return [{ kind: 'inconclusive', rule: 'executions', message: 'There is no execution to judge.' }];
  }
  const unclear = evidence.filter((one) => one.doubt !== undefined);
  const within = unclear.length <= policy.allowInconclusive;
  const reasons = unclear.map(({ execution, doubt }): Reason => ({
    kind: within ? 'allowed' : 'inconclusive',
    rule: 'allow-inconclusive',
    message: `${executionLabel(execution)}: ${doubt ?? ''}`,
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

function minTestsReasons({ execution }: Evidence, { minTests }: Policy): Reason[] {
  const { cases, executionId } = execution;
  if (minTests === 0 || (cases !== undefined && cases.length >= minTests)) return [];
  const rule = 'min-tests';
  if (cases === undefined) {
    const message = `${executionLabel(execution)}: the report was not read, so its tests were not counted.`;
    return [{ kind: 'note', rule, message, executionId }];
  }
  const message = `${executionLabel(execution)}: the report holds ${counted(cases.length, 'test')}, the policy wants ${minTests}.`;
  return [{ kind: 'inconclusive', rule, message, executionId }];
}

function requiredReasons(executions: readonly ExecutionResult[], policy: Policy): Reason[] {
  const missing = (rule: string, what: string, name: string): Reason => ({
    kind: 'inconclusive',
    rule,
    message: `The required ${what} "${name}" is in no execution.`,
  });
  const devices = executions.flatMap((execution) => execution.devices);
  return [
    ...policy.requiredDevices
      .filter((name) => !devices.some(({ deviceId, model }) => name === deviceId || name === model))
      .map((name) => missing('require.devices', 'device', name)),
    ...policy.requiredScripts
      .filter(
        (name) => !executions.some(({ scriptName, scriptKey }) => name === scriptName || name === scriptKey),
      )
      .map((name) => missing('require.scripts', 'script', name)),
  ];
}

function durationReasons(execution: ExecutionResult, { maxDurationMs }: Policy): Reason[] {
  if (maxDurationMs === undefined) return [];
  const { startedAtMs, endedAtMs, executionId } = execution;
  const rule = 'max-duration';
  if (startedAtMs === undefined || endedAtMs === undefined) {
    return [
      {
        kind: 'note',
        rule,
        message: `${executionLabel(execution)}: its duration is not known.`,
        executionId,
      },
    ];
  }
  const tookMs = endedAtMs - startedAtMs;
  if (tookMs <= maxDurationMs) return [];
  const message = `${executionLabel(execution)}: it took ${seconds(tookMs)}, the policy allows ${seconds(maxDurationMs)}.`;
  return [{ kind: 'failed', rule, message, executionId }];
}

/** A note for each attempt that was not green and that a later one replaced. */
function attemptReasons(executions: readonly ExecutionResult[]): Reason[] {
  return supersededAttempts(executions)
    .filter(({ outcome }) => outcome !== 'passed')
    .map((execution) => {
      const ended = execution.outcome === 'failed' ? 'failed' : 'was inconclusive';
      const message = `${executionLabel(execution)}: attempt ${execution.attempt ?? 0} ${ended}, a later one took its place.`;
      return { kind: 'note', rule: 'attempts', message, executionId: execution.executionId };
    });
}

function countsOf(evidence: readonly Evidence[]): Counts {
  const cases = evidence.flatMap(({ execution }) => execution.cases ?? []);
  const ending = (outcome: Outcome): number => evidence.filter((one) => one.outcome === outcome).length;
  return {
    executions: evidence.length,
    passed: ending('passed'),
    failed: ending('failed'),
    inconclusive: ending('inconclusive'),
    cases: cases.length,
    casesPassed: cases.filter(({ outcome }) => outcome === 'passed').length,
    casesFailed: cases.filter(({ outcome }) => outcome === 'failed').length,
  };
}

function sentenceFor(conclusion: Outcome, counts: Counts, reasons: readonly Reason[]): string {
  const passed = `${counts.passed} of ${counted(counts.executions, 'execution')} passed`;
  if (conclusion === 'passed') {
    const spelledOut = [
      ['tolerated', 'known failure tolerated', 'known failures tolerated'],
      ['allowed', 'finding allowed by the policy', 'findings allowed by the policy'],
    ].flatMap(([kind, one, many]) => {
      const count = reasons.filter(
        (reason) => reason.kind === kind && reason.executionId !== undefined,
      ).length;
      return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    });
    return `${[passed, ...spelledOut].join(', ')}.`;
  }
  const decisive = reasons.filter(({ kind }) => kind === conclusion);
  const others = decisive.length > 1 ? ` (and ${decisive.length - 1} more)` : '';
  const first = decisive[0]?.message ?? '';
  return counts.executions === 0 ? first : `${passed}. ${first}${others}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function floored(rate: number): number {
  return Math.floor(rate * 10) / 10;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
