import { renderTable, type Row } from './table.ts';

/** How the areas of a command are run. */
export interface AreasOptions {
  /** What is typed to run an area again, in front of its name. */
  command: string;
  /** All areas together are to be over within this time, in minutes. */
  withinMinutes?: number;
}

/**
 * Runs the named areas, or all when none is named, one after the other, and prints one table of their rows. An area that
 * breaks is a row that says so; the others are run all the same. True if every row that has a target meets it; an unknown
 * name is told on stderr and gives undefined.
 */
export async function printAreas(
  areas: Readonly<Record<string, () => Promise<Row[]>>>,
  wanted: readonly string[],
  { command, withinMinutes }: AreasOptions,
): Promise<boolean | undefined> {
  const unknown = wanted.filter((name) => !Object.hasOwn(areas, name));
  if (unknown.length > 0) {
    process.stderr.write(`No area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.\n`);
    return undefined;
  }
  const began = performance.now();
  const rows: (Row & { again: string })[] = [];
  for (const [name, area] of Object.entries(areas)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`Running ${name} ...\n`);
    const found = await area().catch((error: unknown) => [brokenRow(name, error)]);
    rows.push(...found.map((row) => ({ ...row, again: `${command} ${name}` })));
  }
  if (withinMinutes !== undefined && wanted.length === 0) {
    rows.push({ ...timeRow(performance.now() - began, withinMinutes), again: command.replace(/ --$/, '') });
  }
  process.stdout.write(renderTable(rows));
  return rows.every(({ met }) => met !== false);
}

function brokenRow(name: string, error: unknown): Row {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const [sentence = ''] = String(error).split('\n');
  return {
    what: `${name} as a whole`,
    measured: `broke: ${sentence}`,
    target: 'runs to its end',
    met: false,
  };
}

function timeRow(tookMs: number, withinMinutes: number): Row {
  const tookMinutes = tookMs / 60_000;
  return {
    what: 'all together',
    measured: `${tookMinutes.toFixed(1)} min`,
    target: `<= ${withinMinutes} min`,
    met: tookMinutes <= withinMinutes,
  };
}
