import { renderSummary } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** The verdict's sentence when the policy wants it to be red. Throws what broke the work off, now that all is delivered. */
export function failure({ verdict, broken }: Result): string | undefined {
  if (broken !== undefined) throw broken;
  return verdict?.blocking ? `${verdict.conclusion}: ${verdict.sentence}` : undefined;
}

/** The job summary. */
export function summarize({ results, verdict }: Result): string {
  return results && verdict ? renderSummary(results, verdict) : '';
}
