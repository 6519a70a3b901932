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
    const isEmbedded = shelf.isEmbedded(media);
    fill(
      frame,
      element(
        'span',
        { class: 'missing' },
        isEmbedded
          ? 'The picture is damaged.'
          : `The picture could not be shown. It should lie beside this page: ${media.name}`,
      ),
    );
  });
  picture.src = address;
  fill(frame, picture);
  return frame;
}
