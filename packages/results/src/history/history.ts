import { groupFailures } from '../failures/failure-groups.ts';
import type { CaseHistory, History, KnownCause, Results } from '../model.ts';
import { compareTimes, compareValues } from '../order.ts';
import type { RunOutcome } from './run-outcome.ts';
import { joinOutcomes, letterAt } from './run-outcome.ts';
import { keyOf, placeIn, recordsOf } from './run-record.ts';

/** Runs that a history goes back. */
const maxRuns = 10;

/**
 * The current results with the previous ones added to their history, which is how a `results.json` comes to know what
 * is new. The history goes back ten runs and forgets what did not occur in them.
 */
export function remember(previous: Results, current: Results): Results & { history: History } {
  const earlier = previous.history ?? { runs: [], cases: [], causes: [] };
  const history = joinHistories(joinHistories(earlier, historyOf(previous)), current.history);
  return { ...current, history: recent(history) };
}

/** Two histories as one, in any order and any grouping. Nothing is forgotten here. */
export function joinHistories(first: History, second: History | undefined): History {
  if (second === undefined) return first;
  const runs = [...new Set([...first.runs, ...second.runs])].sort(compareTimes);
  const cases = new Map<string, { of: CaseHistory; letters: RunOutcome[] }>();
  for (const history of [first, second]) {
    // Where each of all runs stands in this history; -1 where it does not.
    const places = runs.map((run) => history.runs.indexOf(run));
    for (const one of history.cases) {
      const key = keyOf(one);
      const known = cases.get(key) ?? { of: one, letters: [] };
      const letters = places.map((place, at) =>
        joinOutcomes(letterAt(one.outcomes, place), known.letters[at]),
      );
      cases.set(key, { of: withModel(known.of, one), letters });
    }
  }
  return {
    runs,
    cases: sortedCases([...cases.values()].map(({ of, letters }) => ({ ...of, outcomes: letters.join('') }))),
    causes: joinCauses([...first.causes, ...second.causes]),
  };
}

/** One run as a history of its own. */
function historyOf(results: Results): History {
  const { createdAt } = results;
  const cases = [...recordsOf(results).values()].map((record): CaseHistory => ({
    ...placeIn(record),
    outcomes: record.inRun,
  }));
  const causes = groupFailures(results).map(({ id }): KnownCause => ({
    id,
    firstSeenAt: createdAt,
    lastSeenAt: createdAt,
  }));
  return { runs: [createdAt], cases: sortedCases(cases), causes: joinCauses(causes) };
}

function recent({ runs, cases, causes }: History): History {
  const dropped = Math.max(0, runs.length - maxRuns);
  const [oldest] = runs.slice(dropped);
  return {
    runs: runs.slice(dropped),
    cases: cases
      .map((one) => ({ ...one, outcomes: one.outcomes.slice(dropped) }))
      .filter(({ outcomes }) => /[^-]/u.test(outcomes)),
    causes: causes.filter(({ lastSeenAt }) => oldest !== undefined && compareTimes(lastSeenAt, oldest) >= 0),
  };
}

function joinCauses(causes: readonly KnownCause[]): KnownCause[] {
  const byId = new Map<string, KnownCause>();
  for (const { id, firstSeenAt, lastSeenAt } of causes) {
    const other = byId.get(id) ?? { id, firstSeenAt, lastSeenAt };
    byId.set(id, {
      id,
      firstSeenAt: compareTimes(firstSeenAt, other.firstSeenAt) < 0 ? firstSeenAt : other.firstSeenAt,
      lastSeenAt: compareTimes(lastSeenAt, other.lastSeenAt) > 0 ? lastSeenAt : other.lastSeenAt,
    });
  }
  return [...byId.values()].sort((a, b) => compareValues(a.id, b.id));
}

/** A model may be known in one file only; of two the first by name, so that no order of files shows. */
function withModel(one: CaseHistory, other: CaseHistory): CaseHistory {
  const [model] = [one.model, other.model].filter((name) => name !== undefined).sort();
  return { ...placeIn(one), ...(model !== undefined && { model }), outcomes: one.outcomes };
}

function sortedCases(cases: CaseHistory[]): CaseHistory[] {
  return cases
    .map((one) => ({ one, key: keyOf(one) }))
    .sort((a, b) => compareValues(a.key, b.key))
    .map(({ one }) => one);
}
