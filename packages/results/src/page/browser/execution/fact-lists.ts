import type { ExecutionData } from '../../model/page-data.ts';
import { element } from '../element.ts';

/** Devices, parameters, timers and the execution's own facts, each a list under its heading. */
export function factLists({ facts, links }: ExecutionData): HTMLElement {
  return element(
    'div',
    { class: 'fact-lists' },
    ...facts.map((group) =>
      element(
        'section',
        {},
        element('h2', {}, group.heading),
        element(
          'dl',
          { class: 'pairs' },
          ...group.facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
        ),
      ),
    ),
    links.length === 0
      ? undefined
      : element(
          'section',
          {},
          element('h2', {}, 'In the cloud'),
          element(
            'ul',
            { class: 'plain-list' },
            ...links.map(({ label, address }) => element('li', {}, cloudLink(label, address))),
          ),
        ),
  );
}

/** The addresses were checked when the page was made; a second look costs nothing. */
function cloudLink(label: string, address: string): Node {
  if (!/^https?:\/\//u.test(address)) return document.createTextNode(label);
  return element('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, label);
}
