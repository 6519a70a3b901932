import { searchLines } from '../leaks/search-line.ts';
import { searchRecords } from '../leaks/search-records.ts';
import type { Row } from '../measuring/table.ts';

/** Searches what the jobs of the trials left for the secrets they were given, as the last step of `npm test` does. */
export async function searchTrials(records: string): Promise<Row[]> {
  const search = await searchRecords(records);
  return [
    {
      what: 'secrets in what the actions left, printed, sent and published',
      measured: searchLines(search).join(' '),
      target: 'none',
      met: search.jobs > 0 && search.leaks.length === 0,
    },
  ];
}
