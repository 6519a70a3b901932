import type { CaseChange, ChangeKind, Comparison } from '../history/compare.ts';
import { oneLine } from '../text/escape.ts';
import type { ChangesData } from './model/page-data.ts';

/** Kinds as a reader calls them, in the order of their weight. What passes as before is no change. */
const words: Record<Exclude<ChangeKind, 'passing'>, string> = {
  'new-failure': 'Newly failing',
  'still-failing': 'Still failing',
  flaky: 'Flaky',
  inconclusive: 'Inconclusive',
  fixed: 'Fixed',
  'not-run': 'Not run any more',
};

/** The comparison with earlier runs for the page. */
export function changesData({ previousAt, changes }: Comparison): ChangesData {
  const kinds = Object.entries(words).map(([kind, word]) => ({
    kind: word,
    places: changes.filter((change) => change.kind === kind).map(placeText),
  }));
  return { previousAt, kinds: kinds.filter(({ places }) => places.length > 0) };
}

function placeText({ leg, script, device, model, case: name, since }: CaseChange): string {
  const parts = [leg ?? '', script, name ?? '', model ?? device].map(oneLine).filter((part) => part !== '');
  return `${parts.join(' \u00b7 ')}${since === undefined ? '' : `, since ${since.slice(0, 10)}`}`;
}
