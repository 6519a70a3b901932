import { clip, oneLine } from '../text/escape.ts';
import type { VitalsData } from './model/page-data.ts';

/** Curves of a vitals file, or why there are none. */
export type VitalsReading = Pick<VitalsData, 'timesMs' | 'series' | 'note'> | { problem: string };

/** Twice as many points as a wide screen has columns would show nothing more. */
const maxPoints = 1200;
const maxSeries = 12;

/**
 * Reads vitals. That they are a CSV is known, its columns are not: the first line has the headings, the first column
 * is a time (ms or s since 1970, ISO 8601, or counted from the start), every other one that holds numbers is a curve,
 * and a heading such as `CPU (%)` names its unit. Times of the answer count from `zeroMs`.
 */
export function readVitals(text: string, zeroMs: number): VitalsReading {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '');
  const [head = '', ...rest] = lines;
  if (head === '') return { problem: 'The file of vitals is empty.' };
  const separator = [',', ';', '\t'].find((candidate) => head.includes(candidate));
  if (separator === undefined)
    return { problem: `The vitals are no CSV; they begin with "${excerpt(head)}".` };
  const headings = fieldsOf(head, separator);
  const rows = rest.map((line) => fieldsOf(line, separator));
  const readTime = timeReader(
    rows.map(([first = '']) => first),
    zeroMs,
  );
  const usable = rows
    .map(([first = '', ...fields]) => ({ atMs: readTime(first), fields }))
    .filter((row): row is { atMs: number; fields: string[] } => row.atMs !== undefined)
    .sort((a, b) => a.atMs - b.atMs);
  const all = headings.slice(1).map((heading, column) => ({
    ...nameAndUnit(heading, column),
    values: usable.map(({ fields }) => numberIn(fields[column] ?? '')),
  }));
  const curves = all.filter(({ values }) => values.some((value) => value !== null));
  if (curves.length === 0)
    return { problem: `The vitals hold no curve; they begin with "${excerpt(head)}".` };
  const lost = rows.length - usable.length;
  const notes = [
    ...(lost > 0 ? [`${lost} of ${rows.length} lines have no time and were left out.`] : []),
    ...(curves.length > maxSeries ? [`${curves.length - maxSeries} more columns are in the file.`] : []),
  ];
  const shown = thinned(
    usable.map(({ atMs }) => atMs),
    curves.slice(0, maxSeries),
  );
  return { ...shown, ...(notes.length > 0 && { note: notes.join(' ') }) };
}

type Series = VitalsData['series'];

/** The lowest and the highest value of each stretch of time, so that no spike is lost. */
function thinned(timesMs: number[], series: Series): Pick<VitalsData, 'timesMs' | 'series'> {
  if (timesMs.length <= maxPoints) return { timesMs, series };
  const length = maxPoints / 2;
  const start = (stretch: number): number => Math.floor((stretch * timesMs.length) / length);
  const stretches = <Value>(all: readonly Value[]): Value[][] =>
    Array.from({ length }, (_, stretch) => all.slice(start(stretch), start(stretch + 1)));
  return {
    timesMs: stretches(timesMs).flatMap((times) => [...times.slice(0, 1), ...times.slice(-1)]),
    series: series.map(({ label, unit, values }) => ({
      label,
      unit,
      values: stretches(values).flatMap(extremes),
    })),
  };
}

function extremes(values: readonly (number | null)[]): [number | null, number | null] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [null, null];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return known.indexOf(low) <= known.indexOf(high) ? [low, high] : [high, low];
}

/** How the times of a file are written is told from all of them, since a small number alone could be s or ms. */
function timeReader(texts: readonly string[], zeroMs: number): (text: string) => number | undefined {
  const numbers = texts.map(numberIn).filter((value) => value !== null);
  if (numbers.length === 0) {
    return (text) => {
      const atMs = /^\d{4}-\d\d-\d\d/u.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
      return Number.isNaN(atMs) ? undefined : atMs - zeroMs;
    };
  }
  const largest = numbers.reduce((a, b) => Math.max(a, b), 0);
  const [factor, offsetMs] =
    largest > 1e11 ? [1, zeroMs] : largest > 1e9 ? [1000, zeroMs] : [unitOfCount(numbers), 0];
  return (text) => {
    const value = numberIn(text);
    return value === null ? undefined : Math.round(value * factor - offsetMs);
  };
}

/** Samples less than ten units apart are counted in seconds: nothing measures vitals every few ms. */
function unitOfCount(numbers: readonly number[]): number {
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? 0;
  return Math.abs(last - first) / Math.max(1, numbers.length - 1) < 10 ? 1000 : 1;
}

function numberIn(text: string): number | null {
  const value = text === '' ? Number.NaN : Number(/^-?\d+,\d+$/u.test(text) ? text.replace(',', '.') : text);
  return Number.isFinite(value) ? value : null;
}

/** Longest heading that is looked at. */
const maxHeadingChars = 200;

function nameAndUnit(given: string, column: number): { label: string; unit: string } {
  // Cut first: over a long run of blanks the expression would take time with the square of its length.
  const heading = clip(oneLine(given), maxHeadingChars);
  const [, label = heading, unit = ''] = /^(.*?)\s*[([]([^()[\]]*)[)\]]\s*$/u.exec(heading) ?? [];
  return { label: clip(label, 60) || `Column ${column + 2}`, unit: clip(unit, 12).trim() };
}

/** Fields may stand in double quotes, in which a doubled one means itself. */
function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') {
      isQuoted = !isQuoted;
      if (isQuoted && field !== '') field += '"';
    } else if (character === separator && !isQuoted) {
      fields.push(field.trim());
      field = '';
    } else field += character;
  }
  return [...fields, field.trim()];
}

function excerpt(text: string): string {
  return clip(oneLine(text), 60);
}
