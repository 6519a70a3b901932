import type { Route } from '../model/route.ts';

/** One of the two faces of the page. */
export interface View {
  root: HTMLElement;
  /** Shows another place of the same view; false when it is not one of it. */
  follow(route: Route): boolean;
  /** Takes a key; false when it means nothing here. */
  key(key: string): boolean;
  /** Called once the root stands in the page. */
  shown(): void;
  close(): void;
}

/** Goes to a route; `quietly` leaves no entry in the history, for what changes with every key. */
export type Go = (route: Route, quietly?: boolean) => void;
