import type { Row } from '../../measuring/table.ts';

/** The row of something that must not be found at all; tells the first one that was. */
export function noneRow(what: string, found: readonly string[]): Row {
  const [first] = found;
  const told = first === undefined ? '' : `, first: ${first.replaceAll('|', '/')}`;
  return { what, measured: `${found.length}${told}`, target: '0', met: found.length === 0 };
}
