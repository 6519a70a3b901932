import { setImmediate } from 'node:timers/promises';
import type { Hold, LabOptions, ManualClock, RequestRecord } from '@perfecto-actions/lab';

/** The three moments at which a request is cut. */
export const moments = ['before it was handled', 'before its answer', 'after its answer'] as const;

/** A request, counted from 1, and one of its moments. */
export interface Boundary {
  readonly request: number;
  readonly moment: (typeof moments)[number];
}

/** How far a script of an hour comes between two looks at it, on the lab's clock. */
const betweenLooksMs = 35 * 60_000;

/** A lab that holds nothing any more has settled long before. */
const settleMs = 10_000;

/**
 * Counts the requests of a lab and does something at one boundary. The request that is cut is held until the step
 * has noticed, so that which of the two comes first does not depend on the machine.
 */
export class Boundaries {
  readonly #clock: ManualClock;
  readonly #numbers = new Map<RequestRecord, number>();
  readonly #open = new Set<RequestRecord>();
  readonly #over = new WeakSet<RequestRecord>();
  readonly #releases = new Map<RequestRecord, () => void>();
  #cut: { boundary: Boundary; act: () => void } | undefined;
  #isCut = false;
  #isCounting = false;

  /** @param clock Moves on at each look at an execution, until the cut. */
  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  /** Counts from now on; `act` is called when the boundary is reached. */
  begin(boundary?: Boundary, act: () => void = () => undefined): void {
    this.#numbers.clear();
    this.#isCounting = true;
    this.#isCut = false;
    this.#cut = boundary && { boundary, act };
  }

  /** Requests so far. */
  get count(): number {
    return this.#numbers.size;
  }

  get wasReached(): boolean {
    return this.#isCut;
  }

  /** Catalogue id of a request that was counted. */
  operationOf(request: number): string {
    const found = [...this.#numbers].find(([, number]) => number === request);
    return found?.[0].operation ?? '';
  }

  /** The step has noticed: the lab goes on. */
  release(): void {
    for (const release of this.#releases.values()) release();
    this.#releases.clear();
  }

  /** Resolves when nothing that the lab received is still in its hands. */
  async settled(): Promise<void> {
    const untilMs = performance.now() + settleMs;
    do await setImmediate();
    while (this.#open.size > 0 && performance.now() < untilMs);
    const [stuck] = this.#open;
    if (stuck) throw new Error(`The lab still has ${stuck.operation ?? stuck.path} in its hands.`);
    await setImmediate();
  }

  /** What the lab has to be started with. */
  get labOptions(): Pick<LabOptions, 'clock' | 'hold' | 'onRequest'> {
    return { clock: this.#clock, hold: this.#hold, onRequest: this.#onRequest };
  }

  readonly #hold: Hold = async (record, moment) => {
    if (moment === 'received') {
      // A killed step may be gone before the lab has read what it asked.
      if (!this.#over.has(record)) this.#open.add(record);
      if (this.#isCounting) this.#numbers.set(record, this.#numbers.size + 1);
      if (isLook(record) && !this.#isCut) await this.#clock.advance(betweenLooksMs);
    }
    if (!this.#reach(record, moment === 'received' ? 'before it was handled' : 'before its answer')) return;
    if (this.#over.has(record)) return;
    await new Promise<void>((resolve) => {
      this.#releases.set(record, resolve);
    });
  };

  readonly #onRequest = (record: RequestRecord): void => {
    this.#over.add(record);
    this.#open.delete(record);
    // The connection of a killed step, or of one that gave the request up, is closed.
    this.#releases.get(record)?.();
    this.#reach(record, 'after its answer');
  };

  #reach(record: RequestRecord, moment: Boundary['moment']): boolean {
    const { boundary, act } = this.#cut ?? {};
    if (this.#isCut || boundary?.moment !== moment) return false;
    if (this.#numbers.get(record) !== boundary.request) return false;
    this.#isCut = true;
    act?.();
    return true;
  }
}

/** Whether a step asks how executions stand; it asks for one by its status, for several by the list. */
function isLook({ operation, form }: RequestRecord): boolean {
  return operation === 'script.status' || (operation === 'script.list' && form['scriptKey'] === undefined);
}
