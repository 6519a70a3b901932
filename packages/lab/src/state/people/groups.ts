import type { Collection, Store } from '../store/store.ts';

/** A group of users, with its own part of the repository. Legacy calls name it by id, v1 calls by key. */
export interface Group {
  id: string;
  /** Stays when the name changes, so that what the group shares is not lost. */
  key: string;
  /** `label` of legacy calls, `name` of v1. Two groups may have the same. */
  name: string;
  description: string;
}

/** The groups of the lab. Who is in one stands with the user, who is in one at most (documented). */
export class Groups {
  readonly all: Collection<Group>;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.all = store.collection<Group>('groups');
  }

  /** Makes a group; unless a key is given it is the name, an underscore and a number, as in the documented example. */
  create(name: string, description = '', key?: string): Group {
    const id = String(this.#store.nextNumber('groups', 1041));
    return this.all.put(id, { id, key: key ?? `${name}_${id}`, name, description });
  }

  byKey(key: string): Group | undefined {
    return [...this.all.values()].find((group) => group.key === key);
  }

  byName(name: string): Group | undefined {
    const wanted = name.toLowerCase();
    return [...this.all.values()].find((group) => group.name.toLowerCase() === wanted);
  }
}
