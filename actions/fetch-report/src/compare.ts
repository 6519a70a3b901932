import { changesIn, remember, type Results } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { previousOfFile, previousOfWorkflow } from './github/previous-results.ts';
import type { Inputs } from './inputs.ts';

/** The results with the earlier ones in their history; where these cannot be had, as they are, and a notice says why. */
export async function withEarlierResults(
  results: Results,
  { compareWith, githubToken }: Inputs,
  context: StepContext,
): Promise<Results> {
  if (compareWith === undefined) return results;
  const previous =
    compareWith.kind === 'file'
      ? await previousOfFile(compareWith.path, context)
      : await previousOfWorkflow(compareWith.artifactName, githubToken, context);
  if ('unavailable' in previous) {
    context.log.notice(`Nothing is compared. ${previous.unavailable}`);
    return results;
  }
  const compared = remember(previous.results, results);
  const counts = changesIn(compared)?.counts;
  const [fresh, fixed, still] = [counts?.['new-failure'], counts?.fixed, counts?.['still-failing']];
  context.log.info(
    `Compared with ${previous.from}: ${fresh ?? 0} new failures, ${fixed ?? 0} fixed, ${still ?? 0} still failing.`,
  );
  return compared;
}
