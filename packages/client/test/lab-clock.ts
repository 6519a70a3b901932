import type { ManualClock } from '@perfecto-actions/lab';
import { CancelledError, type Clock } from '../src/index.ts';

/** A client's clock on the lab's time: a sleep moves the lab on instead of waiting. Notes how long each one was. */
export class LabClock implements Clock {
  readonly sleeps: number[] = [];
  /** Called before each sleep, with its number from 1. */
  onSleep: ((count: number) => void | Promise<void>) | undefined;
  readonly #lab: ManualClock;

  constructor(lab: ManualClock) {
    this.#lab = lab;
  }

  now(): number {
    return this.#lab.now();
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(durationMs);
    await this.onSleep?.(this.sleeps.length);
    if (signal?.aborted) throw new CancelledError(undefined, { cause: signal.reason });
    await this.#lab.advance(durationMs);
  }
}
