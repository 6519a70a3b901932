import { durationText } from '../../../text/wording.ts';
import type { ExecutionSummary } from '../../model/page-data.ts';
import { routeAddress } from '../../model/route.ts';
import { momentText } from '../../model/time-text.ts';
import { button, element, fill } from '../element.ts';
import { mark, outcomeWords, tag } from '../marks.ts';

/** More rows are made when they are asked for. */
const rowsAtOnce = 200;

/** Every execution as a line that leads to it. */
export class ExecutionTable {
  readonly root = element('div', { class: 'table-holder' });
  #executions: readonly ExecutionSummary[] = [];
  #links: HTMLAnchorElement[] = [];
  #body = element('tbody');
  #selected = 0;

  /** Shows these executions, in this order. */
  show(executions: readonly ExecutionSummary[]): void {
    this.#executions = executions;
    this.#links = [];
    this.#body = element('tbody');
    if (executions.length === 0) {
      fill(this.root, element('p', { class: 'empty' }, 'No execution is left. Press Esc to show all.'));
      return;
    }
    fill(this.root, element('table', { class: 'execution-table' }, head(), this.#body));
    this.#addRows();
    this.select(0);
  }

  /** Marks a line, from which j and k go on. */
  select(index: number): void {
    this.#links[this.#selected]?.closest('tr')?.classList.remove('selected');
    this.#selected = Math.max(0, Math.min(index, this.#links.length - 1));
    this.#links[this.#selected]?.closest('tr')?.classList.add('selected');
  }

  /** Marks the line of an execution and brings it into sight; the first line when it is not among them. */
  selectExecution(id: string): void {
    const index = this.#executions.findIndex((execution) => execution.id === id);
    this.select(Math.max(0, index));
    if (index > 0) this.#links[this.#selected]?.scrollIntoView({ block: 'center' });
  }

  key(key: string): boolean {
    const isHere = this.root.contains(document.activeElement);
    if (key === 'j' || (key === 'ArrowDown' && isHere)) this.#move(1);
    else if (key === 'k' || (key === 'ArrowUp' && isHere)) this.#move(-1);
    else if (key === 'Enter' && document.activeElement === document.body)
      this.#links[this.#selected]?.click();
    else return false;
    return true;
  }

  #move(by: number): void {
    const isHere = this.root.contains(document.activeElement);
    this.select(isHere ? this.#selected + by : this.#selected);
    this.#links[this.#selected]?.focus();
    this.#links[this.#selected]?.scrollIntoView({ block: 'nearest' });
  }

  #addRows(): void {
    const from = this.#links.length;
    for (const [offset, execution] of this.#executions.slice(from, from + rowsAtOnce).entries()) {
      const { row, link } = rowOf(execution);
      link.addEventListener('focus', () => {
        this.select(from + offset);
      });
      this.#links.push(link);
      this.#body.append(row);
    }
    const left = this.#executions.length - this.#links.length;
    if (left === 0) return;
    const more = button(
      { class: 'plain-button more' },
      () => {
        more.remove();
        this.#addRows();
      },
      `Show ${Math.min(left, rowsAtOnce)} of ${left} more`,
    );
    this.root.append(more);
  }
}

function head(): HTMLElement {
  const columns: [string, string][] = [
    ['', 'Script'],
    ['', 'Device'],
    ['', 'What went wrong first'],
    ['number', 'Cases failed'],
    ['number', 'Started'],
    ['number', 'Duration'],
  ];
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      element('th', { scope: 'col', class: 'outcome' }, element('span', { class: 'unseen' }, 'Outcome')),
      ...columns.map(([className, label]) => element('th', { scope: 'col', class: className }, label)),
    ),
  );
}

function rowOf(execution: ExecutionSummary): { row: HTMLElement; link: HTMLAnchorElement } {
  const { id, outcome, script, devices, cases, startedAtMs, tookMs, cause, leg, isReplaced } = execution;
  const link = element('a', { class: 'row-link', href: routeAddress({ view: 'execution', id }) }, script);
  const tags = [
    ...(cause === 'new' ? [tag(cause, cause)] : []),
    ...(leg === undefined ? [] : [tag(leg)]),
    ...(isReplaced === true ? [tag('replaced by a later attempt')] : []),
  ];
  const row = element(
    'tr',
    { class: `${outcome}${isReplaced === true ? ' replaced' : ''}` },
    element('td', { class: 'outcome' }, mark(outcome, outcomeWords[outcome])),
    element('td', { class: 'script' }, link, ...tags),
    element(
      'td',
      { class: 'device' },
      ...devices.flatMap(({ name, system }, index) => [
        ...(index > 0 ? [', '] : []),
        name,
        element('span', { class: 'quiet' }, system === '' ? '' : ` ${system}`),
      ]),
    ),
    element('td', { class: 'failure' }, ...failureOf(execution)),
    element('td', { class: 'number' }, cases === undefined ? '\u2013' : `${cases.failed} / ${cases.total}`),
    element('td', { class: 'number quiet' }, momentText(startedAtMs).split(', ').at(-1) ?? ''),
    element('td', { class: 'number' }, durationText(tookMs)),
  );
  return { row, link };
}

function failureOf({ failure }: ExecutionSummary): HTMLElement[] {
  if (failure === undefined) return [];
  return [
    ...(failure.step === undefined ? [] : [element('span', { class: 'failed-step' }, failure.step)]),
    element('span', { class: 'failure-message' }, failure.message),
  ];
}
