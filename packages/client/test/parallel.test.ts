import { describe, expect, it } from '@jest/globals';
import { CancelledError, inParallel, systemClock } from '../src/index.ts';
import { failureOf, openLab } from './open-lab.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('R18: work in parallel', () => {
  it('runs each item once, never more than the limit at a time', async () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await inParallel(items, 7, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await soon();
      running -= 1;
      done.push(item);
    });
    expect(most).toBe(7);
    expect(done.sort((a, b) => a - b)).toEqual(items);
  });

  it('begins nothing more after a failure, lets the rest finish, and gives the first one', async () => {
    const begun: number[] = [];
    const finished: number[] = [];
    const work = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      if (item === 2) throw new CancelledError('the second');
      await soon();
      finished.push(item);
    });
    expect(await failureOf(work)).toMatchObject({ message: 'the second' });
    expect(begun).toEqual([1, 2]);
    expect(finished).toEqual([1]);
  });

  it('of nothing is done at once', async () => {
    await expect(inParallel([], 3, soon as () => Promise<void>)).resolves.toBeUndefined();
  });
});

describe('the clock of the machine', () => {
  it('ends a sleep with a CancelledError when the signal aborts, before or meanwhile', async () => {
    const cancel = new AbortController();
    const sleeping = failureOf(systemClock.sleep(60_000, cancel.signal));
    cancel.abort();
    expect(await sleeping).toBeInstanceOf(CancelledError);
    expect(await failureOf(systemClock.sleep(60_000, cancel.signal))).toBeInstanceOf(CancelledError);
  });

  it('sleeps and tells the time', async () => {
    const before = systemClock.now();
    await systemClock.sleep(2);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });
});

describe('a large answer', () => {
  it('of megabytes is read whole', async () => {
    const { lab, client } = await openLab();
    const executions = Array.from({ length: 20_000 }, (_, n) => ({
      executionId: `e${n}`,
      status: 'Running',
      completed: 'false',
      description: 'x'.repeat(300),
    }));
    lab.faults.add({ kind: 'malformed-body', body: JSON.stringify({ executions }) });
    const answer = await client.executions.list({ 'time.offset': 1 });
    expect(answer.executions).toHaveLength(20_000);
    expect(answer.executions?.at(-1)).toMatchObject({ executionId: 'e19999', completed: false });
  });
});
