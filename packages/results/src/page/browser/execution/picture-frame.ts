import type { MediaData } from '../../model/page-data.ts';
import { element, fill } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';

/** A picture, or in its place why there is none. */
export function pictureFrame(media: MediaData, shelf: MediaShelf, label: string): HTMLElement {
  const frame = element('span', { class: 'picture' });
  const address = shelf.address(media);
  if (address === undefined) {
    fill(frame, element('span', { class: 'missing' }, shelf.note(media) ?? 'The picture is missing.'));
    return frame;
  }
  const picture = element('img', { alt: label, loading: 'lazy', decoding: 'async' });
  picture.addEventListener('error', () => {
    fill(frame, element('span', { class: 'missing' }, notShown(media, shelf)));
  });
  picture.src = address;
  fill(frame, picture);
  return frame;
}

function notShown(media: MediaData, shelf: MediaShelf): string {
  if (shelf.isEmbedded(media)) return 'The picture is damaged.';
  return `${shelf.note(media) ?? ''} From there it could not be shown: ${media.name}`.trim();
}
