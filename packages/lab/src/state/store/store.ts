/** One change of the state, as it stands in the journal. */
export type Change =
  | { c: string; id: string; put: object }
  | { c: string; id: string; patch: object }
  | { c: string; id: string; remove: true };

/** All state of a lab that outlives a request: named collections of plain JSON records. */
export class Store {
  readonly #collections = new Map<string, Collection<object>>();
  readonly #record: (change: Change) => void;

  /** @param record Is told every change before it is acknowledged to anyone; writes the journal. */
  constructor(record: (change: Change) => void = () => undefined) {
    this.#record = record;
  }

  /** The collection of that name; made when it is first asked for. Records are trusted to have the asked type. */
  collection<T extends object>(name: string): Collection<T> {
    let collection = this.#collections.get(name);
    if (!collection) {
      collection = new Collection<object>(name, this.#record);
      this.#collections.set(name, collection);
    }
    return collection as Collection<T>;
  }

  /** The next number of a series, starting at `first`. */
  nextNumber(series: string, first: number): number {
    const counters = this.collection<{ next: number }>('counters');
    const next = counters.get(series)?.next ?? first;
    counters.put(series, { next: next + 1 });
    return next;
  }

  /** Everything, for a snapshot. */
  dump(): Record<string, Record<string, object>> {
    const all: Record<string, Record<string, object>> = {};
    for (const [name, collection] of this.#collections) all[name] = Object.fromEntries(collection.entries());
    return all;
  }

  /** Takes over a change from a journal without writing it again. Applying a journal twice gives the same state. */
  replay(change: Change): void {
    this.collection(change.c).replay(change);
  }
}

/** Records by id, in the order in which they were first put. Records are never changed in place. */
export class Collection<T extends object> {
  readonly #name: string;
  readonly #record: (change: Change) => void;
  readonly #items = new Map<string, T>();

  constructor(name: string, record: (change: Change) => void) {
    this.#name = name;
    this.#record = record;
  }

  get size(): number {
    return this.#items.size;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  values(): IterableIterator<T> {
    return this.#items.values();
  }

  entries(): IterableIterator<[string, T]> {
    return this.#items.entries();
  }

  put(id: string, item: T): T {
    this.#record({ c: this.#name, id, put: item });
    this.#items.set(id, item);
    return item;
  }

  /** Replaces some members of a record; returns the new record, or undefined when there is none. */
  patch(id: string, patch: Partial<T>): T | undefined {
    const item = this.#items.get(id);
    if (!item) return undefined;
    this.#record({ c: this.#name, id, patch });
    const changed = { ...item, ...patch };
    this.#items.set(id, changed);
    return changed;
  }

  remove(id: string): boolean {
    if (!this.#items.has(id)) return false;
    this.#record({ c: this.#name, id, remove: true });
    return this.#items.delete(id);
  }

  replay(change: Change): void {
    if ('put' in change) this.#items.set(change.id, change.put as T);
    else if ('remove' in change) this.#items.delete(change.id);
    else {
      const item = this.#items.get(change.id);
      if (item) this.#items.set(change.id, { ...item, ...change.patch });
    }
  }
}
