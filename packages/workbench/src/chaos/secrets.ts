import { searchLines } from '../leaks/search-line.ts';
import { searchRecords } from '../leaks/search-records.ts';
import type { Row } from '../measuring/table.ts';

/** A cell of the table can hold so many sentences; one leak may show in every job. */
const mostTold = 12;

/** Searches what the jobs of the trials left for the secrets they were given, as the last step of `npm test` does. */
export async function searchTrials(records: string): Promise<Row[]> {
  const search = await searchRecords(records);
  const told = [...new Set(searchLines(search))];
  return [
    {
      what: 'secrets in what the actions left, printed, sent and published',
      measured: [
        ...told.slice(0, mostTold),
        ...(told.length > mostTold ? [`and ${told.length - mostTold} more`] : []),
      ].join(' '),
      target: 'none',
      met: search.jobs > 0 && search.leaks.length === 0,
    },
  ];
}
