import { createHash } from 'node:crypto';

/** Devices to Windows, whatever follows the first dot; it takes the small digits for digits. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3])\s*(\.|$)/i;
/** In UTF-8, since Linux counts 255 bytes; leaves room for `.part` names and short folders on Windows. */
const longestBytes = 120;
/** Of a longer name only the end is looked at: what trims it takes time with the square of a run of dots or blanks. */
const lookedAtChars = 2_000;

/**
 * A file name (no folders) that every system accepts, made from a name the service gave: separators, control
 * characters and Windows' reserved words go, long names keep their end. Different names stay different by a hash.
 */
export function safeFileName(name: string): string {
  const flat = name
    .slice(-lookedAtChars)
    .toWellFormed()
    .replace(/[\p{Cc}<>:"|?*\\/]+/gu, '_')
    .replace(/^[.\s_]+/, '')
    .replace(/[.\s]+$/, '');
  const isPlain = flat !== '' && !reserved.test(flat) && Buffer.byteLength(flat) <= longestBytes;
  if (isPlain && flat === name) return flat;
  // UTF-16 rather than UTF-8: two names that differ in a lone surrogate differ here too.
  const hash = createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, 8);
  const dot = flat.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(flat.slice(dot)) <= 10 ? flat.slice(dot) : '';
  const stem = extension === '' ? flat : flat.slice(0, dot);
  // What is cut off may leave a dot or a blank in front, or one of Windows' words.
  const end = lastBytes(stem, longestBytes - 20).replace(/^[.\s]+/, '');
  const safe = `${end || 'file'}-${hash}${extension}`;
  return reserved.test(safe) ? `_${safe}` : safe;
}

/** The end of a text that fits into so many bytes, whole characters only. */
function lastBytes(text: string, bytes: number): string {
  let end = '';
  let left = bytes;
  for (const character of Array.from(text).reverse()) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    end = character + end;
  }
  return end;
}
