import { latestAttempts } from '../attempts.ts';
import type { Evidence } from './evidence.ts';
import { readEvidence } from './evidence.ts';
import {
  attemptReasons,
  durationReasons,
  inconclusiveReasons,
  minTestsReasons,
  newFailureReasons,
  passRateReasons,
  requiredReasons,
} from './gate-rules.ts';
import { knownFailureMatcher } from './known-failures.ts';
import type { Counts, Outcome, Reason, Results, Verdict } from '../model.ts';
import type { Policy } from './policy-model.ts';
import { clip, oneLine } from '../text/escape.ts';
import { counted } from '../text/wording.ts';

export interface JudgeOptions {
  /**
   * `not-read`: the caller never meant to read reports, so what only they can tell (tests, durations) is noted where it
   * is missing. By default a report that was not read leaves its execution in doubt.
   */
  reports?: 'expected' | 'not-read';
}

/**
 * Judges results by a policy. `failed` wins over `inconclusive`; `passed` needs at least one execution that is known to
 * have ended, and no doubt about any that the policy does not allow. `nowMs` decides which known failures have expired.
 */
export function judge(results: Results, policy: Policy, nowMs: number, options: JudgeOptions = {}): Verdict {
  const executions = latestAttempts(results.executions);
  const tolerated = knownFailureMatcher(policy.knownFailures, nowMs);
  const reportsExpected = options.reports !== 'not-read';
  const wantsTests = reportsExpected && policy.minTests > 0;
  const evidence = executions.map((execution) => readEvidence(execution, tolerated, wantsTests));
  const reasons = [
    ...evidence.flatMap(({ reasons: own }) => own),
    ...passRateReasons(evidence, policy),
    ...newFailureReasons(evidence, results, policy),
    ...inconclusiveReasons(evidence, policy),
    ...evidence.flatMap((one) => minTestsReasons(one, policy)),
    ...requiredReasons(evidence, policy),
    ...evidence.flatMap((one) => durationReasons(one, policy, reportsExpected)),
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

/** A message of the service can be a whole log; the verdict is a sentence. */
const sentenceChars = 500;

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
  const first = clip(oneLine(decisive[0]?.message ?? ''), sentenceChars);
  const others = decisive.length - 1;
  const said = others > 0 ? `${first.replace(/\.$/u, '')} (and ${counted(others, 'more reason')}).` : first;
  return counts.executions === 0 ? said : `${passed}. ${said}`;
}
