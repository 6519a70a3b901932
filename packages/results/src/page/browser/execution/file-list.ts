import type { ExecutionData, MediaData } from '../../model/page-data.ts';
import { sizeText } from '../../model/time-text.ts';
import { element } from '../element.ts';
import type { MediaShelf } from '../page-blocks.ts';

const kindWords: Record<MediaData['kind'], string> = {
  image: 'Screen',
  video: 'Video',
  vitals: 'Vitals',
  log: 'Log',
  network: 'Network capture',
  file: 'File',
};

/** Every file of the execution: what it is, where it lies, and what is to be said of it. */
export function fileList({ media }: ExecutionData, shelf: MediaShelf): HTMLElement {
  const rows = media.map((one) =>
    element(
      'tr',
      {},
      element('td', {}, kindWords[one.kind]),
      element('td', { class: 'file-name' }, fileLink(one)),
      element('td', { class: 'number' }, one.bytes === undefined ? '' : sizeText(one.bytes)),
      element('td', { class: 'quiet' }, shelf.note(one) ?? (shelf.isEmbedded(one) ? 'On this page' : '')),
    ),
  );
  return element(
    'details',
    { class: 'file-list', open: media.length > 0 && media.length <= 12 },
    element('summary', {}, element('h2', {}, `Files (${media.length})`)),
    rows.length === 0
      ? element('p', { class: 'empty' }, 'No file was fetched.')
      : element('table', {}, element('tbody', {}, ...rows)),
  );
}

function fileLink({ name, href, kind }: MediaData): Node {
  if (href === undefined) return document.createTextNode(name);
  const isShown = kind === 'image' || kind === 'video';
  return element('a', { href, ...(!isShown && { download: true }) }, name);
}
