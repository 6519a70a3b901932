import type { OverviewData } from '../model/page-data.ts';
import { noFilter, routeAddress } from '../model/route.ts';
import { momentText } from '../model/time-text.ts';
import { button, element } from './element.ts';
import { mark, outcomeWords } from './marks.ts';
import { themeButton } from './theme.ts';

/** The bar on top: what ran, how it went, and the way back to the overview. */
export function topBar({ title, createdAt, verdict }: OverviewData, showHelp: () => void): HTMLElement {
  const home = element(
    'a',
    { class: 'home', href: routeAddress({ view: 'overview', filter: noFilter }) },
    verdict === undefined ? undefined : mark(verdict.conclusion, outcomeWords[verdict.conclusion]),
    element('span', {}, title),
  );
  return element(
    'header',
    { class: 'top-bar' },
    home,
    element('time', { class: 'quiet', datetime: createdAt }, momentText(Date.parse(createdAt))),
    element('span', { class: 'spring' }),
    themeButton(),
    button({ class: 'icon-button', 'aria-label': 'Help: keys', title: 'Keys (?)' }, showHelp, '?'),
  );
}
