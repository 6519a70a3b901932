/** What the keys of a view do; the answer says whether a key meant something. */
export type KeyHandler = (key: string) => boolean;

/**
 * Sends keys to the view on show. Fields keep theirs, except Escape, which leaves the field; an open dialog keeps all,
 * and combinations belong to the browser.
 */
export function listenToKeys(handler: KeyHandler): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]') !== null) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.matches('input, select, textarea')) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    // What has the focus and can be pressed is pressed.
    if (event.key === 'Enter' && target instanceof HTMLElement && target.matches('a, button, summary'))
      return;
    if (handler(event.key)) event.preventDefault();
  });
}

/** Keys and what they do, for the help. */
export const keyHelp: readonly {
  heading: string;
  keys: readonly (readonly [keys: string, does: string])[];
}[] = [
  {
    heading: 'Everywhere',
    keys: [
      ['j  k', 'next, previous line (also \u2193 \u2191 in a list)'],
      ['/', 'filter'],
      ['Esc', 'leave the field, then back to the overview'],
      ['?', 'this help'],
    ],
  },
  {
    heading: 'Overview',
    keys: [['Enter', 'open the execution']],
  },
  {
    heading: 'Execution',
    keys: [
      ['n  p', 'next, previous failed step'],
      ['\u2190  \u2192', 'close, open a step with steps inside'],
      ['Home  End', 'first, last step'],
      ['Enter', 'large view of the screen'],
      ['v', 'play, pause the video'],
      ['[  ]', 'previous, next execution'],
    ],
  },
];
