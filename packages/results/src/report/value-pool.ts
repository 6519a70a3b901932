import type { NameValue, ReportStatus } from './report-model.ts';

/** Longer texts hardly come twice. */
const maxPooledChars = 100;

/** Values of one kind that are kept for sharing; a report of other values starts afresh. */
const maxPooled = 8192;

/**
 * Gives equal values of a report one copy. Names, codes, statuses and parameters repeat in each of a hundred thousand
 * actions; kept one by one they are most of the memory that a report takes. What is handed out is shared, so nobody may
 * change it.
 */
export class ValuePool {
  readonly #texts = new Map<string, string>();
  readonly #pairs = new Map<string, NameValue>();
  readonly #lists = new Map<string, readonly NameValue[]>();
  readonly #statuses = new Map<string, ReportStatus>();

  /** The text as a copy of its own: what sax cuts from a chunk keeps that whole chunk alive. */
  text(text: string): string {
    if (text.length > maxPooledChars) return detached(text);
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const copy = detached(text);
    return put(this.#texts, copy, copy);
  }

  pair(pair: NameValue): NameValue {
    const { name, displayName, value } = pair;
    // In one go, which takes less room than an object that grew.
    const whole = displayName === undefined ? { name, value } : { name, displayName, value };
    if (value.length > maxPooledChars) return whole;
    const key = keyOf(whole);
    return this.#pairs.get(key) ?? put(this.#pairs, key, whole);
  }

  /** The list with its pairs; a loop gives its actions the same parameters in each round. */
  pairs(pairs: readonly NameValue[]): readonly NameValue[] {
    const shared = pairs.map((pair) => this.pair(pair));
    const key = shared.map(keyOf).join('\u0001');
    return key.length > maxPooledChars * 4 ? shared : (this.#lists.get(key) ?? put(this.#lists, key, shared));
  }

  status(status: ReportStatus): ReportStatus {
    const { success, code, description, failedActions } = status;
    if ((description?.length ?? 0) > maxPooledChars) return status;
    const key = JSON.stringify([success, code, description, failedActions]);
    return this.#statuses.get(key) ?? put(this.#statuses, key, status);
  }
}

function keyOf({ name, displayName, value }: NameValue): string {
  return `${name}\u0000${displayName ?? '\u0000'}\u0000${value}`;
}

function put<Value>(pool: Map<string, Value>, key: string, value: Value): Value {
  if (pool.size >= maxPooled) pool.clear();
  pool.set(key, value);
  return value;
}

function detached(text: string): string {
  return Buffer.from(text).toString();
}
