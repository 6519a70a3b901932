import { fileURLToPath } from 'node:url';
import { measure } from '../measuring/measured-process.ts';
import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import { noneRow } from './mixed-load/none-row.ts';
import type { Nights } from './soak/nights.ts';

/** Nights after which is measured what is kept; the later ones are two and four times the first. */
const marks = { short: [8, 16, 32], full: [40, 80, 160] } as const;

/** Devices that each night uses. */
const devices = 8;

/** What the last may be larger than the smallest before it. Of the heap, code that is compiled late takes a part. */
const tolerances = { heap: 0.04, external: 0.01 } as const;

/** Nights of a pipeline in one process, lab and client, and what it keeps after some, twice and four times as many. */
export async function soakNights(extent: Extent): Promise<Row[]> {
  const program = fileURLToPath(new URL('soak/nights.ts', import.meta.url));
  const { code, output } = await measure(process.execPath, [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    program,
    ...[devices, ...marks[extent]].map(String),
  ]);
  if (code !== 0) throw new Error(`The nights ended with ${code ?? 'a signal'}:\n${output}`);
  const { kept, executions, requests, hoursOfLab, left } = JSON.parse(output) as Nights;
  const nights = marks[extent].join(', ');
  const wanted = Math.max(...marks[extent]) * devices;
  const files = kept.map((one) => one.files);
  return [
    {
      what: `soak: executions that passed, with their reports (${requests.toLocaleString('en')} requests, ${hoursOfLab.toLocaleString('en')} hours of the lab)`,
      measured: executions.toLocaleString('en'),
      target: wanted.toLocaleString('en'),
      met: executions === wanted,
    },
    flatRow(
      `soak: heap after ${nights} nights`,
      kept.map(({ heapBytes }) => heapBytes),
      tolerances.heap,
    ),
    flatRow(
      'soak: memory outside of the heap, as of Buffers',
      kept.map(({ externalBytes }) => externalBytes),
      tolerances.external,
    ),
    {
      what: 'soak: files that the lab has stored',
      measured: files.join(', '),
      target: 'all the same',
      met: new Set(files).size === 1,
    },
    noneRow('soak: executions, reservations and items that a night left', left),
  ];
}

function flatRow(what: string, bytes: readonly number[], tolerance: number): Row {
  const growth = (bytes.at(-1) ?? Number.NaN) / Math.min(...bytes.slice(0, -1)) - 1;
  return {
    what,
    measured: `${bytes.map((one) => (one / 1e6).toFixed(2)).join(', ')} MB`,
    target: `the last <= ${tolerance * 100} % above the smallest`,
    met: growth <= tolerance,
  };
}
