import type { OverviewData, ReasonData } from '../../model/page-data.ts';
import { durationText } from '../../../text/wording.ts';
import { rateText } from '../../model/time-text.ts';
import { routeAddress } from '../../model/route.ts';
import { element } from '../element.ts';
import { mark, outcomeWords } from '../marks.ts';

/** The verdict with its sentence, the figures of the run, and why. */
export function verdictSection(overview: OverviewData): HTMLElement {
  const { verdict } = overview;
  const conclusion = verdict?.conclusion;
  return element(
    'section',
    { class: `verdict ${conclusion ?? 'none'}`, 'aria-label': 'Verdict' },
    element(
      'div',
      { class: 'verdict-words' },
      element(
        'h1',
        {},
        conclusion === undefined ? undefined : mark(conclusion),
        conclusion === undefined ? overview.title : outcomeWords[conclusion],
      ),
      verdict === undefined ? undefined : element('p', { class: 'sentence' }, verdict.sentence),
      verdict !== undefined && verdict.conclusion !== 'passed' && !verdict.blocking
        ? element('p', { class: 'quiet' }, 'The policy does not let this fail the job.')
        : undefined,
      reasonList(verdict?.reasons ?? []),
    ),
    figures(overview),
  );
}

function figures({ executions: all }: OverviewData): HTMLElement {
  const executions = all.filter(({ isReplaced }) => isReplaced !== true);
  const of = (outcome: string): number => executions.filter((one) => one.outcome === outcome).length;
  const cases = executions.reduce((sum, one) => sum + (one.cases?.total ?? 0), 0);
  const failedCases = executions.reduce((sum, one) => sum + (one.cases?.failed ?? 0), 0);
  const devices = new Set(executions.flatMap((one) => one.devices.map(({ id, name }) => id || name)));
  return element(
    'dl',
    { class: 'figures' },
    figure('Pass rate', rateText(of('passed'), executions.length) || '\u2013', proportion(executions)),
    figure('Executions', `${executions.length}`, outcomeCounts(of)),
    figure('Cases', `${cases}`, failedCases > 0 ? `${failedCases} failed` : cases > 0 ? 'none failed' : ''),
    figure('Devices', `${devices.size}`),
    figure('Took', durationText(wholeMs(executions)) || '\u2013', 'first start to last end'),
  );
}

function figure(name: string, value: string, detail: Node | string = ''): HTMLElement {
  return element(
    'div',
    {},
    element('dt', {}, name),
    element('dd', { class: 'value' }, value),
    element('dd', { class: 'detail' }, detail),
  );
}

function outcomeCounts(of: (outcome: string) => number): string {
  const words = (['failed', 'inconclusive', 'passed'] as const)
    .filter((outcome) => of(outcome) > 0)
    .map((outcome) => `${of(outcome)} ${outcome}`);
  return words.join(', ');
}

/** A bar of the shares of the outcomes; the figures beside it say the same. */
function proportion(executions: OverviewData['executions']): HTMLElement {
  const bar = element('span', { class: 'proportion', 'aria-hidden': 'true' });
  for (const outcome of ['failed', 'inconclusive', 'passed'] as const) {
    const count = executions.filter((one) => one.outcome === outcome).length;
    if (count === 0) continue;
    const part = element('span', { class: outcome });
    part.style.flexGrow = String(count);
    bar.append(part);
  }
  return bar;
}

function wholeMs(executions: OverviewData['executions']): number | undefined {
  const starts = executions.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const ends = executions.flatMap(({ startedAtMs, tookMs }) =>
    startedAtMs === undefined || tookMs === undefined ? [] : [startedAtMs + tookMs],
  );
  const first = starts.reduce((a, b) => Math.min(a, b), Infinity);
  const last = ends.reduce((a, b) => Math.max(a, b), -Infinity);
  return last < first ? undefined : last - first;
}

/** What speaks of the run as a whole stays open; what speaks of one execution stands with it further down, too. */
function reasonList(reasons: readonly ReasonData[]): Node | undefined {
  if (reasons.length === 0) return undefined;
  const ofRun = reasons.filter(({ executionId }) => executionId === undefined);
  const ofOne = reasons.filter(({ executionId }) => executionId !== undefined);
  return element(
    'div',
    {},
    element('ul', { class: 'reasons' }, ...ofRun.map(reasonItem)),
    ofOne.length === 0
      ? undefined
      : element(
          'details',
          {},
          element('summary', {}, ofOne.length === 1 ? 'The reason' : `All ${ofOne.length} reasons`),
          element('ul', { class: 'reasons' }, ...ofOne.map(reasonItem)),
        ),
  );
}

const reasonWords: Record<ReasonData['kind'], string> = {
  failed: 'Failed',
  inconclusive: 'Inconclusive',
  tolerated: 'Tolerated',
  allowed: 'Allowed',
  note: 'Note',
};

function reasonItem({ kind, message, executionId }: ReasonData): HTMLElement {
  const text =
    executionId === undefined
      ? message
      : element('a', { href: routeAddress({ view: 'execution', id: executionId }) }, message);
  return element('li', { class: kind }, element('span', { class: 'reason-kind' }, reasonWords[kind]), text);
}
