import type { ExecutionData, ExecutionSummary, OverviewData } from '../model/page-data.ts';
import { StepTable } from '../model/step-table.ts';
import { momentText, offsetText } from '../model/time-text.ts';
import { durationText } from '../../text/wording.ts';
import { element, fill } from './element.ts';
import { pictureFrame } from './execution/picture-frame.ts';
import { mark } from './marks.ts';
import { mediaShelf, readExecution } from './page-blocks.ts';

/** Executions and failed steps beyond these are named, not shown: nobody prints a thousand pages. */
const maxExecutions = 20;
const maxFailures = 30;

/**
 * What paper gets in place of folded trees and windowed lists: every failure, opened. It is made beforehand, since a
 * picture that is first asked for while printing comes too late.
 */
export class PrintView {
  readonly root = element('section', { class: 'print-only', 'aria-hidden': 'true' });
  readonly #overview: OverviewData;
  #turn = 0;

  constructor(overview: OverviewData) {
    this.#overview = overview;
  }

  showExecution(summary: ExecutionSummary, data: ExecutionData): void {
    this.#later(async () => [await failuresOf(summary, data)]);
  }

  showOverview(): void {
    this.#later(async () => {
      const failed = [...this.#overview.executions.entries()].filter(([, one]) => one.outcome !== 'passed');
      const parts: HTMLElement[] = [];
      for (const [index, summary] of failed.slice(0, maxExecutions)) {
        parts.push(await failuresOf(summary, await readExecution(index)));
      }
      const left = failed.length - parts.length;
      return left === 0 ? parts : [...parts, element('p', {}, `${left} more executions did not pass.`)];
    });
  }

  #later(make: () => Promise<HTMLElement[]>): void {
    this.#turn += 1;
    const mine = this.#turn;
    fill(this.root);
    setTimeout(() => {
      void make().then((parts) => {
        if (mine === this.#turn) fill(this.root, ...parts);
      });
    }, 200);
  }
}

async function failuresOf(summary: ExecutionSummary, data: ExecutionData): Promise<HTMLElement> {
  const shelf = await mediaShelf;
  const steps = new StepTable(data);
  const failures = steps.causes.slice(0, maxFailures).map((step) => {
    const pictures = steps.media(step).flatMap((index) => {
      const media = data.media[index];
      if (media?.kind !== 'image') return [];
      const frame = pictureFrame(media, shelf, media.name);
      frame.querySelector('img')?.removeAttribute('loading');
      return [element('div', {}, frame, media.role ?? '')];
    });
    return element(
      'li',
      {},
      element(
        'p',
        {},
        element(
          'strong',
          {},
          steps
            .path(step)
            .map((one) => steps.name(one))
            .join(' \u203a '),
        ),
      ),
      element('p', {}, `at ${offsetText(steps.startMs(step))}, ${steps.code(step)}: ${steps.message(step)}`),
      ...steps.parameters(step).map(([name, value]) => element('p', {}, `${name}: ${value}`)),
      element('div', { class: 'print-pictures' }, ...pictures),
    );
  });
  const { script, devices, outcome, startedAtMs, tookMs, failure, id } = summary;
  const more = steps.causes.length - failures.length;
  return element(
    'article',
    {},
    element('h2', {}, mark(outcome), ` ${[script, ...devices.map(({ name }) => name)].join(' \u00b7 ')}`),
    element(
      'p',
      {},
      [id, momentText(startedAtMs), durationText(tookMs)].filter((part) => part !== '').join(' \u00b7 '),
    ),
    failures.length === 0 ? element('p', {}, failure?.message ?? '') : element('ol', {}, ...failures),
    more > 0 ? element('p', {}, `${more} more failed steps.`) : undefined,
  );
}
