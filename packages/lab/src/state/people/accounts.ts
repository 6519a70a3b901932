import type { LabClock } from '../../clock.ts';
import type { InventedSettings } from '../../invented.ts';
import type { Collection, Store } from '../store/store.ts';
import type { LabUser } from './users.ts';

/** Tokens that were put into an account at one time. A token is one minute on one device. */
export interface TokenOrder {
  id: string;
  /** Login name of the account's user. */
  user: string;
  /** Login name of whoever placed the order, and the role. */
  createdBy: string;
  sourceType: string;
  originalQuantity: number;
  /** Below 0 only in an account without limit. */
  currentQuantity: number;
  createdMs: number;
  validUntilMs: number;
}

/** Who places an order. */
export type OrderedBy = Pick<TokenOrder, 'createdBy' | 'sourceType'>;

/** The tokens in the accounts of the users, kept as orders. Those of an expired order count no more. */
export class Accounts {
  readonly #orders: Collection<TokenOrder>;
  readonly #store: Store;
  readonly #clock: LabClock;
  readonly #settings: InventedSettings;

  constructor(store: Store, clock: LabClock, settings: InventedSettings) {
    this.#store = store;
    this.#orders = store.collection<TokenOrder>('tokenOrders');
    this.#clock = clock;
    this.#settings = settings;
  }

  /** The orders of a user, oldest first. */
  ordersOf(user: Pick<LabUser, 'name'>): TokenOrder[] {
    const name = user.name.toLowerCase();
    return [...this.#orders.values()].filter((order) => order.user.toLowerCase() === name);
  }

  isValid(order: TokenOrder): boolean {
    return order.validUntilMs > this.#clock.now();
  }

  balanceOf(user: Pick<LabUser, 'name'>): number {
    return this.#validOrdersOf(user).reduce((sum, order) => sum + order.currentQuantity, 0);
  }

  add(user: Pick<LabUser, 'name'>, quantity: number, by: OrderedBy): void {
    const id = String(this.#store.nextNumber('tokenOrders', 5_001));
    const createdMs = this.#clock.now();
    this.#orders.put(id, {
      id,
      user: user.name,
      ...by,
      originalQuantity: quantity,
      currentQuantity: quantity,
      createdMs,
      validUntilMs: createdMs + this.#settings.tokenOrderValidityMs,
    });
  }

  /** Drops what a deleted user of that name left. */
  clear(user: Pick<LabUser, 'name'>): void {
    for (const { id } of this.ordersOf(user)) this.#orders.remove(id);
  }

  /** Takes tokens away, from the oldest order first; false, and nothing is taken, when a limited account has too few. */
  reduce(user: LabUser, quantity: number, by: OrderedBy): boolean {
    if (!user.hasUnlimitedTokens && this.balanceOf(user) < quantity) return false;
    let missing = quantity;
    for (const order of this.#validOrdersOf(user)) {
      const taken = Math.min(missing, Math.max(0, order.currentQuantity));
      if (taken === 0) continue;
      this.#orders.patch(order.id, { currentQuantity: order.currentQuantity - taken });
      missing -= taken;
    }
    if (missing > 0) this.#owe(user, missing, by);
    return true;
  }

  /** Makes the balance so many tokens, by an order or by taking some away. */
  set(user: LabUser, quantity: number, by: OrderedBy): void {
    const difference = quantity - this.balanceOf(user);
    if (difference > 0) this.add(user, difference, by);
    else this.reduce(user, -difference, by);
  }

  #validOrdersOf(user: Pick<LabUser, 'name'>): TokenOrder[] {
    return this.ordersOf(user).filter((order) => this.isValid(order));
  }

  /** What an account without limit has used beyond its orders stands in its newest one. */
  #owe(user: LabUser, quantity: number, by: OrderedBy): void {
    if (this.#validOrdersOf(user).length === 0) this.add(user, 0, by);
    const newest = this.#validOrdersOf(user).at(-1);
    if (newest) this.#orders.patch(newest.id, { currentQuantity: newest.currentQuantity - quantity });
  }
}
