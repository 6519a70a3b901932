import { describe, expect, it } from '@jest/globals';
import { inWords, parseDurationMs } from '../src/index.ts';

describe('durations', () => {
  const good: [text: string, durationMs: number][] = [
    ['500ms', 500],
    ['90s', 90_000],
    ['90', 90_000],
    [' 15m ', 900_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['2D', 172_800_000],
    ['1m30s500ms', 90_500],
    ['0', 0],
    ['0.4ms', 0],
  ];
  it.each(good)('reads %j as %d ms', (text, durationMs) => {
    expect(parseDurationMs(text)).toBe(durationMs);
  });

  it.each([
    '',
    ' ',
    'soon',
    '-5s',
    '5 s',
    '1h 30',
    '1m30',
    '5x',
    '.5h',
    '1.h',
    '1e3',
    '5mss',
    '٣s',
    'ms',
    '9'.repeat(40),
    `${'9'.repeat(20)}h`,
  ])('does not read %j', (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  });

  const said: [durationMs: number, words: string][] = [
    [0, '0 ms'],
    [999.4, '999 ms'],
    [1000, '1 s'],
    [59_600, '1 min'],
    [61_000, '1 min 1 s'],
    [3_599_900, '1 h'],
    [3_900_000, '1 h 5 min'],
    [86_400_000, '24 h'],
  ];
  it.each(said)('says %d ms as %j', (durationMs, words) => {
    expect(inWords(durationMs)).toBe(words);
  });
});
