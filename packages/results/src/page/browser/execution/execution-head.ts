import { counted, durationText } from '../../../text/wording.ts';
import type { ExecutionSummary } from '../../model/page-data.ts';
import { routeAddress } from '../../model/route.ts';
import type { StepTable } from '../../model/step-table.ts';
import { momentText, offsetText } from '../../model/time-text.ts';
import { element } from '../element.ts';
import { icon, mark, outcomeWords, tag } from '../marks.ts';
import type { ExecutionViewInput } from './execution-view-input.ts';

/** What ran where and how it ended; for a failure the step, the second and the message. */
export function executionHead(input: ExecutionViewInput, steps: StepTable): HTMLElement {
  const { summary, data, filter } = input;
  const { verdict } = input.overview;
  const { script, devices, outcome, tookMs, startedAtMs, cases, cause } = summary;
  const facts = [
    ...devices.map(({ name, system, id }) =>
      [name, system, id === name ? '' : id].filter((part) => part !== '').join(' \u00b7 '),
    ),
    momentText(startedAtMs),
    durationText(tookMs),
    caseText(cases),
  ];
  const reasons = (verdict?.reasons ?? []).filter(
    ({ executionId, kind }) => executionId === summary.id && (kind === 'tolerated' || kind === 'allowed'),
  );
  return element(
    'header',
    { class: `execution-head ${outcome}` },
    element(
      'a',
      { class: 'back', href: routeAddress({ view: 'overview', filter }) },
      icon('back'),
      'All executions',
    ),
    element(
      'h1',
      {},
      mark(outcome, outcomeWords[outcome]),
      script,
      cause === undefined ? undefined : tag(cause === 'new' ? 'new cause' : 'known cause', cause),
    ),
    element(
      'p',
      { class: 'head-facts' },
      ...facts.filter((fact) => fact !== '').map((fact) => element('span', {}, fact)),
    ),
    outcome === 'passed' ? undefined : failureCallout(summary, steps),
    ...reasons.map(({ message }) => element('p', { class: 'quiet' }, message)),
    ...data.remarks.map((remark) => element('p', { class: 'remark' }, remark)),
  );
}

function caseText(cases: ExecutionSummary['cases']): string {
  if (cases === undefined) return '';
  const all = counted(cases.total, 'case');
  return cases.failed === 0 ? all : `${cases.failed} of ${all} failed`;
}

function failureCallout({ id, failure, outcome }: ExecutionSummary, steps: StepTable): HTMLElement {
  const [cause] = steps.causes;
  const more = steps.causes.length - 1;
  if (cause === undefined) {
    return element('div', { class: `callout ${outcome}` }, element('p', {}, failure?.message ?? ''));
  }
  const path = steps.path(cause).map((step) => steps.name(step));
  const address = routeAddress({ view: 'execution', id, step: steps.address(cause) });
  return element(
    'div',
    { class: `callout ${outcome}` },
    element(
      'p',
      { class: 'where' },
      element('a', { href: address }, path.join(' \u203a ')),
      steps.startMs(cause) === undefined
        ? undefined
        : element('span', { class: 'number quiet' }, `at ${offsetText(steps.startMs(cause))}`),
      more > 0
        ? element('span', { class: 'quiet' }, `and ${more} more failed ${more === 1 ? 'step' : 'steps'} (n)`)
        : undefined,
    ),
    element('p', { class: 'what' }, messageOf(steps, cause, failure)),
  );
}

function messageOf(steps: StepTable, cause: number, failure: ExecutionSummary['failure']): string {
  const own = steps.message(cause);
  return own === '' ? (failure?.message ?? 'The report does not say why.') : own;
}
