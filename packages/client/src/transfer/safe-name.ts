import { createHash } from 'node:crypto';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** In UTF-8, since Linux counts 255 bytes; leaves room for `.part` names and short folders on Windows. */
const longestBytes = 120;

/**
 * A file name (no folders) that every system accepts, made from a name the service gave: separators, control
 * characters and Windows' reserved words go, long names keep their end. Different names stay different by a hash.
 */
export function safeFileName(name: string): string {
  const flat = name
    .toWellFormed()
    .replace(/[\p{Cc}<>:"|?*\\/]+/gu, '_')
    .replace(/^[.\s_]+/, '')
    .replace(/[.\s]+$/, '');
  const cleaned = reserved.test(flat) ? `_${flat}` : flat;
  if (cleaned !== '' && cleaned === name && Buffer.byteLength(cleaned) <= longestBytes) return cleaned;
  // UTF-16 rather than UTF-8: two names that differ in a lone surrogate differ here too.
  const hash = createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, 8);
  const dot = cleaned.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(cleaned.slice(dot)) <= 10 ? cleaned.slice(dot) : '';
  const stem = extension === '' ? cleaned : cleaned.slice(0, dot);
  return `${lastBytes(stem, longestBytes - 20) || 'file'}-${hash}${extension}`;
}

/** The end of a text that fits into so many bytes, whole characters only. */
function lastBytes(text: string, bytes: number): string {
  const characters = Array.from(text);
  let left = bytes;
  let from = characters.length;
  for (; from > 0; from -= 1) {
    left -= Buffer.byteLength(characters[from - 1] ?? '');
    if (left < 0) break;
  }
  return characters.slice(from).join('');
}
