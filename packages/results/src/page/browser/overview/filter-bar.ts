import type { Outcome } from '../../../model.ts';
import { deviceKey } from '../../model/execution-filter.ts';
import type { ExecutionSummary } from '../../model/page-data.ts';
import { noFilter, type ExecutionFilter } from '../../model/route.ts';
import { button, element } from '../element.ts';
import { mark, outcomeWords } from '../marks.ts';

const outcomes: readonly Outcome[] = ['failed', 'inconclusive', 'passed'];

/** Text, outcomes, device and script that executions are narrowed down by. */
export class FilterBar {
  readonly root: HTMLElement;
  readonly #onChange: (filter: ExecutionFilter) => void;
  readonly #all: number;
  readonly #text: HTMLInputElement;
  readonly #device: HTMLSelectElement;
  readonly #script: HTMLSelectElement;
  readonly #outcomes = new Map<Outcome, HTMLButtonElement>();
  readonly #count = element('output', { class: 'quiet count-line', 'aria-live': 'polite' });
  readonly #clear: HTMLButtonElement;
  #filter: ExecutionFilter = noFilter;

  constructor(executions: readonly ExecutionSummary[], onChange: (filter: ExecutionFilter) => void) {
    this.#onChange = onChange;
    this.#all = executions.length;
    this.#text = element('input', {
      type: 'search',
      placeholder: 'Filter: script, device, message \u2026',
      'aria-label': 'Filter by text',
      'aria-keyshortcuts': '/',
    });
    this.#text.addEventListener('input', () => {
      this.#change({ text: this.#text.value });
    });
    this.#device = choice('device', devicesOf(executions), (device) => {
      this.#change({ device });
    });
    this.#script = choice('script', scriptsOf(executions), (script) => {
      this.#change({ script });
    });
    this.#clear = button(
      { class: 'plain-button' },
      () => {
        this.#change(noFilter);
      },
      'Show all',
    );
    this.root = element(
      'div',
      { class: 'filter-bar', role: 'search', 'aria-label': 'Filter executions' },
      this.#text,
      element(
        'div',
        { class: 'toggles', role: 'group', 'aria-label': 'Outcome' },
        ...outcomes.map((outcome) => this.#toggle(outcome, executions)),
      ),
      this.#device,
      this.#script,
      this.#count,
      this.#clear,
    );
  }

  focus(): void {
    this.#text.focus();
    this.#text.select();
  }

  /** Shows what a filter is set to and how many executions it leaves. */
  show(filter: ExecutionFilter, left: number): void {
    this.#filter = filter;
    if (this.#text.value !== filter.text) this.#text.value = filter.text;
    this.#device.value = filter.device;
    this.#script.value = filter.script;
    for (const [outcome, toggle] of this.#outcomes) {
      toggle.setAttribute('aria-pressed', String(filter.outcomes.includes(outcome)));
    }
    this.#count.textContent = left === this.#all ? `${this.#all} shown` : `${left} of ${this.#all} shown`;
    this.#clear.hidden = left === this.#all;
  }

  #toggle(outcome: Outcome, executions: readonly ExecutionSummary[]): HTMLButtonElement {
    const count = executions.filter((execution) => execution.outcome === outcome).length;
    const toggle = button(
      { class: `toggle ${outcome}`, 'aria-pressed': 'false', disabled: count === 0 },
      () => {
        const chosen = this.#filter.outcomes;
        const isOn = chosen.includes(outcome);
        this.#change({ outcomes: isOn ? chosen.filter((one) => one !== outcome) : [...chosen, outcome] });
      },
      mark(outcome),
      outcomeWords[outcome],
      element('span', { class: 'number' }, count),
    );
    this.#outcomes.set(outcome, toggle);
    return toggle;
  }

  #change(part: Partial<ExecutionFilter>): void {
    this.#onChange({ ...this.#filter, ...part });
  }
}

function choice(
  what: string,
  options: readonly [value: string, label: string][],
  onChange: (value: string) => void,
): HTMLSelectElement {
  const select = element(
    'select',
    { 'aria-label': `Filter by ${what}` },
    element('option', { value: '' }, `Every ${what}`),
    ...options.map(([value, label]) => element('option', { value }, label)),
  );
  select.addEventListener('change', () => {
    onChange(select.value);
  });
  select.hidden = options.length < 2;
  return select;
}

function devicesOf(executions: readonly ExecutionSummary[]): [string, string][] {
  const devices = new Map<string, string>();
  for (const device of executions.flatMap((execution) => execution.devices)) {
    const id = device.id === '' || device.id === device.name ? '' : ` (${device.id})`;
    devices.set(deviceKey(device), `${device.name}${id}`);
  }
  return [...devices].sort(([, a], [, b]) => a.localeCompare(b));
}

function scriptsOf(executions: readonly ExecutionSummary[]): [string, string][] {
  return [...new Set(executions.map(({ script }) => script))].sort().map((script) => [script, script]);
}
