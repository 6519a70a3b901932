import type { LeakSearch } from './search-records.ts';

/** What a search says: what was searched, and each place where a secret was found, never the secret. */
export function searchLines(search: LeakSearch): string[] {
  const { jobs, files, bytes, leftOut, secrets, tooShort, forms, leaks } = search;
  return [
    `Searched what ${jobs} jobs left, ${files} files with ${(bytes / 1e6).toFixed(1)} MB, for ${secrets} secrets in ${forms} forms.`,
    ...(leftOut > 0 ? [`Left out: ${leftOut} files of more than 1 MiB, or beyond the 64 MiB of a job.`] : []),
    ...(tooShort > 0 ? [`Not searched for: ${tooShort} secrets of less than eight bytes.`] : []),
    ...leaks.map(({ place, form }) => `LEAK ${place}: a secret ${form}`),
  ];
}
