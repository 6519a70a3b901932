import { afterEach, describe, expect, it } from '@jest/globals';
import { readDeviceIds } from '../src/index.ts';
import { forgetInputs, problemsOf, readerOf } from './given-inputs.ts';

afterEach(forgetInputs);

describe('readDeviceIds', () => {
  it.each([
    ['lines and commas', 'A1, B2\nC3,'],
    ['a JSON list, as reserve-device puts it out', '["A1", "B2", "C3"]'],
    ['each device once, in whatever case it is written', '["a1", "B2", "A1", "c3", "C3"]'],
  ])('reads %s', (_, text) => {
    const reader = readerOf({ 'device-ids': text });
    expect(readDeviceIds(reader)).toEqual(['A1', 'B2', 'C3']);
    expect(problemsOf(reader)).toEqual([]);
  });

  it('is empty when nothing is given', () => {
    expect(readDeviceIds(readerOf({}))).toEqual([]);
  });

  it.each([
    ['broken JSON', '["A1"'],
    ['numbers', '[1]'],
    ['an empty id', '["A1", ""]'],
    ['a list in a list', '[["A1"]]'],
  ])('refuses %s', (_, text) => {
    const reader = readerOf({ 'device-ids': text });
    expect(readDeviceIds(reader)).toEqual([]);
    expect(problemsOf(reader)).toEqual([
      'device-ids: begins like JSON but is not a list of texts; give the device-ids output of reserve-device.',
    ]);
  });
});
