import type { Outcome } from '../model.ts';

/** What a case came to in one run, as `CaseHistory` writes it. */
export type RunOutcome = 'p' | 'f' | 'x' | '?' | '-';

const letters: Record<Outcome, RunOutcome> = { passed: 'p', failed: 'f', inconclusive: '?' };

export function letterOf(outcome: Outcome): RunOutcome {
  return letters[outcome];
}

/**
 * Both outcomes of one case in one run: what is known covers what is not, and passed with failed is both. The order of
 * joining makes no difference. Without a second one the first stays.
 */
export function joinOutcomes(a: RunOutcome, b: RunOutcome = '-'): RunOutcome {
  if (a === b || b === '-') return a;
  if (a === '-') return b;
  if (a === '?') return b;
  return b === '?' ? a : 'x';
}

/** Reads the letter of one run in a history; one that is missing, or any other, counts as not run. */
export function letterAt(outcomes: string, run: number): RunOutcome {
  const letter = outcomes.charAt(run);
  return letter === 'p' || letter === 'f' || letter === 'x' || letter === '?' ? letter : '-';
}
