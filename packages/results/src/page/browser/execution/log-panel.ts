import { linesWith, logLevel, splitAround } from '../../model/log-lines.ts';
import type { MediaData } from '../../model/page-data.ts';
import { button, element, fill } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';
import { WindowedList } from '../windowed-list.ts';

const rowHeightPx = 19;

/** A device log with search; errors stand out by a mark and by colour. */
export class LogPanel {
  readonly root = element('section', { class: 'log-panel' });
  readonly #lines: readonly string[];
  readonly #errors: readonly number[];
  readonly #list: WindowedList;
  readonly #search: HTMLInputElement;
  readonly #count = element('output', { class: 'quiet count-line', 'aria-live': 'polite' });
  #found: readonly number[] = [];
  #at = -1;

  constructor(log: MediaData, shelf: MediaShelf) {
    const text = shelf.text(log);
    const note = shelf.note(log);
    this.#lines = text === undefined || text === '' ? [] : text.split('\n');
    this.#errors = this.#lines.flatMap((line, number) => (logLevel(line) === 'error' ? [number] : []));
    this.#list = new WindowedList({ rowHeightPx, row: (index) => this.#row(index) }, 'log-lines');
    this.#list.root.setAttribute('role', 'region');
    this.#list.root.setAttribute('aria-label', `Log ${log.name}`);
    this.#search = element('input', {
      type: 'search',
      placeholder: 'Search the log',
      'aria-label': 'Search the log',
    });
    this.#search.addEventListener('input', () => {
      this.#find();
    });
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
    });
    fill(
      this.root,
      element(
        'div',
        { class: 'panel-head' },
        element('h2', {}, 'Log'),
        element('span', { class: 'quiet file-name' }, log.name),
        ...(this.#lines.length === 0 ? [] : this.#controls()),
        log.href === undefined ? undefined : element('a', { href: log.href, download: true }, 'File'),
      ),
      note === undefined ? undefined : element('p', { class: 'quiet' }, note),
      this.#lines.length > 0
        ? this.#list.root
        : element(
            'p',
            { class: 'empty' },
            text === undefined ? 'The log is not on this page.' : 'The log is empty.',
          ),
    );
    this.#show();
  }

  #controls(): Node[] {
    const jump = button(
      { class: 'plain-button' },
      () => {
        this.#toError();
      },
      `Next error (${this.#errors.length})`,
    );
    jump.disabled = this.#errors.length === 0;
    return [
      this.#search,
      button(
        { class: 'plain-button', 'aria-label': 'Previous match' },
        () => {
          this.#go(-1);
        },
        '\u2191',
      ),
      button(
        { class: 'plain-button', 'aria-label': 'Next match' },
        () => {
          this.#go(1);
        },
        '\u2193',
      ),
      jump,
      this.#count,
    ];
  }

  /** Called once it stands in the page: the log begins where it broke. */
  shown(): void {
    const [first] = this.#errors;
    if (first !== undefined) this.#list.reveal(first, true);
  }

  #show(): void {
    const longest = this.#lines.reduce((most, line) => Math.max(most, line.length), 0);
    this.#list.show(this.#lines.length, `calc(${Math.min(longest, 5000)}ch + 7ch)`);
    this.#tell();
  }

  #find(): void {
    this.#found = linesWith(this.#lines, this.#search.value);
    this.#at = -1;
    this.#list.refresh();
    this.#go(1);
  }

  #go(by: 1 | -1): void {
    if (this.#found.length > 0) {
      this.#at = (this.#at + by + this.#found.length) % this.#found.length;
      this.#list.reveal(this.#found[this.#at] ?? 0, true);
      this.#list.refresh();
    }
    this.#tell();
  }

  #toError(): void {
    const current = this.#found === this.#errors ? this.#at : -1;
    this.#search.value = '';
    this.#found = this.#errors;
    this.#at = current;
    this.#go(1);
  }

  #tell(): void {
    const all = this.#lines.length.toLocaleString('en-US');
    const isSearching = this.#search.value !== '' || this.#found.length > 0;
    this.#count.textContent = isSearching
      ? `${this.#at + 1} of ${this.#found.length.toLocaleString('en-US')} lines`
      : `${all} lines`;
  }

  #row(index: number): HTMLElement {
    const line = this.#lines[index] ?? '';
    const level = logLevel(line);
    const isCurrent = this.#at >= 0 && this.#found[this.#at] === index;
    const parts = splitAround(line, this.#search.value).map((part, place) =>
      place % 2 === 1 ? element('mark', {}, part) : part,
    );
    return element(
      'div',
      { class: `log-line ${level}${isCurrent ? ' current' : ''}` },
      element('span', { class: 'line-number' }, index + 1),
      ...parts,
    );
  }
}
