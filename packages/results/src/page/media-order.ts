import type { ExecutionResult, Outcome } from '../model.ts';
import type { ListedMedia } from './execution-media.ts';

/** The files of one execution of the page. */
export interface MediaOfExecution {
  result: Pick<ExecutionResult, 'outcome' | 'cases'>;
  media: readonly ListedMedia[];
}

const ranks: Record<Outcome, number> = { failed: 0, inconclusive: 1, passed: 2 };

/**
 * Files in the order in which they get room on the page: what failed before what did not, and there the pictures of
 * the failed cases (the last of a case first, it is nearest to the failure), logs, video, then all other pictures.
 */
export function mediaInOrder(executions: readonly MediaOfExecution[]): ListedMedia[] {
  return executions
    .flatMap(({ result, media }) => {
      const failing = failingPictures(result);
      return media.map((one) => ({ one, outcome: ranks[result.outcome], ...rankOf(one, failing) }));
    })
    .sort((a, b) => a.outcome - b.outcome || a.kind - b.kind || a.within - b.within)
    .map(({ one }) => one);
}

function rankOf(
  { data }: ListedMedia,
  failing: ReadonlyMap<string, number>,
): { kind: number; within: number } {
  const place = failing.get(data.name);
  if (data.kind === 'image') return place === undefined ? { kind: 3, within: 0 } : { kind: 0, within: place };
  return { kind: data.kind === 'log' ? 1 : data.kind === 'video' ? 2 : 4, within: 0 };
}

function failingPictures({ cases = [] }: MediaOfExecution['result']): Map<string, number> {
  const paths = cases
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap(({ attachments }) => attachments.map(({ path }) => path).reverse());
  return new Map(paths.map((path, index) => [path, index]));
}
