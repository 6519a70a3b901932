import { counted, durationText } from '../../../text/wording.ts';
import type { StepTable } from '../../model/step-table.ts';
import { button, element } from '../element.ts';
import { WindowedList } from '../windowed-list.ts';
import { stepRow } from './step-row.ts';

const rowHeightPx = 28;
/** A longer tree starts folded, except where something failed. */
const unfoldedBelow = 150;

/** The steps as a tree of which only the visible rows exist. */
export class StepTree {
  readonly root: HTMLElement;
  readonly #steps: StepTable;
  readonly #list: WindowedList;
  readonly #onSelect: (step: number) => void;
  readonly #expanded = new Set<number>();
  readonly #filter: HTMLInputElement;
  readonly #onlyFailed: HTMLButtonElement;
  readonly #count = element('output', { class: 'quiet', 'aria-live': 'polite' });
  readonly #wholeMs: number;
  #rows: number[] = [];
  #selected = -1;
  #playing = -1;

  constructor(steps: StepTable, tookMs: number | undefined, onSelect: (step: number) => void) {
    this.#steps = steps;
    this.#onSelect = onSelect;
    this.#wholeMs = Math.max(1, tookMs ?? lastEndMs(steps));
    this.#list = new WindowedList({ rowHeightPx, row: (index) => this.#row(index) }, 'steps');
    this.#list.root.setAttribute('role', 'tree');
    this.#list.root.setAttribute('aria-label', 'Steps');
    this.#filter = element('input', {
      type: 'search',
      placeholder: 'Filter steps',
      'aria-label': 'Filter steps',
      'aria-keyshortcuts': '/',
    });
    this.#filter.addEventListener('input', () => {
      this.#update();
    });
    this.#onlyFailed = button(
      { class: 'toggle', 'aria-pressed': 'false', disabled: steps.causes.length === 0 },
      () => {
        const isOn = this.#onlyFailed.getAttribute('aria-pressed') === 'true';
        this.#onlyFailed.setAttribute('aria-pressed', String(!isOn));
        this.#update();
      },
      'Failed only',
    );
    this.root = element(
      'section',
      { class: 'step-panel', 'aria-label': 'Steps' },
      element(
        'div',
        { class: 'panel-head' },
        element('h2', {}, 'Steps'),
        ...(steps.count === 0 ? [] : [this.#filter, this.#onlyFailed, this.#count]),
      ),
      steps.count === 0 ? element('p', { class: 'empty' }, 'The report holds no step.') : this.#list.root,
    );
    for (let step = 0; step < steps.count; step += 1) {
      if (steps.isParent(step) && steps.count < unfoldedBelow) this.#expanded.add(step);
    }
    for (const cause of steps.causes) this.#unfoldTo(cause);
  }

  /** Called once it stands in the page and has a height. */
  shown(): void {
    this.#update();
    this.#list.root.focus({ preventScroll: true });
  }

  /** Marks a step and scrolls to it, opening what hides it. */
  show(step: number): void {
    const isHidden = !this.#rows.includes(step);
    this.#selected = step;
    if (isHidden) {
      if (this.#isFiltered) this.#clearFilter();
      this.#unfoldTo(step);
      this.#update();
    } else this.#list.refresh();
    this.#list.root.setAttribute('aria-activedescendant', rowId(step));
    this.#list.reveal(this.#rows.indexOf(step), true);
  }

  /** Marks the step that the video is at. */
  playing(step: number | undefined): void {
    if (step === this.#playing) return;
    this.#playing = step ?? -1;
    this.#list.refresh();
  }

  focusFilter(): void {
    this.#filter.focus();
    this.#filter.select();
  }

  key(key: string): boolean {
    const at = this.#rows.indexOf(this.#selected);
    const isHere = document.activeElement === this.#list.root;
    const arrow = isHere ? arrows[key] : undefined;
    if (key === 'j' || arrow === 'next') this.#move(at + 1);
    else if (key === 'k' || arrow === 'previous') this.#move(at - 1);
    else if (arrow === 'in') this.#inwards();
    else if (arrow === 'out') this.#outwards();
    else if (key === 'Home' && isHere) this.#move(0);
    else if (key === 'End' && isHere) this.#move(this.#rows.length - 1);
    else if (key === 'PageDown' && isHere) this.#move(at + this.#list.pageRows);
    else if (key === 'PageUp' && isHere) this.#move(at - this.#list.pageRows);
    else return false;
    return true;
  }

  get #isFiltered(): boolean {
    return this.#filter.value !== '' || this.#onlyFailed.getAttribute('aria-pressed') === 'true';
  }

  #clearFilter(): void {
    this.#filter.value = '';
    this.#onlyFailed.setAttribute('aria-pressed', 'false');
  }

  #move(to: number): void {
    const step = this.#rows[Math.max(0, Math.min(to, this.#rows.length - 1))];
    if (step !== undefined && step !== this.#selected) this.#onSelect(step);
  }

  #inwards(): void {
    const step = this.#selected;
    if (!this.#steps.isParent(step)) return;
    if (!this.#expanded.has(step)) this.#fold(step);
    else this.#move(this.#rows.indexOf(step) + 1);
  }

  #outwards(): void {
    const step = this.#selected;
    if (this.#steps.isParent(step) && this.#expanded.has(step)) this.#fold(step);
    else if (this.#steps.parent(step) >= 0) this.#onSelect(this.#steps.parent(step));
  }

  #fold(step: number): void {
    if (!this.#expanded.delete(step)) this.#expanded.add(step);
    this.#update();
  }

  #unfoldTo(step: number): void {
    for (const above of this.#steps.path(step).slice(0, -1)) this.#expanded.add(above);
  }

  #update(): void {
    const steps = this.#steps;
    const text = this.#filter.value.trim();
    const onlyFailed = this.#onlyFailed.getAttribute('aria-pressed') === 'true';
    if (this.#isFiltered) {
      const { rows, matches } = steps.matching(
        (step) => (!onlyFailed || steps.outcome(step) === 'failed') && steps.mentions(step, text),
      );
      this.#rows = rows;
      this.#count.textContent = `${matches.toLocaleString('en-US')} of ${counted(steps.count, 'step')}`;
    } else {
      this.#rows = steps.unfolded((step) => this.#expanded.has(step));
      this.#count.textContent = counted(steps.count, 'step');
    }
    this.#list.show(this.#rows.length);
  }

  #row(index: number): HTMLElement {
    const step = this.#rows[index] ?? 0;
    return stepRow(this.#steps, step, {
      id: rowId(step),
      isSelected: step === this.#selected,
      isPlaying: step === this.#playing,
      isExpanded: this.#isFiltered || this.#expanded.has(step),
      wholeMs: this.#wholeMs,
      duration: durationText(this.#steps.tookMs(step)),
      onFold: () => {
        this.#fold(step);
      },
      onSelect: () => {
        this.#onSelect(step);
      },
    });
  }
}

const arrows: Record<string, 'next' | 'previous' | 'in' | 'out'> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

function rowId(step: number): string {
  return `step-${step}`;
}

function lastEndMs(steps: StepTable): number {
  let last = 0;
  for (let step = 0; step < steps.count; step += 1) {
    last = Math.max(last, (steps.startMs(step) ?? 0) + (steps.tookMs(step) ?? 0));
  }
  return last;
}
