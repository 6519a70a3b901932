import { describe, expect, it } from '@jest/globals';
import { ConnectionLostError, RefusedError } from '@perfecto-actions/client';
import { clashes } from '../../src/chaos/mixed-load/lab-lists.ts';
import { Ledger } from '../../src/chaos/mixed-load/ledger.ts';

const done = () => Promise.resolve('done');
const refused = () => Promise.reject(new RefusedError('no', { status: 400, operation: 'a' }));
const cut = () => Promise.reject(new ConnectionLostError('cut', 'unknown'));

describe('a ledger', () => {
  it.each([
    ['is there as it was acknowledged', [['a', 'two']], 0],
    ['is gone', [], 1],
    ['has an earlier value', [['a', 'one']], 1],
    [
      'has company that nobody made',
      [
        ['a', 'two'],
        ['b', 'x'],
      ],
      1,
    ],
  ])('tells when a thing %s', async (_, shown, differences) => {
    const ledger = new Ledger();
    const part = ledger.part();
    await part.change('a', 'one', done);
    await part.change('a', 'two', done);
    expect(part.there('a')).toEqual([['a', 'two']]);
    expect(ledger.compare(new Map(shown as [string, string][]))).toHaveLength(differences);
    expect(ledger.acknowledged).toBe(2);
  });

  it('takes either value after a change without an answer, and no third', async () => {
    for (const [shown, differences] of [
      ['one', 0],
      ['two', 0],
      ['three', 1],
      [undefined, 1],
    ] as const) {
      const ledger = new Ledger();
      await ledger.change('a', 'one', done);
      await expect(ledger.change('a', 'two', cut)).rejects.toThrow('cut');
      expect(ledger.there('a')).toEqual([]);
      expect(ledger.compare(new Map(shown === undefined ? [] : [['a', shown]]))).toHaveLength(differences);
      // From now on it is known which of them happened.
      expect(ledger.there('a')).toEqual(shown === undefined ? [] : [['a', shown]]);
    }
  });

  it('takes no change that was refused', async () => {
    const ledger = new Ledger();
    await ledger.change('a', 'one', done);
    await ledger.change('a', undefined, refused);
    expect(ledger.there('a')).toEqual([['a', 'one']]);
    expect(ledger.compare(new Map())).toEqual(['a is not there and should be one']);
  });
});

it('two stretches on one device clash when they share time, not when they touch or have two devices', () => {
  const stretch = (what: string, deviceId: string, fromMs: number, toMs: number) => ({
    what,
    deviceId,
    fromMs,
    toMs,
  });
  const sound = [stretch('a', 'X', 0, 10), stretch('b', 'X', 10, 20), stretch('c', 'Y', 5, 15)];
  expect(clashes(sound)).toEqual([]);
  expect(clashes([...sound, stretch('d', 'X', 19, 30)])).toEqual(['b and d both have X']);
});
