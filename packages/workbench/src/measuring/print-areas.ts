import { renderTable, type Row } from './table.ts';

/**
 * Runs the named areas, or all when none is named, one after the other, and prints one table of their rows.
 * True if every row that has a target meets it; an unknown name is told on stderr and gives undefined.
 */
export async function printAreas(
  areas: Readonly<Record<string, () => Promise<Row[]>>>,
  wanted: readonly string[],
): Promise<boolean | undefined> {
  const unknown = wanted.filter((name) => !Object.hasOwn(areas, name));
  if (unknown.length > 0) {
    process.stderr.write(`No area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.\n`);
    return undefined;
  }
  const rows: Row[] = [];
  for (const [name, area] of Object.entries(areas)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`Running ${name} ...\n`);
    rows.push(...(await area()));
  }
  process.stdout.write(renderTable(rows));
  return rows.every(({ met }) => met !== false);
}
