import { deviceKey, latestAttempts } from '../attempts.ts';
import { asJudged } from '../as-judged.ts';
import { worse } from '../execution-result.ts';
import { distinctExecutions } from '../distinct-executions.ts';
import type { ExecutionResult, Outcome, Results } from '../model.ts';
import { needsOwnCase } from '../text/wording.ts';
import type { RunOutcome } from './run-outcome.ts';
import { joinOutcomes, letterOf } from './run-outcome.ts';

/** What makes a case the same case in another run. Without `case` it is the execution as a whole. */
export interface CasePlace {
  leg?: string;
  script: string;
  device: string;
  model?: string;
  case?: string;
}

/** A case in one run: `inRun` over all attempts, `latest` in the attempt that is judged. */
export interface CaseRecord extends CasePlace {
  inRun: RunOutcome;
  latest?: Outcome;
  /** Whether the execution as a whole has cases beside it, which say the same in more detail. */
  hasCases: boolean;
}

/** Every case of a run by its key, and each execution as a whole. */
export function recordsOf(results: Results): Map<string, CaseRecord> {
  const all = asJudged(distinctExecutions(results.executions), results.verdict?.reasons);
  const latest = new Set(latestAttempts(all).map(({ executionId }) => executionId));
  const records = new Map<string, CaseRecord>();
  for (const execution of all) {
    const isLatest = latest.has(execution.executionId);
    for (const [name, outcome] of outcomesIn(execution)) {
      const place = { ...placeOf(execution), ...(name !== undefined && { case: name }) };
      include(records, place, { outcome, isLatest, hasCases: (execution.cases ?? []).length > 0 });
    }
  }
  return records;
}

/** Only what says which case it is, of anything that says more. */
export function placeIn({ leg, script, device, model, case: name }: CasePlace): CasePlace {
  return {
    ...(leg !== undefined && { leg }),
    script,
    device,
    ...(model !== undefined && { model }),
    ...(name !== undefined && { case: name }),
  };
}

/** What a case is known by from run to run. */
export function keyOf({ leg, script, device, case: name }: CasePlace): string {
  return JSON.stringify(name === undefined ? [leg ?? '', script, device] : [leg ?? '', script, device, name]);
}

/** The key of a case of an execution, or without a name of the execution as a whole. */
export function caseKey(execution: ExecutionResult, name: string | undefined): string {
  return keyOf({ ...placeOf(execution), ...(name !== undefined && { case: name }) });
}

/** The same case on any device of the model: a pool hands out another one each night. */
export function modelKeyOf({ leg, script, model, case: name }: CasePlace): string | undefined {
  return model === undefined ? undefined : JSON.stringify([leg ?? '', script, model, name ?? null]);
}

function include(
  records: Map<string, CaseRecord>,
  place: CasePlace,
  { outcome, isLatest, hasCases }: { outcome: Outcome; isLatest: boolean; hasCases: boolean },
): void {
  const key = keyOf(place);
  const other = records.get(key);
  const inRun = joinOutcomes(letterOf(outcome), other?.inRun);
  const latest = !isLatest
    ? other?.latest
    : other?.latest === undefined
      ? outcome
      : worse(other.latest, outcome);
  records.set(key, {
    ...place,
    inRun,
    ...(latest !== undefined && { latest }),
    hasCases: hasCases || other?.hasCases === true,
  });
}

/** Outcomes by case name; rounds of a loop are one case, as bad as the worst. `undefined` is the execution itself. */
function outcomesIn(execution: ExecutionResult): Map<string | undefined, Outcome> {
  const cases = new Map<string | undefined, Outcome>();
  cases.set(undefined, needsOwnCase(execution) ? execution.outcome : 'passed');
  for (const { name, outcome } of execution.cases ?? []) {
    cases.set(name, worse(cases.get(name) ?? 'passed', outcome));
  }
  return cases;
}

function placeOf(execution: ExecutionResult): CasePlace {
  const { leg, scriptName, devices } = execution;
  const models = devices.map(({ model }) => model);
  return {
    ...(leg !== undefined && { leg }),
    script: scriptName,
    device: deviceKey(execution),
    ...(models.length > 0 && !models.includes(undefined) && { model: models.sort().join(' + ') }),
  };
}
