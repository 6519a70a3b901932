import { durationText } from '../../../text/wording.ts';
import type { ExecutionData } from '../../model/page-data.ts';
import type { StepTable } from '../../model/step-table.ts';
import { momentText, offsetText } from '../../model/time-text.ts';
import { element, fill } from '../element.ts';
import { mark, outcomeWords } from '../marks.ts';

/** The chosen step in full: where it stands, how it ended, what it was given and what it found. */
export class StepDetails {
  readonly root = element('section', { class: 'step-details', 'aria-label': 'Step' });
  readonly #steps: StepTable;
  readonly #zeroMs: number;

  constructor(steps: StepTable, { zeroMs }: ExecutionData) {
    this.#steps = steps;
    this.#zeroMs = zeroMs;
  }

  show(step: number): void {
    const steps = this.#steps;
    const outcome = steps.outcome(step);
    const above = steps.path(step).slice(0, -1);
    const startMs = steps.startMs(step);
    const message = steps.message(step);
    const times = [
      steps.code(step) || outcomeWords[outcome],
      startMs === undefined ? '' : `at ${offsetText(startMs)}`,
      durationText(steps.tookMs(step)),
      startMs === undefined ? '' : momentText(this.#zeroMs + startMs),
      steps.technical(step),
    ];
    fill(
      this.root,
      above.length === 0
        ? undefined
        : element(
            'p',
            { class: 'quiet path' },
            `${above.map((one) => steps.name(one)).join(' \u203a ')} \u203a`,
          ),
      element('h2', {}, mark(outcome), steps.name(step)),
      element(
        'p',
        { class: 'head-facts' },
        ...times.filter((part) => part !== '').map((part) => element('span', {}, part)),
      ),
      message === '' ? undefined : element('pre', { class: `message ${outcome}` }, message),
      pairList('Parameters', steps.parameters(step)),
      pairList('Values', steps.values(step)),
    );
  }
}

function pairList(heading: string, pairs: readonly [string, string][]): HTMLElement | undefined {
  if (pairs.length === 0) return undefined;
  return element(
    'dl',
    { class: 'pairs', 'aria-label': heading },
    ...pairs.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
}
