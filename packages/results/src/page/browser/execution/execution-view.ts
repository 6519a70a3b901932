import type { ExecutionSummary } from '../../model/page-data.ts';
import { failuresFirst } from '../../model/execution-filter.ts';
import type { Route } from '../../model/route.ts';
import { StepTable } from '../../model/step-table.ts';
import { element } from '../element.ts';
import { mediaShelf, type MediaShelf } from '../page-blocks.ts';
import type { View } from '../view.ts';
import { executionHead } from './execution-head.ts';
import type { ExecutionViewInput } from './execution-view-input.ts';
import { factLists } from './fact-lists.ts';
import { fileList } from './file-list.ts';
import { LogPanel } from './log-panel.ts';
import { ScreenPanel } from './screen-panel.ts';
import { StepDetails } from './step-details.ts';
import { StepTree } from './step-tree.ts';
import { VideoPanel } from './video-panel.ts';
import { VitalsPanel } from './vitals-panel.ts';

/** One execution: its steps, and beside each what was on the screen, in the video, the vitals and the log. */
export class ExecutionView implements View {
  readonly root: HTMLElement;
  readonly #input: ExecutionViewInput;
  readonly #steps: StepTable;
  readonly #tree: StepTree;
  readonly #details: StepDetails;
  readonly #vitals: VitalsPanel;
  readonly #evidence = element('div', { class: 'evidence' });
  readonly #below = element('div', { class: 'below' });
  #screens: ScreenPanel | undefined;
  #video: VideoPanel | undefined;
  #selected: number | undefined;

  constructor(input: ExecutionViewInput) {
    const { data } = input;
    this.#input = input;
    this.#steps = new StepTable(data);
    this.#tree = new StepTree(this.#steps, data.tookMs, (step) => {
      this.#select(step);
    });
    this.#details = new StepDetails(this.#steps, data);
    this.#vitals = new VitalsPanel(data, this.#steps, (atMs) => {
      this.#selectAt(atMs);
    });
    this.root = element(
      'div',
      { class: 'execution' },
      executionHead(input, this.#steps),
      element(
        'div',
        { class: 'columns' },
        element(
          'div',
          { class: 'side' },
          this.#tree.root,
          this.#steps.count === 0 ? undefined : this.#details.root,
        ),
        this.#evidence,
      ),
      this.#vitals.root,
      this.#below,
    );
  }

  shown(): void {
    void mediaShelf.then((shelf) => {
      this.#showMedia(shelf);
    });
    this.#vitals.shown();
    this.#tree.shown();
    const given = this.#input.route.step === undefined ? undefined : this.#steps.at(this.#input.route.step);
    const first = given ?? this.#steps.causes[0] ?? (this.#steps.count > 0 ? 0 : undefined);
    if (first !== undefined) this.#show(first);
  }

  follow(route: Route): boolean {
    if (route.view !== 'execution' || route.id !== this.#input.summary.id) return false;
    const step = route.step === undefined ? undefined : this.#steps.at(route.step);
    if (step !== undefined && step !== this.#selected) this.#show(step);
    return true;
  }

  key(key: string): boolean {
    const { go, summary, filter } = this.#input;
    if (key === 'Escape') go({ view: 'overview', filter });
    else if (key === '/') this.#tree.focusFilter();
    else if (key === 'n' || key === 'p') this.#toCause(key === 'n' ? 1 : -1);
    else if (key === 'v') this.#video?.toggle();
    else if (key === 'Enter') this.#screens?.enlarge();
    else if (key === ']' || key === '[') this.#toNeighbour(summary, key === ']' ? 1 : -1);
    else return this.#tree.key(key);
    return true;
  }

  close(): void {
    this.#vitals.close();
    this.root.remove();
  }

  #showMedia(shelf: MediaShelf): void {
    const { data } = this.#input;
    this.#screens = new ScreenPanel(data, this.#steps, shelf, (step) => {
      this.#select(step);
    });
    this.#video = new VideoPanel(data, this.#steps, shelf, {
      onPick: (step) => {
        this.#select(step);
      },
      onTime: (atMs) => {
        this.#tree.playing(this.#steps.atTime(atMs));
        this.#vitals.cursor(atMs);
      },
    });
    this.#evidence.append(this.#screens.root, this.#video.root, this.#screens.strip);
    const logs = data.media.filter(({ kind }) => kind === 'log').map((log) => new LogPanel(log, shelf));
    this.#below.append(...logs.map(({ root }) => root), factLists(data), fileList(data, shelf));
    for (const log of logs) log.shown();
    if (this.#selected !== undefined) this.#show(this.#selected);
  }

  /** The step that a reader chose: it becomes part of the address, which comes back by `follow`. */
  #select(step: number): void {
    const { summary, go } = this.#input;
    this.#show(step);
    go({ view: 'execution', id: summary.id, step: this.#steps.address(step) }, true);
  }

  #selectAt(atMs: number): void {
    const step = this.#steps.atTime(atMs);
    if (step !== undefined) this.#select(step);
    this.#video?.seek(atMs);
  }

  #show(step: number): void {
    this.#selected = step;
    this.#tree.show(step);
    this.#details.show(step);
    this.#screens?.show(step);
    this.#video?.show(step);
    this.#vitals.show(step);
  }

  #toCause(by: 1 | -1): void {
    const { causes } = this.#steps;
    const at = this.#selected ?? -1;
    const next = by > 0 ? causes.find((step) => step > at) : causes.findLast((step) => step < at);
    const step = next ?? (by > 0 ? causes[0] : causes.at(-1));
    if (step !== undefined) this.#select(step);
  }

  #toNeighbour(summary: ExecutionSummary, by: 1 | -1): void {
    const all = failuresFirst(this.#input.overview.executions);
    const next = all[all.findIndex(({ id }) => id === summary.id) + by];
    if (next !== undefined) this.#input.go({ view: 'execution', id: next.id });
  }
}
