import { durationText } from '../../../text/wording.ts';
import { executionGrid, type GridCell, type GridLine } from '../../model/execution-grid.ts';
import type { ExecutionSummary } from '../../model/page-data.ts';
import { routeAddress } from '../../model/route.ts';
import { rateText } from '../../model/time-text.ts';
import { element } from '../element.ts';
import { mark, outcomeWords } from '../marks.ts';

/** Devices against scripts, with outcome and duration in the cells. Nothing for fewer than two executions. */
export function outcomeGrid(executions: readonly ExecutionSummary[]): HTMLElement | undefined {
  if (executions.length < 2) return undefined;
  const { rowsAre, rows, columns } = executionGrid(executions);
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, rowsAre === 'device' ? 'Device' : 'Script'),
    ...columns.map((column) => element('th', { scope: 'col', class: 'column' }, lineName(column))),
    element('th', { scope: 'col', class: 'rate' }, 'Passed'),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, lineName(row)),
      ...row.cells.map((cell) => element('td', {}, ...cellContent(cell))),
      rateCell('td', row),
    ),
  );
  const foot = element(
    'tr',
    {},
    element('th', { scope: 'row' }, 'Passed'),
    ...columns.map((column) => rateCell('td', column)),
    rateCell('td', {
      passed: executions.filter(({ outcome }) => outcome === 'passed').length,
      total: executions.length,
    }),
  );
  return element(
    'div',
    { class: 'grid-scroll', tabindex: 0, role: 'region', 'aria-label': 'Devices and scripts' },
    element(
      'table',
      { class: 'outcome-grid' },
      element('thead', {}, head),
      element('tbody', {}, ...body),
      rows.length > 1 ? element('tfoot', {}, foot) : undefined,
    ),
  );
}

function lineName({ label, detail }: GridLine): HTMLElement {
  return element(
    'span',
    { class: 'line-name', title: detail === '' ? label : `${label} \u00b7 ${detail}` },
    element('span', { class: 'name' }, label),
    detail === '' ? undefined : element('span', { class: 'quiet' }, detail),
  );
}

function cellContent(cell: GridCell): HTMLElement[] {
  return cell.map(({ id, outcome, tookMs, failure, script, cause }) => {
    const took = durationText(tookMs);
    const title = [outcomeWords[outcome], script, failure?.step, failure?.message];
    return element(
      'a',
      {
        class: `cell ${outcome}`,
        href: routeAddress({ view: 'execution', id }),
        title: title.filter((part) => part !== undefined).join('\n'),
      },
      mark(outcome, outcomeWords[outcome]),
      element('span', { class: 'number' }, took === '' ? outcomeWords[outcome] : took),
      cause === 'new' ? element('span', { class: 'tag new' }, 'new') : undefined,
    );
  });
}

function rateCell(tagName: 'td', { passed, total }: Pick<GridLine, 'passed' | 'total'>): HTMLElement {
  const bar = element('span', { class: 'rate-bar', 'aria-hidden': 'true' }, element('span'));
  const filled = bar.firstElementChild;
  if (filled instanceof HTMLElement) filled.style.width = `${(passed / total) * 100}%`;
  return element(
    tagName,
    { class: `rate ${passed === total ? 'whole' : ''}`, title: `${passed} of ${total} passed` },
    bar,
    element('span', { class: 'number' }, rateText(passed, total)),
  );
}
