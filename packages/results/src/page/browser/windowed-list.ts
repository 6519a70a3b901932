import { element } from './element.ts';

export interface WindowedRows {
  /** Height of every row in pixels, as the style sheet has it. */
  rowHeightPx: number;
  /** Makes the row at a place of the list. */
  row: (index: number) => HTMLElement;
}

/** Rows beyond the visible ones, so that fast scrolling shows no gap. */
const spareRows = 8;

/** A long list of rows of one height, of which only the visible ones are elements. */
export class WindowedList {
  /** What scrolls. The caller gives it role, name and keys. */
  readonly root: HTMLElement;
  readonly #rows: WindowedRows;
  readonly #lane = element('div', { class: 'lane', role: 'none' });
  readonly #shown = new Map<number, HTMLElement>();
  #count = 0;

  constructor(rows: WindowedRows, className: string) {
    this.#rows = rows;
    this.root = element('div', { class: `windowed ${className}`, tabindex: 0 }, this.#lane);
    this.root.addEventListener('scroll', () => {
      this.#update();
    });
    // A list that was hidden or resized has other rows to show.
    new ResizeObserver(() => {
      this.#update();
    }).observe(this.root);
  }

  /** Shows a list of this length, with rows made anew. `minWidth` is a length of CSS for rows wider than the list. */
  show(count: number, minWidth = ''): void {
    this.#count = count;
    this.#lane.style.height = `${count * this.#rows.rowHeightPx}px`;
    this.root.style.height = `calc(${count * this.#rows.rowHeightPx}px + var(--scrollbar, 0px))`;
    this.#lane.style.minWidth = minWidth;
    this.refresh();
  }

  /** Makes the visible rows anew. */
  refresh(): void {
    this.#shown.clear();
    this.#lane.replaceChildren();
    this.#update();
  }

  /** Scrolls as little as needed; `centre` puts a row that was out of sight into the middle. */
  reveal(index: number, centre = false): void {
    const { rowHeightPx } = this.#rows;
    const top = index * rowHeightPx;
    const { scrollTop, clientHeight } = this.root;
    const isAbove = top < scrollTop;
    if (!isAbove && top + rowHeightPx <= scrollTop + clientHeight) return;
    const atEdge = isAbove ? top : top + rowHeightPx - clientHeight;
    this.root.scrollTop = centre ? top - (clientHeight - rowHeightPx) / 2 : atEdge;
    this.#update();
  }

  /** Rows that fit into the list, for keys that go a page. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.root.clientHeight / this.#rows.rowHeightPx) - 1);
  }

  #update(): void {
    const { rowHeightPx, row } = this.#rows;
    const { scrollTop, clientHeight } = this.root;
    const from = Math.max(0, Math.floor(scrollTop / rowHeightPx) - spareRows);
    const until = Math.min(this.#count, Math.ceil((scrollTop + clientHeight) / rowHeightPx) + spareRows);
    for (const [index, shown] of this.#shown) {
      if (index >= from && index < until) continue;
      shown.remove();
      this.#shown.delete(index);
    }
    for (let index = from; index < until; index += 1) {
      if (this.#shown.has(index)) continue;
      const made = row(index);
      made.style.transform = `translateY(${index * rowHeightPx}px)`;
      this.#shown.set(index, made);
      this.#lane.append(made);
    }
  }
}
