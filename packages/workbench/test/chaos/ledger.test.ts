import { describe, expect, it } from '@jest/globals';
import {
  AuthError,
  ConnectionLostError,
  NotFoundError,
  RateLimitError,
  RefusedError,
  ServerError,
} from '@perfecto-actions/client';
import { changeRows, type ChangeCounts } from '../../src/chaos/mixed-load/change-counts.ts';
import { clashes } from '../../src/chaos/mixed-load/lab-lists.ts';
import { meetingsOf } from '../../src/chaos/mixed-load/lab-state.ts';
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

  it.each([
    ['one call too many', new RateLimitError('slow down', undefined, { status: 429, operation: 'a' })],
    ['a failure', new ServerError('down', undefined, { status: 503, operation: 'a' })],
    ['a thing that is unknown', new NotFoundError('not found', { status: 400, operation: 'a' })],
    ['a lack of rights', new AuthError('NOT_PERMITTED', 'no', { status: 403, operation: 'a' })],
  ])('does not take %s for a refusal', async (_, error) => {
    const counts: ChangeCounts = new Map();
    const ledger = new Ledger(counts);
    await expect(ledger.change('reservation a', 'one', () => Promise.reject(error))).rejects.toBe(error);
    expect(counts.get('reservation')).toEqual({ made: 0, changed: 0, ended: 0, refused: 0 });
  });
});

describe('the rows of the changes', () => {
  const kinds = ['file', 'reservation', 'schedule', 'user', 'execution'];

  async function metAfter(change: (ledger: Ledger) => Promise<unknown>): Promise<(boolean | undefined)[]> {
    const counts: ChangeCounts = new Map();
    const ledger = new Ledger(counts);
    await change(ledger);
    return changeRows('load', counts).map(({ met }) => met);
  }

  async function makeAll(ledger: Ledger, left = ''): Promise<void> {
    for (const kind of kinds) if (kind !== left) await ledger.change(`${kind} a b`, 'one', done);
    if (left !== 'execution') await ledger.change('execution a b', 'stopped', done);
  }

  it('hold when something of each kind was made and nothing refused', async () => {
    expect(await metAfter((ledger) => makeAll(ledger))).toEqual([true, true]);
  });

  it.each(kinds)('do not hold without a %s', async (kind) => {
    expect(await metAfter((ledger) => makeAll(ledger, kind))).toEqual([false, true]);
  });

  it('do not hold when nothing was stopped', async () => {
    const met = await metAfter(async (ledger) => {
      for (const kind of kinds) await ledger.change(`${kind} a`, 'one', done);
    });
    expect(met).toEqual([false, true]);
  });

  it.each(['file', 'schedule', 'user'])(
    'do not hold when one sound change of a %s was refused',
    async (kind) => {
      const met = await metAfter(async (ledger) => {
        await makeAll(ledger);
        await ledger.change(`${kind} a`, undefined, refused);
      });
      expect(met).toEqual([true, false]);
    },
  );

  it('hold when some reservations are refused, and not when most are', async () => {
    const refuse = (times: number) =>
      metAfter(async (ledger) => {
        await makeAll(ledger);
        for (let more = 0; more < 8; more += 1) await ledger.change(`reservation ${more}`, 'one', done);
        for (let time = 0; time < times; time += 1) await ledger.change('reservation a', 'two', refused);
      });
    expect(await refuse(1)).toEqual([true, true]);
    expect(await refuse(20)).toEqual([true, false]);
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

describe('the meetings of executions and reservations', () => {
  const reservation = {
    ...{ id: '1', deviceId: 'X', reservedTo: 'ann' },
    ...{ startMs: 100, createdMs: 110, endMs: 200 },
  };
  const asked = { executionId: 'e', wantedDevice: 'X', allocationTimeoutMs: 30, completedMs: 900 };
  const ran = (user: string, runningFromMs: number, allocationUntilMs: number | null = null) =>
    meetingsOf({
      reservations: [reservation],
      executions: [{ ...asked, user, device: { deviceId: 'X' }, runningFromMs, allocationUntilMs }],
    });

  it('let its owner in', () => {
    expect(ran('ann', 150)).toEqual({ letIn: 1, keptOut: 0, intruding: [] });
  });

  it('tell of another who ran on the device', () => {
    expect(ran('bob', 150).intruding).toEqual(['e ran on X, which reservation 1 gave to another']);
  });

  it.each([
    ['before it was reserved', 105],
    ['within the millisecond in which it was reserved', 110],
    ['when it was over', 200],
  ])('are none %s', (_, runningFromMs) => {
    expect(ran('bob', runningFromMs)).toEqual({ letIn: 0, keptOut: 0, intruding: [] });
  });

  it('keep another out who waits, or who does not get it at all', () => {
    expect(ran('bob', 200, 150)).toEqual({ letIn: 0, keptOut: 1, intruding: [] });
    const failed = { ...asked, user: 'bob', device: null, runningFromMs: null, allocationUntilMs: null };
    const { keptOut } = meetingsOf({
      reservations: [reservation],
      executions: [{ ...failed, completedMs: 150 }],
    });
    expect(keptOut).toBe(1);
  });
});
