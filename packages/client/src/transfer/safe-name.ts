import { createHash } from 'node:crypto';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 120;

/**
 * A file name (no folders) that every system accepts, made from a name the service gave: separators, control
 * characters and Windows' reserved words go, long names keep their end. Different names stay different by a hash.
 */
export function safeFileName(name: string): string {
  const flat = name
    .replace(/[\p{Cc}<>:"|?*\\/]+/gu, '_')
    .replace(/^[.\s_]+/, '')
    .replace(/[.\s]+$/, '');
  const cleaned = reserved.test(flat) ? `_${flat}` : flat;
  if (cleaned !== '' && cleaned === name && cleaned.length <= longest) return cleaned;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const dot = cleaned.lastIndexOf('.');
  const extension = dot > 0 && cleaned.length - dot <= 10 ? cleaned.slice(dot) : '';
  const stem = (extension === '' ? cleaned : cleaned.slice(0, dot)).slice(-(longest - 20)) || 'file';
  return `${stem}-${hash}${extension}`;
}
