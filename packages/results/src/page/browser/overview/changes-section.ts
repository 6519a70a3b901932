import type { OverviewData } from '../../model/page-data.ts';
import { momentText } from '../../model/time-text.ts';
import { element } from '../element.ts';

/** What changed since the run before, by kind. Nothing without earlier runs. */
export function changesSection({ changes }: OverviewData): HTMLElement | undefined {
  if (changes === undefined) return undefined;
  const { previousAt, kinds } = changes;
  return element(
    'section',
    { class: 'changes', 'aria-labelledby': 'changes-heading' },
    element('h2', { id: 'changes-heading' }, `Since the run of ${momentText(Date.parse(previousAt))}`),
    kinds.length === 0
      ? element('p', { class: 'quiet' }, 'Nothing changed.')
      : element(
          'div',
          { class: 'change-kinds' },
          ...kinds.map(({ kind, places }) =>
            element(
              'details',
              {},
              element('summary', {}, element('span', { class: 'count' }, places.length), ` ${kind}`),
              element('ul', { class: 'plain-list' }, ...places.map((place) => element('li', {}, place))),
            ),
          ),
        ),
  );
}
