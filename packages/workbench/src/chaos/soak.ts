import { fileURLToPath } from 'node:url';
import { measure } from '../measuring/measured-process.ts';
import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import type { Nights } from './soak/nights.ts';

/** Nights after which the heap is measured; the later ones are two and four times the first. */
const marks = { short: [8, 16, 32], full: [40, 80, 160] } as const;

/** What the last heap may be larger than the smallest before it: code that is compiled late takes a part of that. */
const tolerance = 0.04;

/** Nights of a pipeline in one process, lab and client, and its heap after some, twice and four times as many. */
export async function soakNights(extent: Extent): Promise<Row[]> {
  const program = fileURLToPath(new URL('soak/nights.ts', import.meta.url));
  const { code, output } = await measure(process.execPath, [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    program,
    ...marks[extent].map(String),
  ]);
  if (code !== 0) throw new Error(`The nights ended with ${code ?? 'a signal'}:\n${output}`);
  const { heapBytes, executions, requests, hoursOfLab, left } = JSON.parse(output) as Nights;
  const growth = (heapBytes.at(-1) ?? Number.NaN) / Math.min(...heapBytes.slice(0, -1)) - 1;
  const nights = marks[extent].join(', ');
  const sizes = heapBytes.map((bytes) => (bytes / 1e6).toFixed(2)).join(', ');
  return [
    {
      what: `soak: heap after ${nights} nights (${executions.toLocaleString('en')} executions, ${requests.toLocaleString('en')} requests, ${hoursOfLab.toLocaleString('en')} hours of the lab)`,
      measured: `${sizes} MB`,
      target: `the last <= ${tolerance * 100} % above the smallest`,
      met: growth <= tolerance,
    },
    {
      what: 'soak: executions and reservations that are left when all is over',
      measured: String(left),
      target: '0',
      met: left === 0,
    },
  ];
}
