import { renderSummary } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** The verdict's sentence when the policy wants it to be red. */
export function failure({ verdict }: Result): string | undefined {
  return verdict?.blocking ? `${verdict.conclusion}: ${verdict.sentence}` : undefined;
}

/** The job summary. */
export function summarize({ results, verdict }: Result): string {
  return results && verdict ? renderSummary(results, verdict) : '';
}
