import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from './errors.ts';

/** Time as a dependency: tests give one that they advance. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `durationMs`; rejects with CancelledError when the signal aborts first. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(durationMs, signal) {
    try {
      await delay(durationMs, undefined, signal ? { signal } : {});
    } catch (cause) {
      throw new CancelledError(undefined, { cause });
    }
  },
};
