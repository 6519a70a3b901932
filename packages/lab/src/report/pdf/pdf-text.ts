// The built-in fonts of PDF have the characters of Windows-1252 and no others.
const beyondLatin1 = new Set(
  '\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178',
);
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const longest = 2000;

/**
 * Text that the built-in fonts of a PDF can show: control characters become blanks, what the fonts lack a
 * question mark for each visible character, and anything past 2,000 characters is cut.
 */
export function pdfText(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}...` : text;
  const plain = short.normalize('NFC').replace(/\p{Cc}+/gu, ' ');
  return Array.from(segmenter.segment(plain), ({ segment }) => (isKnown(segment) ? segment : '?')).join('');
}

function isKnown(cluster: string): boolean {
  return Array.from(cluster).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || beyondLatin1.has(character);
  });
}
