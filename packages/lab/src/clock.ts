/** Takes a timer back; harmless once the timer has run. */
export type Cancel = () => void;

/** The time of a lab. Everything that lasts (executions, reservations, report delays) runs on it. */
export interface LabClock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Runs once when `now()` reaches `atMs`; a time in the past runs soon, never inside this call. */
  setTimer(atMs: number, run: () => void): Cancel;
}

// setTimeout counts in 31 bits; a longer wait is cut into pieces.
const longestWaitMs = 2_147_483_647;

/** Wall-clock time. Its timers do not keep the process alive. */
export function realClock(): LabClock {
  return fastClock(1);
}

/** A clock that starts now and runs `speed` times as fast as real time, so a run of ten minutes can take one second. */
export function fastClock(speed: number): LabClock {
  const startMs = Date.now();
  const now = (): number => (speed === 1 ? Date.now() : Math.floor(startMs + (Date.now() - startMs) * speed));
  return {
    now,
    setTimer(atMs, run) {
      let timer: NodeJS.Timeout;
      const wait = (): void => {
        const remainingMs = Math.max(0, Math.ceil((atMs - now()) / speed));
        timer = setTimeout(
          () => {
            if (now() >= atMs) run();
            else wait();
          },
          Math.min(remainingMs, longestWaitMs),
        );
        timer.unref();
      };
      wait();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

interface ManualTimer {
  atMs: number;
  order: number;
  run: () => void;
}

/** A clock that stands still until it is advanced. For tests. */
export class ManualClock implements LabClock {
  #nowMs: number;
  #order = 0;
  // Sorted by time, then by the order in which they were set; the next one is last.
  #timers: ManualTimer[] = [];

  /** @param startMs Time of the clock at first; by default 2024-05-06T10:11:12Z. */
  constructor(startMs = Date.UTC(2024, 4, 6, 10, 11, 12)) {
    this.#nowMs = startMs;
  }

  /** Whole milliseconds, as of every clock, though a client may have slept for a part of one. */
  now(): number {
    return Math.floor(this.#nowMs);
  }

  setTimer(atMs: number, run: () => void): Cancel {
    const timer = { atMs, order: this.#order++, run };
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#timers[middle];
      if (other && other.atMs > atMs) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Moves the time on by `ms`; timers that fall due run in order, each at its own time, also those set on the way. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#timers.at(-1);
      if (!next || next.atMs > untilMs) break;
      this.#timers.pop();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      // Lets promises that the timer settled go on before the next one runs.
      await Promise.resolve();
    }
    this.#nowMs = untilMs;
  }
}
