import type { KnownFailureMatcher } from './known-failures.ts';
import type { ExecutionResult, Outcome, Reason, TestCase } from '../model.ts';
import { ended, saidOf, saysWhy, whyIn } from '../text/said.ts';

/** A failure that no known failure covers; the pass rate decides what it means. */
export type OpenFailure = Omit<Reason, 'kind'>;

/** What one execution proves, before rates and limits are applied. */
export interface Evidence {
  execution: ExecutionResult;
  outcome: Outcome;
  /** Why nothing can be concluded from the execution; absent when something can. */
  doubt?: string;
  failures: OpenFailure[];
  passedTests: number;
  toleratedTests: number;
  /** One for each tolerated failure. */
  reasons: Reason[];
}

/**
 * Weighs one execution. A test is a case of the report; an execution that has none, or that failed while none of its
 * cases did, counts as one test itself. Whatever is not known to have ended well is in doubt (R7, R8), and with
 * `wantsTests` also what passed without a report.
 */
export function readEvidence(
  execution: ExecutionResult,
  knownFailures: KnownFailureMatcher,
  wantsTests: boolean,
): Evidence {
  const cases = execution.cases ?? [];
  const failedCases = cases.filter(({ outcome }) => outcome === 'failed');
  const failures: OpenFailure[] = [];
  const reasons: Reason[] = [];
  const record = (message: string, caseName?: string): void => {
    const { executionId } = execution;
    const named = { executionId, ...(caseName !== undefined && { caseName }) };
    const match = knownFailures.find(execution, caseName);
    if (match === undefined) {
      failures.push({ rule: 'min-pass-rate', message, ...named });
    } else if (match.expired) {
      const expiry = `The known failure "${match.known.reason}" expired on ${match.known.expires}.`;
      failures.push({ rule: 'known-failures', message: `${message} ${expiry}`, ...named });
    } else {
      const until = `Known until ${match.known.expires}: ${match.known.reason}`;
      reasons.push({ kind: 'tolerated', rule: 'known-failures', message: `${message} ${until}`, ...named });
    }
  };
  for (const { name, failure } of failedCases) {
    const why = [failure?.message].find(saysWhy);
    record(`${executionLabel(execution)}: "${name}" ${failedBecause(why)}`, name);
  }
  if (execution.outcome === 'failed' && failedCases.length === 0 && execution.timedOut !== true) {
    record(`${executionLabel(execution)} ${failedBecause(saidOf(execution))}`);
  }
  const doubt = doubtAbout(execution) ?? doubtAboutReport(execution, wantsTests);
  const passedCases = cases.filter(({ outcome }) => outcome === 'passed').length;
  const failed = failures.length + reasons.length > 0;
  const passedAsOne = cases.length === 0 && !failed && doubt === undefined;
  return {
    execution,
    outcome: failed ? 'failed' : doubt === undefined ? 'passed' : 'inconclusive',
    ...(doubt !== undefined && { doubt }),
    failures,
    passedTests: passedAsOne ? 1 : passedCases,
    toleratedTests: reasons.length,
    reasons,
  };
}

/** The script, and the device it ran on, in the words of a reader. */
export function executionLabel({ scriptName, executionId, devices }: ExecutionResult): string {
  const on = devices.map(({ model, deviceId }) => model ?? deviceId ?? '').filter((name) => name !== '');
  const name = scriptName === '' ? executionId : scriptName;
  return on.length === 0 ? name : `${name} on ${on.join(', ')}`;
}

/** Statuses of the reporting API that leave no doubt, or that say nothing (UNKNOWN, see enrich.ts). */
const settled = new Set(['PASSED', 'FAILED', 'UNKNOWN']);

/** `Completed` is the only documented state of an execution that has ended. Codes differ in case between pages. */
function doubtAbout(execution: ExecutionResult): string | undefined {
  const { outcome, state, cases, timedOut, flowEndCode, reported } = execution;
  if (timedOut === true) return 'it had not ended when the time was over.';
  const unclear = cases?.filter((one) => one.outcome !== 'passed' && one.outcome !== 'failed') ?? [];
  if (unclear[0] !== undefined) {
    const others = unclear.length > 1 ? ` and ${unclear.length - 1} more` : '';
    return `the report does not say how "${unclear[0].name}"${others} ended.`;
  }
  if (state !== undefined && state.toLowerCase() !== 'completed') {
    return `its last known state is "${state}", which is no end.`;
  }
  const denied = deniedCase(execution);
  if (denied !== undefined)
    return `the reporting service says that "${denied}" failed, and the report that it passed.`;
  if (outcome === 'failed') return undefined;
  const odd = reported
    ?.map(({ status }) => status)
    .find((status) => status !== undefined && !settled.has(status.toUpperCase()));
  if (odd !== undefined) return `the reporting service calls it "${odd}".`;
  if (outcome !== 'passed') return ended(saidOf(execution) ?? 'its outcome is not known');
  if (state === undefined && (cases === undefined || cases.length === 0)) {
    return 'neither a state nor a report with tests says that it ended well.';
  }
  if (flowEndCode !== undefined && !/^(?:success|succeeded)$/iu.test(flowEndCode)) {
    return `it is called passed beside the flow end code "${flowEndCode}".`;
  }
  const failedParts = (execution.failedActions ?? 0) + (execution.failedValidations ?? 0);
  // A failed case explains failed actions, and is judged as such.
  const explained = cases?.some((one) => one.outcome === 'failed') === true;
  return failedParts > 0 && !explained
    ? `it is called passed beside ${failedParts} failed ${failedParts === 1 ? 'action or validation' : 'actions or validations'}.`
    : undefined;
}

/**
 * A test that failed in the words of the reporting API and passed in the report, beside a case that failed there: that
 * case may be a known failure, and then it must not cover for the other one. Where no case failed, the execution does.
 */
function deniedCase({ cases = [], reported = [] }: ExecutionResult): string | undefined {
  if (!cases.some(({ outcome }) => outcome === 'failed')) return undefined;
  return reported.find(({ name, status }) => {
    const named = cases.filter((one) => one.name === name);
    return status?.toUpperCase() === 'FAILED' && named.length > 0 && named.every(hasPassed);
  })?.name;
}

function hasPassed({ outcome }: TestCase): boolean {
  return outcome === 'passed';
}

/** An execution that calls itself passed, and whose tests nobody has counted. */
function doubtAboutReport({ outcome, cases }: ExecutionResult, wantsTests: boolean): string | undefined {
  return wantsTests && outcome === 'passed' && cases === undefined
    ? 'its report was not read, so its tests were not counted.'
    : undefined;
}

function failedBecause(why: string | undefined): string {
  return why === undefined ? 'failed; the service does not say why.' : `failed: ${ended(whyIn(why))}`;
}
