import type { ReportingListAnswer } from '@perfecto-actions/catalog/reporting';
import { DecodeError } from '../errors.ts';
import { cancelledBy } from '../transport/cancelled-by.ts';

/** A test as the list shows it. */
export type ReportedTest = NonNullable<ReportingListAnswer['resources']>[number];

/** How far an iteration goes. */
export interface PageLimits {
  /** More pages are an error. Default 1,000. */
  maxPages?: number;
  signal?: AbortSignal;
}

/**
 * Every test of a filter, page by page while the service says that there are more. A test that slides to a later page,
 * since newer ones came in between, is given once. Ends with CancelledError when the signal aborts, also between two
 * tests, and with DecodeError when the service promises more and gives nothing, or more than `maxPages`.
 */
export async function* eachTest(
  listPage: (page: number) => Promise<ReportingListAnswer>,
  { maxPages = 1_000, signal }: PageLimits = {},
): AsyncGenerator<ReportedTest, void, void> {
  const seen = new Set<string>();
  for (let page = 1; page <= maxPages; page += 1) {
    const { resources = [], metadata } = await listPage(page);
    for (const test of resources) {
      if (signal?.aborted) throw cancelledBy(signal);
      if (seen.has(test.id)) continue;
      seen.add(test.id);
      yield test;
    }
    if (metadata?.truncated !== true) return;
    if (resources.length === 0) {
      throw new DecodeError('reporting.list', '$.resources', `tests, since page ${page} is not the last`, '');
    }
  }
  throw new DecodeError('reporting.list', '$.metadata.truncated', `at most ${maxPages} pages`, 'more');
}
