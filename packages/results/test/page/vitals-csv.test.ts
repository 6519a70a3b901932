import { describe, expect, it } from '@jest/globals';
import type { VitalsReading } from '../../src/page/vitals-csv.ts';
import { readVitals } from '../../src/page/vitals-csv.ts';
import { zeroMs } from './reports.ts';

function curves(text: string): Exclude<VitalsReading, { problem: string }> {
  const reading = readVitals(text, zeroMs);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading;
}

function problem(text: string): string {
  const reading = readVitals(text, zeroMs);
  return 'problem' in reading ? reading.problem : '';
}

describe('readVitals', () => {
  it('makes a curve of every column of numbers, with the unit of its heading', () => {
    const { timesMs, series, note } = curves(
      `Time,CPU (%),Note,Memory [MB]\n${zeroMs},12.5,idle,900\n${zeroMs + 1000},,busy,901\n`,
    );
    expect(timesMs).toEqual([0, 1000]);
    expect(series).toEqual([
      { label: 'CPU', unit: '%', values: [12.5, null] },
      { label: 'Memory', unit: 'MB', values: [900, 901] },
    ]);
    expect(note).toBeUndefined();
  });

  it.each([
    ['ms since 1970', [`${zeroMs + 1000}`, `${zeroMs + 3000}`]],
    ['s since 1970', [`${zeroMs / 1000 + 1}`, `${zeroMs / 1000 + 3}`]],
    ['ISO 8601', ['2024-05-06T10:11:13Z', '2024-05-06T10:11:15.000Z']],
    ['seconds from the start', ['1', '3']],
    ['ms from the start', ['1000', '3000']],
    ['seconds with a decimal comma', ['"1,0"', '"3,0"']],
  ])('reads times as %s', (_, [first = '', second = '']) => {
    expect(curves(`Time,CPU\n${first},1\n${second},2`).timesMs).toEqual([1000, 3000]);
  });

  it('reads semicolons with decimal commas, quotes, Windows line ends and a byte order mark', () => {
    const { series } = curves('\uFEFF"Time; of day";"CPU ""all"" (%)"\r\n1;"12,5"\r\n2;13,5\r\n');
    expect(series).toEqual([{ label: 'CPU "all"', unit: '%', values: [12.5, 13.5] }]);
  });

  it('leaves out lines without a time and says how many', () => {
    const { timesMs, note } = curves('Time,CPU\n1,10\nrubbish\n,20\n2,30');
    expect(timesMs).toEqual([1000, 2000]);
    expect(note).toBe('2 of 4 lines have no time and were left out.');
  });

  it('has a gap where a line ends early, and a number for a column without a heading', () => {
    expect(curves('Time,CPU,\n1,10,5\n2,20\n3').series).toEqual([
      { label: 'CPU', unit: '', values: [10, 20, null] },
      { label: 'Column 3', unit: '', values: [5, null, null] },
    ]);
  });

  it('sorts lines that are out of order', () => {
    expect(curves('Time,CPU\n2,20\n1,10').series[0]?.values).toEqual([10, 20]);
  });

  it('thins a long file out without losing its spikes', () => {
    const rows = Array.from(
      { length: 86_400 },
      (_, second) => `${zeroMs + second * 1000},${second === 40_001 ? 99 : 1}`,
    );
    const { timesMs, series } = curves(`Time,CPU\n${rows.join('\n')}`);
    expect(timesMs.length).toBeLessThanOrEqual(1200);
    expect(series[0]?.values).toHaveLength(timesMs.length);
    expect(series[0]?.values).toContain(99);
  });

  it('keeps gaps, and what came first of a high and a low, when it thins out', () => {
    const values = Array.from({ length: 2400 }, (_, second) =>
      second < 1200 ? '' : second % 4 === 0 ? 9 : 1,
    );
    const rows = values.map((value, second) => `${zeroMs + second * 1000},${value}`);
    const [series] = curves(`Time,CPU\n${rows.join('\n')}`).series;
    expect(series?.values.slice(0, 600).every((value) => value === null)).toBe(true);
    expect(series?.values.slice(600, 604)).toEqual([9, 1, 9, 1]);
  });

  it('shows twelve of many columns and says so', () => {
    const { series, note } = curves(
      `T,${Array.from({ length: 15 }, (_, n) => `c${n}`).join(',')}\n1,${'5,'.repeat(14)}5`,
    );
    expect(series).toHaveLength(12);
    expect(note).toBe('3 more columns are in the file.');
  });

  it.each([
    ['', 'The file of vitals is empty.'],
    ['\n\n', 'The file of vitals is empty.'],
    [
      '<html><title>Sign in</title>',
      'The vitals are no CSV; they begin with "<html><title>Sign in</title>".',
    ],
    ['Time,CPU\n', 'The vitals hold no curve; they begin with "Time,CPU".'],
    ['Time,CPU\n1,high\n2,low', 'The vitals hold no curve; they begin with "Time,CPU".'],
    ['Time,CPU\nyesterday,5', 'The vitals hold no curve; they begin with "Time,CPU".'],
  ])('says what is wrong with %j', (text, said) => {
    expect(problem(text)).toBe(said);
  });
});
