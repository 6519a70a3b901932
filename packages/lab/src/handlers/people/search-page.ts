import type { Call } from '../../server/call.ts';
import { refuseValue } from './user-rules.ts';

/** One page of what a v1 search found. */
export interface Page<Item> {
  items: Item[];
  /** More entries exist. */
  truncated: boolean;
}

type Sortable<Item> = Readonly<Record<string, (item: Item) => string | number | boolean>>;

/** Sorts and cuts as `_sort[0][field]`, `_sort[0][order]`, `_skip` and `_pageSize` say; case does not count. */
export function pageOf<Item>(call: Call, found: readonly Item[], sortable: Sortable<Item>): Page<Item> {
  const skip = readCount(call, '_skip', 0);
  const pageSize = Math.min(readCount(call, '_pageSize', 1), call.state.settings.maxSearchPageSize);
  const sorted = sort(call, found, sortable);
  return { items: sorted.slice(skip, skip + pageSize), truncated: sorted.length > skip + pageSize };
}

function sort<Item>(call: Call, found: readonly Item[], sortable: Sortable<Item>): readonly Item[] {
  const name = call.parameters.text('_sort[0][field]');
  if (name === undefined) return found;
  const field = sortable[name] ?? refuseValue(call, '_sort[0][field]', name);
  const isDescending = call.parameters.text('_sort[0][order]')?.toUpperCase() === 'DESCEND';
  const sign = isDescending ? -1 : 1;
  return found.toSorted((a, b) => sign * compare(field(a), field(b)));
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  return a.localeCompare(b, 'en', { sensitivity: 'base' });
}

function readCount(call: Call, name: string, least: number): number {
  const count = call.parameters.integer(name) ?? least;
  return count < least ? refuseValue(call, name, String(count)) : count;
}

/** Whether a text is what a search looks for; parts of it will do only where that is set. */
export function isFound(call: Call, text: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const isPartial = call.state.settings.searchFindsParts;
  const [given, sought] = [text.toLowerCase(), wanted.toLowerCase()];
  return isPartial ? given.includes(sought) : given === sought;
}
