import type { FailureGroup } from '../failures/failure-groups.ts';
import { groupFailures } from '../failures/failure-groups.ts';
import type { CaseHistory, History, Outcome, Results } from '../model.ts';
import { compareValues } from '../order.ts';
import { remember } from './history.ts';
import type { RunOutcome } from './run-outcome.ts';
import { joinOutcomes, letterAt } from './run-outcome.ts';
import type { CasePlace, CaseRecord } from './run-record.ts';
import { keyOf, modelKeyOf, placeIn, recordsOf } from './run-record.ts';

/**
 * What a case is against earlier runs. `flaky`: passed and failed in attempts of this run, or going back and forth over
 * the history. `not-run`: in the run before, but not in this one.
 */
export type ChangeKind =
  'new-failure' | 'still-failing' | 'flaky' | 'fixed' | 'inconclusive' | 'not-run' | 'passing';

/** A case and what became of it. `since` is the run in which it began to fail; without `case` it is a whole execution. */
export interface CaseChange extends CasePlace {
  kind: ChangeKind;
  now?: Outcome;
  since?: string;
}

/** This run against earlier ones. `causes` gives for each failure group since when it is known; a new one is missing. */
export interface Comparison {
  previousAt: string;
  changes: CaseChange[];
  counts: Record<ChangeKind, number>;
  causes: ReadonlyMap<string, string>;
}

/**
 * Changes of direction, passed to failed or back, that make a case flaky when they lie within so many runs, this one
 * included. Broken and repaired makes two. A longer look back would hide a new failure behind an old story.
 */
const flakyFlips = 3;
const flakyRuns = 5;

const kinds: readonly ChangeKind[] = [
  'new-failure',
  'still-failing',
  'flaky',
  'fixed',
  'inconclusive',
  'not-run',
  'passing',
];

/** What changed since an earlier run. The order of executions in either makes no difference. */
export function compare(previous: Results, current: Results): Comparison {
  const { history } = remember(previous, current);
  return comparisonOf(current, history, groupFailures(current));
}

/**
 * What changed by the history that the results carry; nothing for results without one. `groups` are the failure groups
 * of these results, for a caller that has them.
 */
export function changesIn(
  results: Results,
  groups: readonly FailureGroup[] = groupFailures(results),
): Comparison | undefined {
  const { history } = results;
  return history === undefined || history.runs.length === 0
    ? undefined
    : comparisonOf(results, history, groups);
}

/** Tells by its key whether a failure is new: by the history of the results, and any without one. */
export function newFailuresIn(results: Results): (key: string) => boolean {
  const { history } = results;
  if (history === undefined) return () => true;
  const changes = caseChanges(results, history).filter(({ kind }) => kind === 'new-failure');
  const keys = new Set(changes.map(keyOf));
  return (key) => keys.has(key);
}

function comparisonOf(results: Results, history: History, groups: readonly FailureGroup[]): Comparison {
  const changes = caseChanges(results, history);
  const known = new Map(history.causes.map(({ id, firstSeenAt }) => [id, firstSeenAt]));
  const causes = groups.flatMap(({ id }): [string, string][] => {
    const since = known.get(id);
    return since === undefined ? [] : [[id, since]];
  });
  return {
    previousAt: history.runs.at(-1) ?? '',
    changes,
    counts: Object.fromEntries(
      kinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
    ) as Record<ChangeKind, number>,
    causes: new Map(causes),
  };
}

/** Kind by kind, each in the order of its keys. */
function caseChanges(results: Results, history: History): CaseChange[] {
  const records = recordsOf(results);
  const past = new Past(history);
  const changes = [
    ...[...records.values()].flatMap((record) => changeOf(record, past)),
    ...notRun(records, history),
  ].map((change) => ({ change, key: keyOf(change) }));
  return kinds.flatMap((kind) =>
    changes
      .filter(({ change }) => change.kind === kind)
      .sort((a, b) => compareValues(a.key, b.key))
      .map(({ change }) => change),
  );
}

/** The outcomes of earlier runs by case: those of the device, else those of any device of its model. */
class Past {
  readonly #runs: readonly string[];
  readonly #byKey = new Map<string, RunOutcome[]>();
  readonly #byModel = new Map<string, RunOutcome[]>();

  constructor({ runs, cases }: History) {
    this.#runs = runs;
    for (const one of cases) {
      const letters = runs.map((_, run) => letterAt(one.outcomes, run));
      this.#byKey.set(keyOf(one), letters);
      const key = modelKeyOf(one);
      if (key === undefined) continue;
      const others = this.#byModel.get(key);
      this.#byModel.set(key, others === undefined ? letters : joined(others, letters));
    }
  }

  lettersOf(place: CasePlace): readonly RunOutcome[] {
    const model = modelKeyOf(place);
    return (
      this.#byKey.get(keyOf(place)) ?? (model === undefined ? undefined : this.#byModel.get(model)) ?? []
    );
  }

  /** The run in which a case began to fail without passing since. */
  failingSince(letters: readonly RunOutcome[]): string | undefined {
    let since: string | undefined;
    for (const [index, letter] of letters.entries()) {
      if (letter === 'p' || letter === 'x') since = undefined;
      if (letter === 'f') since ??= this.#runs[index];
    }
    return since;
  }
}

function changeOf(record: CaseRecord, past: Past): CaseChange[] {
  const { latest } = record;
  // Only an earlier attempt had it, and a later one took its place under another name.
  if (latest === undefined) return [];
  const letters = past.lettersOf(record);
  const kind = kindOf(record, letters);
  // The cases of an execution say in detail that it passed.
  if (kind === 'passing' && record.case === undefined && record.hasCases) return [];
  const since = kind === 'still-failing' ? past.failingSince(letters) : undefined;
  return [{ kind, ...placeIn(record), now: latest, ...(since !== undefined && { since }) }];
}

function kindOf({ inRun, latest }: CaseRecord, letters: readonly RunOutcome[]): ChangeKind {
  const known = letters.filter((letter) => letter !== '-' && letter !== '?');
  if (inRun === 'x' || flips([...known, inRun].slice(-flakyRuns)) >= flakyFlips) return 'flaky';
  const failedBefore = known.at(-1) === 'f';
  if (latest === 'failed') return failedBefore ? 'still-failing' : 'new-failure';
  if (latest === 'passed') return failedBefore ? 'fixed' : 'passing';
  return 'inconclusive';
}

/** How often the direction changed; a run that had both outcomes changed it twice. */
function flips(letters: readonly RunOutcome[]): number {
  const steps = letters.flatMap((letter) =>
    letter === 'x' ? ['p', 'f', 'p'] : letter === '?' ? [] : [letter],
  );
  return steps.filter((letter, index) => index > 0 && letter !== steps[index - 1]).length;
}

/** What ran last time and is missing now, on this device and on every other of its model. */
function notRun(records: ReadonlyMap<string, CaseRecord>, { runs, cases }: History): CaseChange[] {
  const models = new Set([...records.values()].map(modelKeyOf));
  const missing = cases.filter((one) => {
    const model = modelKeyOf(one);
    const ranBefore = letterAt(one.outcomes, runs.length - 1) !== '-';
    return ranBefore && !records.has(keyOf(one)) && (model === undefined || !models.has(model));
  });
  const withCases = new Set(missing.filter((one) => one.case !== undefined).map(wholeKeyOf));
  return missing
    .filter((one) => one.case !== undefined || !withCases.has(wholeKeyOf(one)))
    .map((one) => ({ kind: 'not-run', ...placeIn(one) }));
}

function wholeKeyOf({ leg, script, device }: CaseHistory): string {
  return keyOf({ ...(leg !== undefined && { leg }), script, device });
}

function joined(first: readonly RunOutcome[], second: readonly RunOutcome[]): RunOutcome[] {
  return first.map((letter, index) => joinOutcomes(letter, second[index]));
}
