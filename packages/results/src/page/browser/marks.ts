import type { Outcome } from '../../model.ts';
import { drawing, element } from './element.ts';

/** Each outcome has a shape of its own, so that nobody needs the colour: a ring, a filled octagon, a triangle. */
const shapes: Record<Outcome, { outline: string; sign: string }> = {
  passed: { outline: 'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5z', sign: 'M5 8.2l2.1 2.1L11 6' },
  failed: {
    outline: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
    sign: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2',
  },
  inconclusive: { outline: 'M8 1.4L15.2 14.3H.8z', sign: 'M8 6v3.6M8 11.6v.6' },
};

/** The mark of an outcome; `label` is read out, or nothing when a word stands beside it. */
export function mark(outcome: Outcome, label?: string): SVGSVGElement {
  const { outline, sign } = shapes[outcome];
  return drawing(
    'svg',
    {
      class: `mark ${outcome}`,
      viewBox: '0 0 16 16',
      ...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }),
    },
    drawing('path', { class: 'outline', d: outline }),
    drawing('path', { class: 'sign', d: sign }),
  );
}

export const outcomeWords: Record<Outcome, string> = {
  passed: 'Passed',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
};

/** A small word in a frame. */
export function tag(text: string, kind = ''): HTMLElement {
  return element('span', { class: `tag ${kind}` }, text);
}

const icons = {
  camera: 'M2 5h2.6l1-1.6h4.8l1 1.6H14v8H2zM8 11.2a2.4 2.4 0 1 0 0-4.8a2.4 2.4 0 1 0 0 4.8z',
  open: 'M6 4l4 4-4 4',
  back: 'M10 3.5L5.5 8l4.5 4.5',
  sun: 'M8 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M3 13l1.2-1.2M11.8 4.2L13 3',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z',
  auto: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM8 2v12M10 3.5v9M12 5v6',
} as const;

export type IconName = keyof typeof icons;

/** A drawing in the colour of the text around it. */
export function icon(name: IconName): SVGSVGElement {
  return drawing(
    'svg',
    { class: `icon ${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    drawing('path', { d: icons[name] }),
  );
}
