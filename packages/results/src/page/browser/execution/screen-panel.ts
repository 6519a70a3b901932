import type { ExecutionData } from '../../model/page-data.ts';
import { offsetText } from '../../model/time-text.ts';
import type { StepTable } from '../../model/step-table.ts';
import { button, element, fill } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';
import { PictureDialog, type Screen } from './picture-dialog.ts';
import { pictureFrame } from './picture-frame.ts';

/** The screen of the chosen step, large, and all screens as a strip with the failing ones first. */
export class ScreenPanel {
  readonly root = element('section', { class: 'screen-panel', 'aria-label': 'Screen of the step' });
  readonly strip = element('div', { class: 'strip', role: 'group', 'aria-label': 'All screens' });
  readonly #steps: StepTable;
  readonly #shelf: MediaShelf;
  readonly #screens: readonly Screen[];
  readonly #stage = element('div', { class: 'stage' });
  readonly #caption = element('p', { class: 'quiet caption' });
  readonly #thumbs = new Map<Screen, HTMLButtonElement>();
  readonly #dialog: PictureDialog;
  #shown: readonly Screen[] = [];

  constructor(data: ExecutionData, steps: StepTable, shelf: MediaShelf, onSelect: (step: number) => void) {
    this.#steps = steps;
    this.#shelf = shelf;
    this.#screens = screensOf(data, steps);
    this.#dialog = new PictureDialog(shelf, (screen) => this.#label(screen));
    if (this.#screens.length === 0) {
      fill(
        this.root,
        element('h2', {}, 'Screen'),
        element('p', { class: 'empty' }, 'No screen was fetched.'),
      );
      return;
    }
    for (const screen of failingFirst(this.#screens, steps)) {
      this.strip.append(this.#thumb(screen, onSelect));
    }
    fill(this.root, element('h2', {}, 'Screen'), this.#stage, this.#caption, this.#dialog.root);
  }

  /** Shows what the step left, else the last screen before it. */
  show(step: number): void {
    const { screens, isOwn } = this.#nearest(step);
    if (this.#screens.length === 0) return;
    this.#shown = screens;
    for (const [screen, thumb] of this.#thumbs) {
      thumb.setAttribute('aria-pressed', String(screens.includes(screen)));
    }
    this.#bringIntoSight(screens[0]);
    fill(
      this.#stage,
      ...screens.map((screen) =>
        button(
          { class: 'picture-button', title: 'Enlarge' },
          () => {
            this.#dialog.open(this.#screens, screen);
          },
          pictureFrame(screen.media, this.#shelf, this.#label(screen)),
          screen.media.role === undefined
            ? undefined
            : element('span', { class: 'role', 'aria-hidden': 'true' }, screen.media.role),
        ),
      ),
    );
    const [first] = screens;
    this.#caption.textContent =
      first === undefined
        ? 'There is no screen up to this step.'
        : isOwn
          ? screens.map((screen) => screen.media.name).join(', ')
          : `The last screen before this step: ${this.#label(first)}`;
  }

  /** Opens the shown screen large. */
  enlarge(): void {
    const [first] = this.#shown;
    if (first !== undefined) this.#dialog.open(this.#screens, first);
  }

  /** Along the strip only: scrollIntoView would move the page as well. */
  #bringIntoSight(screen: Screen | undefined): void {
    const thumb = screen === undefined ? undefined : this.#thumbs.get(screen);
    if (thumb === undefined) return;
    const { offsetLeft, offsetWidth } = thumb;
    const left = offsetLeft - this.strip.offsetLeft;
    const { scrollLeft, clientWidth } = this.strip;
    if (left < scrollLeft) this.strip.scrollLeft = left;
    else if (left + offsetWidth > scrollLeft + clientWidth)
      this.strip.scrollLeft = left + offsetWidth - clientWidth;
  }

  #nearest(step: number): { screens: Screen[]; isOwn: boolean } {
    const end = this.#steps.end(step);
    const own = this.#screens.filter((screen) => screen.step === step);
    if (own.length > 0) return { screens: own, isOwn: true };
    const inside = this.#screens.filter(
      (screen) => screen.step !== undefined && screen.step > step && screen.step < end,
    );
    const failing = inside.find(
      (screen) => screen.step !== undefined && this.#steps.outcome(screen.step) === 'failed',
    );
    if (failing !== undefined) {
      return { screens: inside.filter((screen) => screen.step === failing.step), isOwn: true };
    }
    const before = this.#screens.filter((screen) => screen.step !== undefined && screen.step < step);
    const last = before.at(-1);
    return {
      screens: last === undefined ? [] : before.filter((one) => one.step === last.step),
      isOwn: false,
    };
  }

  #thumb(screen: Screen, onSelect: (step: number) => void): HTMLButtonElement {
    const { step } = screen;
    const isFailing = step !== undefined && this.#steps.outcome(step) === 'failed';
    const label = this.#label(screen);
    const thumb = button(
      {
        class: `thumb ${isFailing ? 'failed' : ''}`,
        title: label,
        'aria-pressed': 'false',
      },
      () => {
        if (step === undefined) this.#dialog.open(this.#screens, screen);
        else onSelect(step);
      },
      pictureFrame(screen.media, this.#shelf, label),
      element('span', { class: 'number' }, step === undefined ? '' : offsetText(this.#steps.startMs(step))),
    );
    this.#thumbs.set(screen, thumb);
    return thumb;
  }

  #label({ media, step }: Screen): string {
    const role = media.role === undefined ? '' : ` (${media.role})`;
    return step === undefined ? `${media.name}${role}` : `${this.#steps.name(step)}${role}`;
  }
}

/** Screens in running order; those of no step last. */
function screensOf({ media }: ExecutionData, steps: StepTable): Screen[] {
  const screens: Screen[] = [];
  const seen = new Set<number>();
  for (let step = 0; step < steps.count; step += 1) {
    for (const index of steps.media(step)) {
      const one = media[index];
      if (one?.kind !== 'image' || seen.has(index)) continue;
      seen.add(index);
      screens.push({ media: one, step });
    }
  }
  for (const [index, one] of media.entries()) {
    if (one.kind === 'image' && !seen.has(index)) screens.push({ media: one, step: undefined });
  }
  return screens;
}

function failingFirst(screens: readonly Screen[], steps: StepTable): Screen[] {
  const isFailing = ({ step }: Screen): boolean => step !== undefined && steps.outcome(step) === 'failed';
  return [...screens.filter(isFailing), ...screens.filter((screen) => !isFailing(screen))];
}
