import { failuresFirst, filtered } from '../../model/execution-filter.ts';
import type { OverviewData } from '../../model/page-data.ts';
import { noFilter, type ExecutionFilter, type Route } from '../../model/route.ts';
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
  #filter: ExecutionFilter;

  constructor(overview: OverviewData, filter: ExecutionFilter = noFilter, go: Go) {
    this.#overview = { ...overview, executions: failuresFirst(overview.executions) };
    this.#filter = filter;
    this.#go = go;
    this.#filters = new FilterBar(this.#overview.executions, (changed) => {
      this.#go({ view: 'overview', filter: changed }, true);
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
    this.#table.select(0);
  }

  follow(route: Route): boolean {
    if (route.view !== 'overview') return false;
    this.#filter = route.filter;
    this.#show();
    return true;
  }

  key(key: string): boolean {
    if (key === '/') this.#filters.focus();
    else if (key === 'Escape') this.#go({ view: 'overview', filter: noFilter }, true);
    else return this.#table.key(key);
    return true;
  }

  close(): void {
    this.root.remove();
  }

  #show(): void {
    const shown = filtered(this.#overview.executions, this.#filter);
    this.#filters.show(this.#filter, shown.length);
    fill(this.#grid, outcomeGrid(shown.filter(({ isReplaced }) => isReplaced !== true)));
    this.#table.show(shown);
  }
}
