import { failuresFirst, filtered } from '../../model/execution-filter.ts';
import type { OverviewData } from '../../model/page-data.ts';
import { noFilter, routeAddress, type ExecutionFilter, type Route } from '../../model/route.ts';
import { element, fill } from '../element.ts';
import type { Go, View } from '../view.ts';
import { changesSection } from './changes-section.ts';
import { ExecutionTable } from './execution-table.ts';
import { failureGroups } from './failure-groups.ts';
import { FilterBar } from './filter-bar.ts';
import { outcomeGrid } from './outcome-grid.ts';
import { mediaNote } from './media-note.ts';
import { verdictSection } from './verdict-section.ts';

/** The run as a whole: verdict, what broke, devices against scripts, and every execution. */
export class OverviewView implements View {
  readonly root: HTMLElement;
  readonly #overview: OverviewData;
  readonly #go: Go;
  readonly #filters: FilterBar;
  readonly #table = new ExecutionTable();
  readonly #grid = element('div', { class: 'grid-holder' });
  readonly #executionId: string;
  #filter: ExecutionFilter;

  /** Opens where the reader left it: with a filter, at an execution. */
  constructor(overview: OverviewData, left: { filter: ExecutionFilter; executionId: string }, go: Go) {
    this.#overview = { ...overview, executions: failuresFirst(overview.executions) };
    this.#filter = left.filter;
    this.#executionId = left.executionId;
    this.#go = go;
    this.#filters = new FilterBar(this.#overview.executions, (changed) => {
      this.#narrow(changed);
    });
    this.root = element(
      'div',
      { class: 'overview' },
      verdictSection(overview),
      failureGroups(overview),
      changesSection(overview),
      element(
        'section',
        { class: 'executions', 'aria-labelledby': 'executions-heading' },
        element('h2', { id: 'executions-heading' }, 'Executions'),
        this.#filters.root,
        this.#grid,
        this.#table.root,
      ),
      mediaNote(),
    );
    this.#show();
  }

  shown(): void {
    this.#table.selectExecution(this.#executionId);
  }

  follow(route: Route): boolean {
    if (route.view !== 'overview') return false;
    if (routeAddress(route) !== routeAddress({ view: 'overview', filter: this.#filter })) {
      this.#filter = route.filter;
      this.#show();
    }
    return true;
  }

  key(key: string): boolean {
    if (key === '/') this.#filters.focus();
    else if (key === 'Escape') this.#narrow(noFilter);
    else return this.#table.key(key);
    return true;
  }

  close(): void {
    this.root.remove();
  }

  /** What a reader chose to see: it becomes part of the address, which comes back by `follow`. */
  #narrow(filter: ExecutionFilter): void {
    this.#filter = filter;
    this.#show();
    this.#go({ view: 'overview', filter }, true);
  }

  #show(): void {
    const shown = filtered(this.#overview.executions, this.#filter);
    this.#filters.show(this.#filter, shown.length);
    fill(this.#grid, outcomeGrid(shown.filter(({ isReplaced }) => isReplaced !== true)));
    this.#table.show(shown);
  }
}
