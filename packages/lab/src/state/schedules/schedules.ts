import type { Cancel, LabClock } from '../../clock.ts';
import type { InventedSettings } from '../../invented.ts';
import { readRecurrence } from './recurrence.ts';
import type { Visibility } from '../repository/repository-key.ts';
import type { Collection, Store } from '../store/store.ts';

/** What became of a run: the execution it started, or why it started none. */
export type ScheduleRun = { atMs: number } & (
  { executionId: string; reportKey: string } | { problem: string }
);

/** A script that is started again and again. */
export interface Schedule {
  /** Place in the store, made of visibility, scope and name. */
  id: string;
  visibility: Visibility;
  name: string;
  /** User name for PRIVATE, group for GROUP, empty for PUBLIC: names are unique in it (how far they are is inferred). */
  scope: string;
  owner: string;
  isActive: boolean;
  /** Cron expression as it was given. */
  recurrence: string;
  startMs: number;
  /** null: for ever. */
  endMs: number | null;
  /** How many times it runs; null: without a limit. */
  repeatCount: number | null;
  /** How many times it has run. */
  runs: number;
  scriptKey: string;
  variables: { name: string; value: string }[];
  /** Names of secured parameters; their values are dropped when they arrive. */
  securedNames: string[];
  description: string;
  createdMs: number;
  /** When it runs next; null: no more. */
  nextMs: number | null;
  lastRun: ScheduleRun | null;
}

/** Where a schedule stands. */
export type SchedulePlace = Pick<Schedule, 'visibility' | 'name' | 'scope'>;

/** What schedules work with. `run` starts the script of a schedule that is due, and never throws. */
export interface ScheduleParts {
  store: Store;
  clock: LabClock;
  settings: InventedSettings;
  run(schedule: Schedule): ScheduleRun;
}

/** "A user can have at most 20 scheduled executions" (documented). */
export const mostSchedulesOfUser = 20;

/** The schedules of the lab. Each has one timer, set for its next run. */
export class Schedules {
  readonly all: Collection<Schedule>;
  readonly #parts: ScheduleParts;
  readonly #timers = new Map<string, Cancel>();

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.all = parts.store.collection<Schedule>('schedules');
  }

  at(place: SchedulePlace): Schedule | undefined {
    return this.all.get(idOf(place));
  }

  ownedBy(user: string): Schedule[] {
    return [...this.all.values()].filter(({ owner }) => owner === user);
  }

  create(schedule: Omit<Schedule, 'id' | 'runs' | 'createdMs' | 'nextMs' | 'lastRun'>): Schedule {
    const now = this.#parts.clock.now();
    const id = idOf(schedule);
    return this.#plan({ ...schedule, id, runs: 0, createdMs: now, nextMs: null, lastRun: null });
  }

  /** Changes a schedule and plans its next run anew, from now on. */
  update(schedule: Schedule, changes: Partial<Omit<Schedule, 'id'>>): Schedule {
    return this.#plan({ ...schedule, ...changes });
  }

  remove(schedule: Schedule): void {
    this.#disarm(schedule.id);
    this.all.remove(schedule.id);
  }

  /** Arms every schedule at the start of a lab. A run that was missed is left out, unless a setting wants it. */
  resume(): void {
    const { clock, settings } = this.#parts;
    for (const schedule of this.all.values()) {
      const isMissed = schedule.nextMs !== null && schedule.nextMs <= clock.now();
      if (isMissed && !settings.makesUpMissedRuns) this.#plan(schedule);
      else this.#arm(schedule);
    }
  }

  /** Cancels all timers. */
  stop(): void {
    for (const id of [...this.#timers.keys()]) this.#disarm(id);
  }

  #plan(schedule: Schedule): Schedule {
    const planned = { ...schedule, nextMs: this.#nextMs(schedule) };
    this.#arm(this.all.put(schedule.id, planned));
    return planned;
  }

  #nextMs(schedule: Schedule): number | null {
    const { isActive, repeatCount, runs, startMs, endMs } = schedule;
    if (!isActive || (repeatCount !== null && runs >= repeatCount)) return null;
    const { clock, settings } = this.#parts;
    const recurrence = readRecurrence(schedule.recurrence, {
      weekdaysFromOne: settings.weekdaysFromOne,
      tooOftenText: settings.recurrenceTooOftenText,
    });
    // A run exactly at the start counts.
    const nextMs = recurrence.nextMs(Math.max(clock.now(), startMs - 1));
    return nextMs === undefined || (endMs !== null && nextMs > endMs) ? null : nextMs;
  }

  #arm(schedule: Schedule): void {
    const { id, nextMs } = schedule;
    this.#disarm(id);
    if (nextMs === null) return;
    this.#timers.set(
      id,
      this.#parts.clock.setTimer(nextMs, () => {
        this.#timers.delete(id);
        this.#fire(id);
      }),
    );
  }

  #disarm(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }

  #fire(id: string): void {
    const schedule = this.all.get(id);
    if (!schedule) return;
    const lastRun = this.#parts.run(schedule);
    this.#plan({ ...schedule, runs: schedule.runs + 1, lastRun });
  }
}

/** The key of a schedule, as clients write it. */
export function scheduleKeyOf({ visibility, name }: Pick<Schedule, 'visibility' | 'name'>): string {
  return `${visibility}:${name}`;
}

function idOf({ visibility, scope, name }: SchedulePlace): string {
  return `${visibility}|${scope}|${name}`;
}
