import type { MediaData } from '../../model/page-data.ts';
import { button, element, fill } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';
import { pictureFrame } from './picture-frame.ts';

/** A screen with the step that left it; one that no step names has none. */
export interface Screen {
  media: MediaData;
  step: number | undefined;
}

/** A screen as large as the window has room; arrow keys go to the next. */
export class PictureDialog {
  readonly root = element('dialog', { class: 'picture-dialog', 'aria-label': 'Screen' });
  readonly #shelf: MediaShelf;
  readonly #labelOf: (screen: Screen) => string;
  #screens: readonly Screen[] = [];
  #at = 0;

  constructor(shelf: MediaShelf, labelOf: (screen: Screen) => string) {
    this.#shelf = shelf;
    this.#labelOf = labelOf;
    this.root.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, j: 1, ArrowLeft: -1, ArrowUp: -1, k: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      this.#go(by);
    });
    // The backdrop belongs to the dialog: a click beside the picture closes it.
    this.root.addEventListener('click', (event) => {
      if (event.target === this.root) this.root.close();
    });
  }

  open(screens: readonly Screen[], screen: Screen): void {
    this.#screens = screens;
    this.#at = Math.max(0, screens.indexOf(screen));
    this.#show();
    this.root.showModal();
  }

  #go(by: number): void {
    this.#at = (this.#at + by + this.#screens.length) % this.#screens.length;
    this.#show();
  }

  #show(): void {
    const screen = this.#screens[this.#at];
    if (screen === undefined) return;
    fill(
      this.root,
      element(
        'div',
        { class: 'dialog-head' },
        element('p', {}, this.#labelOf(screen)),
        element('p', { class: 'quiet number' }, `${this.#at + 1} / ${this.#screens.length}`),
        button(
          { class: 'plain-button' },
          () => {
            this.#go(-1);
          },
          '\u2190 Previous',
        ),
        button(
          { class: 'plain-button' },
          () => {
            this.#go(1);
          },
          'Next \u2192',
        ),
        button(
          { class: 'plain-button', autofocus: true },
          () => {
            this.root.close();
          },
          'Close',
        ),
      ),
      pictureFrame(screen.media, this.#shelf, this.#labelOf(screen)),
    );
  }
}
