import type { StepTable } from '../../model/step-table.ts';
import { offsetText } from '../../model/time-text.ts';
import { element } from '../element.ts';
import { icon, mark, outcomeWords } from '../marks.ts';

/** How a row of the tree looks at the moment, and what clicks on it do. */
export interface StepRowState {
  id: string;
  isSelected: boolean;
  isPlaying: boolean;
  isExpanded: boolean;
  /** Length of the execution: the whole width of the lane. */
  wholeMs: number;
  duration: string;
  onFold: () => void;
  onSelect: () => void;
}

/** One step of the tree: name, where in the run it was, when it began and how long it took. */
export function stepRow(steps: StepTable, step: number, state: StepRowState): HTMLElement {
  const outcome = steps.outcome(step);
  const isParent = steps.isParent(step);
  const twisty = element(
    'span',
    { class: `twisty ${isParent ? '' : 'none'}`, 'aria-hidden': 'true' },
    icon('open'),
  );
  const name = element(
    'span',
    { class: 'step-name' },
    element('span', { class: 'name' }, steps.name(step)),
    outcome === 'passed'
      ? element('span', { class: 'quiet technical' }, steps.technical(step))
      : element('span', { class: 'row-message' }, isParent ? '' : steps.message(step) || steps.code(step)),
  );
  const row = element(
    'div',
    {
      id: state.id,
      class: `step-row ${steps.kind(step)} ${outcome}${state.isPlaying ? ' playing' : ''}`,
      role: 'treeitem',
      'aria-level': steps.depth(step) + 1,
      'aria-posinset': steps.position(step),
      'aria-setsize': steps.siblings(step),
      'aria-selected': String(state.isSelected),
      ...(isParent && { 'aria-expanded': String(state.isExpanded) }),
    },
    twisty,
    mark(outcome, outcomeWords[outcome]),
    name,
    steps.media(step).length > 0 ? icon('camera') : undefined,
    lane(steps, step, state.wholeMs),
    element('span', { class: 'number start' }, offsetText(steps.startMs(step))),
    element('span', { class: 'number took' }, state.duration),
  );
  // Deeper than this the names would have no room left.
  row.style.setProperty('--depth', String(Math.min(steps.depth(step), 12)));
  row.addEventListener('click', (event) => {
    if (isParent && event.target instanceof Node && twisty.contains(event.target)) state.onFold();
    else state.onSelect();
  });
  row.addEventListener('dblclick', () => {
    if (isParent) state.onFold();
  });
  return row;
}

/** Where in the execution the step was. */
function lane(steps: StepTable, step: number, wholeMs: number): HTMLElement {
  const bar = element('span');
  const startMs = steps.startMs(step);
  const from = Math.max(0, Math.min(99, ((startMs ?? 0) / wholeMs) * 100));
  const width = Math.max(1.5, Math.min(100 - from, ((steps.tookMs(step) ?? 0) / wholeMs) * 100));
  bar.style.left = `${Math.min(from, 98.5)}%`;
  bar.style.width = `${width}%`;
  return element(
    'span',
    { class: 'lane-bar', 'aria-hidden': 'true' },
    startMs === undefined ? undefined : bar,
  );
}
