import { afterEach, describe, expect, it } from '@jest/globals';
import { InputError } from '@perfecto-actions/client';
import { forgetInputs, problemsOf, readerOf } from './given-inputs.ts';

afterEach(forgetInputs);

describe('input reader', () => {
  it('R14: keeps every problem until the end and throws them all at once', () => {
    const reader = readerOf({ flag: 'ja', kind: 'c', count: '-', time: 'x' });
    reader.required('name');
    reader.flag('flag');
    reader.choice('kind', ['a', 'b']);
    reader.integer('count', { min: 1, max: 9 });
    reader.durationMs('time', { minMs: 0, maxMs: 1 });
    expect(() => {
      reader.finish();
    }).toThrow(InputError);
    expect(problemsOf(reader)).toEqual([
      'name: is missing. Give it under `with:`.',
      'flag: is "ja"; give true or false.',
      'kind: is "c"; give one of a, b.',
      'count: is "-"; give a whole number from 1 to 9.',
      'time: is "x"; give a time such as 30s, 15m or 2h.',
    ]);
  });

  it('reads lists by commas and lines, without empty entries and duplicates', () => {
    const reader = readerOf({ list: ' a, b,\n\n a ,c,, b\r\n' });
    expect(reader.list('list')).toEqual(['a', 'b', 'c']);
    expect(reader.lines('list')).toEqual(['a, b,', 'a ,c,, b']);
    expect(reader.list('none')).toEqual([]);
  });

  it('takes blanks for nothing', () => {
    const reader = readerOf({ name: '  \n ' });
    expect(reader.optional('name')).toBeUndefined();
    expect(reader.required('name')).toBe('');
    expect(problemsOf(reader)).toHaveLength(1);
  });

  it('reads words and flags in any case', () => {
    const reader = readerOf({ flag: 'TRUE', kind: 'android' });
    expect(reader.flag('flag')).toBe(true);
    expect(reader.choice('kind', ['auto', 'ANDROID'])).toBe('ANDROID');
    expect(problemsOf(reader)).toEqual([]);
  });

  it.each(['0', '10', '1.5', '1e0', '0x5', '５', ' '])('takes %j for no number from 1 to 9', (text) => {
    const reader = readerOf({ count: text });
    reader.integer('count', { min: 1, max: 9 });
    expect(problemsOf(reader)).toHaveLength(1);
  });

  it('says which times are allowed', () => {
    const reader = readerOf({ time: '2h' });
    reader.durationMs('time', { minMs: 1000, maxMs: 3_600_000 });
    expect(problemsOf(reader)).toEqual(['time: is 2h; give a time from 1 s to 1 h.']);
  });

  it('collects the problems of a check once under the name of the input, and lets other errors through', () => {
    const reader = readerOf({});
    const found = reader.problems.check('cloud', (): string => {
      throw new InputError(['cloud "?" is no name.', 'It is too short.']);
    });
    expect(found).toBeUndefined();
    expect(problemsOf(reader)).toEqual(['cloud: "?" is no name.', 'cloud: It is too short.']);
    expect(() =>
      reader.problems.check('cloud', (): string => {
        throw new RangeError('broken');
      }),
    ).toThrow(RangeError);
  });
});
