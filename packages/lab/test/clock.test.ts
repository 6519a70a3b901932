import { describe, expect, it } from '@jest/globals';
import { fastClock, ManualClock, realClock } from '../src/index.ts';

describe('a manual clock', () => {
  it('runs timers in order, each at its own time, also those set on the way', async () => {
    const clock = new ManualClock(1000);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${clock.now()}`);
    clock.setTimer(1030, note('c'));
    clock.setTimer(1010, () => {
      note('a')();
      clock.setTimer(1020, note('b'));
    });
    clock.setTimer(1030, note('d'));
    clock.setTimer(500, note('past'));
    clock.setTimer(2000, note('later'));
    const cancel = clock.setTimer(1015, note('never'));
    cancel();
    cancel();
    expect(seen).toEqual([]);
    await clock.advance(100);
    expect(seen).toEqual(['past@1000', 'a@1010', 'b@1020', 'c@1030', 'd@1030']);
    expect(clock.now()).toBe(1100);
  });
});

describe('a manual clock that is moved by parts of a millisecond', () => {
  it('tells whole ones, as the API has them, and loses nothing', async () => {
    const clock = new ManualClock(1000);
    const seen: number[] = [];
    clock.setTimer(1003, () => seen.push(clock.now()));
    for (let step = 0; step < 6; step += 1) await clock.advance(0.5);
    expect(clock.now()).toBe(1003);
    expect(seen).toEqual([1003]);
    await clock.advance(0.75);
    expect(clock.now()).toBe(1003);
  });
});

describe('a running clock', () => {
  it('runs as many times faster as told', async () => {
    const clock = fastClock(10_000);
    const startMs = clock.now();
    await new Promise<void>((resolve) => {
      // The process has to stay up for a timer that does not keep it up.
      const hold = setInterval(() => undefined, 1000);
      clock.setTimer(startMs + 100_000, () => {
        clearInterval(hold);
        resolve();
      });
    });
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(100_000);
  });

  it('tells the time of day, and forgets a timer that was taken back', () => {
    const clock = realClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    const cancel = clock.setTimer(clock.now() + 10 ** 12, () => {
      throw new RangeError('a timer of 30 years went off');
    });
    cancel();
  });
});
