import type { Fault } from '../../../model.ts';
import type { FailureGroupData, OverviewData } from '../../model/page-data.ts';
import { routeAddress } from '../../model/route.ts';
import { element } from '../element.ts';
import { mark, outcomeWords, tag } from '../marks.ts';

/** Longer lists start folded. */
const openUntil = 6;

const faultWords: Record<Fault, string> = {
  product: 'product',
  script: 'script',
  lab: 'lab',
  unknown: '',
};

/** The causes of failure, once each, with everywhere they showed. Nothing when nothing broke. */
export function failureGroups({ groups }: OverviewData): HTMLElement | undefined {
  if (groups.length === 0) return undefined;
  return element(
    'section',
    { class: 'groups', 'aria-labelledby': 'groups-heading' },
    element('h2', { id: 'groups-heading' }, 'What broke'),
    element('ol', {}, ...groups.map(groupItem)),
  );
}

function groupItem({
  message,
  outcome,
  fault,
  because,
  cause,
  since,
  occurrences,
}: FailureGroupData): HTMLElement {
  const links = occurrences.map(({ executionId, label }) =>
    element('li', {}, element('a', { href: routeAddress({ view: 'execution', id: executionId }) }, label)),
  );
  const known = since === undefined ? 'known' : `known since ${since.slice(0, 10)}`;
  return element(
    'li',
    {},
    element(
      'details',
      { open: occurrences.length <= openUntil },
      element(
        'summary',
        {},
        mark(outcome, outcomeWords[outcome]),
        element('span', { class: `count ${outcome}` }, `${occurrences.length}\u00d7`),
        // The tags run on with the words, so that a narrow screen has its whole width for them.
        element(
          'span',
          { class: 'group-text' },
          element('span', { class: 'group-message' }, message),
          cause === undefined ? undefined : tag(cause === 'new' ? 'new' : known, cause),
          faultWords[fault] === '' ? undefined : faultTag(faultWords[fault], because),
        ),
      ),
      element('ul', { class: 'group-executions' }, ...links),
    ),
  );
}

function faultTag(word: string, because: string): HTMLElement {
  const made = tag(`${word} fault`);
  made.title = because;
  return made;
}
