import { element } from '../element.ts';
import { mediaShelf } from '../page-blocks.ts';

/** Says, once the page is read to its end, whether all files are on it. */
export function mediaNote(): HTMLElement {
  const note = element('p', { class: 'quiet media-note' });
  void mediaShelf.then((shelf) => {
    const { embedded, outside } = shelf.counts();
    if (embedded + outside === 0) note.textContent = 'No screens, videos or logs were fetched for this page.';
    else if (outside === 0) note.textContent = `All ${embedded} screens, videos and logs are on this page.`;
    else {
      note.textContent =
        `${embedded} of ${embedded + outside} screens, videos and logs are on this page; ` +
        'the others lie beside it in their folders, or are missing, as each place says.';
    }
  });
  return note;
}
