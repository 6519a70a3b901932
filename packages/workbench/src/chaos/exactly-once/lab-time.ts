import { CancelledError, type Clock } from '@perfecto-actions/client';
import type { ManualClock } from '@perfecto-actions/lab';

/** A client's clock on the lab's time: a sleep moves the lab on instead of waiting, one sleep after the other. */
export class LabTime implements Clock {
  readonly #lab: ManualClock;
  #last = Promise.resolve();

  constructor(lab: ManualClock) {
    this.#lab = lab;
  }

  now(): number {
    return this.#lab.now();
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    this.#last = this.#last.then(() => this.#lab.advance(durationMs));
    await this.#last;
    if (signal?.aborted) throw new CancelledError(undefined, { cause: signal.reason });
  }
}
