import type { ExecutionData, MediaData } from '../../model/page-data.ts';
import type { StepTable } from '../../model/step-table.ts';
import { offsetText } from '../../model/time-text.ts';
import { element, fill } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';

/** More marks than this would be a solid bar. */
const maxMarks = 120;

export interface VideoEvents {
  /** A mark of the video was clicked. */
  onPick: (step: number) => void;
  /** The video is at this time of the execution. */
  onTime: (atMs: number) => void;
}

/** The recording with marks where steps begin. A chosen step takes it to its second. */
export class VideoPanel {
  readonly root = element('section', { class: 'video-panel', 'aria-label': 'Video' });
  readonly #steps: StepTable;
  readonly #events: VideoEvents;
  readonly #shelf: MediaShelf;
  readonly #holder = element('div', { class: 'video-holder' });
  #video: HTMLVideoElement | undefined;
  #startMs = 0;

  constructor(data: ExecutionData, steps: StepTable, shelf: MediaShelf, events: VideoEvents) {
    this.#steps = steps;
    this.#events = events;
    this.#shelf = shelf;
    const videos = data.media.filter(({ kind }) => kind === 'video');
    const [first] = videos;
    fill(this.root, element('h2', {}, 'Video'));
    if (first === undefined) {
      this.root.append(element('p', { class: 'empty' }, 'No video was fetched.'));
      return;
    }
    if (videos.length > 1) this.root.append(this.#choice(videos));
    this.root.append(this.#holder);
    this.#open(first);
  }

  /** Takes the video to the second at which a step begins. */
  show(step: number): void {
    const startMs = this.#steps.startMs(step);
    if (startMs !== undefined) this.seek(startMs);
  }

  /** Takes the video to a time of the execution. */
  seek(atMs: number): void {
    const video = this.#video;
    if (video === undefined) return;
    const seconds = Math.max(0, (atMs - this.#startMs) / 1000);
    const go = (): void => {
      video.currentTime = Math.min(seconds, Math.max(0, video.duration - 0.05));
    };
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
    else video.addEventListener('loadedmetadata', go, { once: true });
  }

  toggle(): void {
    if (this.#video?.paused === true) void this.#video.play();
    else this.#video?.pause();
  }

  #choice(videos: readonly MediaData[]): HTMLElement {
    const select = element(
      'select',
      { 'aria-label': 'Recording' },
      ...videos.map(({ name, device }, index) => element('option', { value: index }, device ?? name)),
    );
    select.addEventListener('change', () => {
      const chosen = videos[Number(select.value)];
      if (chosen !== undefined) this.#open(chosen);
    });
    return select;
  }

  #open(media: MediaData): void {
    this.#video = undefined;
    this.#startMs = media.startMs ?? 0;
    const address = this.#shelf.address(media);
    const note = this.#shelf.note(media);
    if (address === undefined) {
      fill(this.#holder, element('p', { class: 'missing' }, note ?? 'The video is missing.'));
      return;
    }
    const video = element('video', {
      controls: true,
      preload: 'auto',
      playsinline: true,
      'aria-label': media.name,
    });
    video.muted = true;
    const marks = element('div', { class: 'video-marks', 'aria-hidden': 'true' });
    const place = element('p', { class: 'quiet caption number' });
    video.addEventListener('timeupdate', () => {
      const atMs = this.#startMs + video.currentTime * 1000;
      const step = this.#steps.atTime(atMs);
      place.textContent = `${offsetText(atMs)}${step === undefined ? '' : ` \u00b7 ${this.#steps.name(step)}`}`;
      marks.style.setProperty('--at', `${(video.currentTime / video.duration) * 100}%`);
      this.#events.onTime(atMs);
    });
    video.addEventListener('loadedmetadata', () => {
      this.#mark(marks, video.duration * 1000);
    });
    video.addEventListener('error', () => {
      this.#video = undefined;
      fill(
        this.#holder,
        element(
          'p',
          { class: 'missing' },
          this.#shelf.isEmbedded(media)
            ? 'This browser cannot play the video.'
            : `${note ?? ''} From there it could not be played: ${media.name}`.trim(),
        ),
      );
    });
    video.src = address;
    this.#video = video;
    fill(
      this.#holder,
      video,
      marks,
      place,
      note === undefined ? undefined : element('p', { class: 'quiet caption' }, note),
    );
  }

  /** Outer steps, and every cause of failure, at the place in the video where they begin. */
  #mark(lane: HTMLElement, lengthMs: number): void {
    const steps = this.#steps;
    const outer = Array.from({ length: steps.count }, (_, step) => step).filter(
      (step) => steps.depth(step) === 0,
    );
    const marked = [...outer.slice(0, maxMarks), ...steps.causes.slice(0, maxMarks)];
    for (const step of new Set(marked)) {
      const startMs = steps.startMs(step);
      if (startMs === undefined || !Number.isFinite(lengthMs) || lengthMs <= 0) continue;
      const isCause = steps.causes.includes(step);
      const tick = element('span', {
        class: isCause ? 'tick failed' : 'tick',
        title: `${offsetText(startMs)} ${steps.name(step)}`,
      });
      tick.style.left = `${Math.max(0, Math.min(100, ((startMs - this.#startMs) / lengthMs) * 100))}%`;
      tick.addEventListener('click', () => {
        this.#events.onPick(step);
      });
      lane.append(tick);
    }
  }
}
