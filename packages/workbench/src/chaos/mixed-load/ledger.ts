import { RefusedError } from '@perfecto-actions/client';
import { countOf, type ChangeCounts } from './change-counts.ts';

/** What is known of one thing: its value as it was last acknowledged (undefined: not there), and what may have become of it. */
interface Entry {
  acknowledged: string | undefined;
  /** Values that an unanswered change would have given it. */
  readonly attempted: (string | undefined)[];
}

/**
 * What clients were told about the things they made. A change that was answered is settled; one whose answer never came
 * may have happened or not, but nothing third.
 */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #parts: Ledger[] = [];
  readonly #counts: ChangeCounts;

  /** @param counts Where the changes are counted; parts and the ledgers of one trial may share them. */
  constructor(counts: ChangeCounts = new Map()) {
    this.#counts = counts;
  }

  /** The ledger of one client, which belongs to this one and sees only its own. */
  part(): Ledger {
    const part = new Ledger(this.#counts);
    this.#parts.push(part);
    return part;
  }

  /** The keys of things of a kind that are known to be there, with their values. */
  there(prefix: string): [key: string, value: string][] {
    return this.#all().flatMap(([key, { acknowledged, attempted }]) =>
      acknowledged !== undefined && attempted.length === 0 && key.startsWith(prefix)
        ? [[key, acknowledged]]
        : [],
    );
  }

  /** Ids of the executions that were acknowledged, whatever was asked of them later. */
  executionIds(): string[] {
    return this.#all().flatMap(([key, { acknowledged }]) =>
      acknowledged !== undefined && key.startsWith('execution ') ? [key.slice('execution '.length)] : [],
    );
  }

  /**
   * Makes a change by a call. Undefined, and no change, if the service refuses it; any other error is thrown, also
   * that the thing is unknown, not permitted, or one call too many.
   */
  async change<Answer>(
    key: string,
    value: string | undefined,
    call: () => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const entry = this.#entries.get(key) ?? { acknowledged: undefined, attempted: [] };
    this.#entries.set(key, entry);
    const count = countOf(this.#counts, key);
    entry.attempted.push(value);
    try {
      const answer = await call();
      count[value === undefined ? 'ended' : entry.acknowledged === undefined ? 'made' : 'changed'] += 1;
      entry.acknowledged = value;
      entry.attempted.length = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      count.refused += 1;
      entry.attempted.pop();
      return undefined;
    }
  }

  /** What the lab shows is settled now, for a next round. Each way in which it differs from what was said, as a sentence. */
  compare(shown: ReadonlyMap<string, string>): string[] {
    const differences: string[] = [];
    const known = new Set<string>();
    for (const [key, entry] of this.#all()) {
      known.add(key);
      const value = shown.get(key);
      if (value !== entry.acknowledged && !entry.attempted.includes(value)) {
        differences.push(`${key} is ${value ?? 'not there'} and should be ${entry.acknowledged ?? 'gone'}`);
      }
      entry.acknowledged = value;
      entry.attempted.length = 0;
    }
    for (const key of shown.keys()) {
      if (!known.has(key)) differences.push(`${key} is there, and nobody made it`);
    }
    return differences;
  }

  #all(): [string, Entry][] {
    return [...this.#entries, ...this.#parts.flatMap((part) => part.#all())];
  }
}
