/** Rows of a glyph; lower-case tails reach into the last one. */
export const glyphHeightPx = 8;

// One character from blank to tilde per ten digits: five columns, two hexadecimal digits each, lowest bit on top.
const columns = [
  '0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0000070000',
  '001C224100 0041221C00 14083E0814 08083E0808 0080700000 0808080808 0000606000 2010080402',
  '3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503',
  '3649494936 064949291E 0000360000 0080760000 0814224100 1414141414 0041221408 0201510906',
  '3E415D554E 7E1111117E 7F49494936 3E41414122 7F4141221C 7F49494941 7F09090901 3E4149497A',
  '7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F020C027F 7F0408107F 3E4141413E',
  '7F09090906 3E4151215E 7F09192946 2649494932 01017F0101 3F4040403F 1F2040201F 3F4038403F',
  '6314081463 0708700807 6151494543 007F414100 0204081020 0041417F00 0402010204 8080808080',
  '0001020400 2054545478 7F48444438 3844444428 384444487F 3854545418 00087E0902 18A4A4A47C',
  '7F08040478 00447D4000 4080847D00 7F10284400 00417F4000 7C04180478 7C08040478 3844444438',
  'FC24242418 18242424FC 7C08040408 4854545424 00043F4424 3C4040207C 1C2040201C 3C4030403C',
  '4428102844 1CA0A0A07C 4464544C44 0008364100 00007F0000 0041360800 0804081008',
]
  .join(' ')
  .split(' ');

/** The columns of a character, each with its top pixel in the lowest bit. */
export type Glyph = readonly number[];

const unknownGlyph: Glyph = [0x7f, 0x41, 0x41, 0x7f];
const blankGlyph: Glyph = [0, 0, 0];

/** The glyph of an ASCII character without its empty margins; any other character is an open box. */
export function glyphOf(character: string): Glyph {
  if (character === ' ') return blankGlyph;
  const digits = columns[(character.codePointAt(0) ?? 0) - 0x20];
  if (digits === undefined) return unknownGlyph;
  const glyph = [0, 2, 4, 6, 8].map((start) => Number.parseInt(digits.slice(start, start + 2), 16));
  const first = glyph.findIndex((column) => column !== 0);
  const last = glyph.findLastIndex((column) => column !== 0);
  return glyph.slice(first, last + 1);
}

/**
 * The text with accents taken off and control characters turned into blanks, as characters the font can draw
 * or a box; each cluster such as a flag or a family counts as one.
 */
export function drawableCharacters(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ');
  return Array.from(segmenter.segment(plain.trim()), ({ segment }) => segment);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Width in pixels of characters at a scale, without the gap after the last. */
export function textWidthPx(characters: readonly string[], scale: number): number {
  const width = characters.reduce((sum, character) => sum + glyphOf(character).length + 1, 0);
  return Math.max(0, width - 1) * scale;
}

/** Breaks text at blanks, or within a word that is too long, into at most `maxLines`; the last ends in `...` if cut. */
export function wrapText(text: string, widthPx: number, scale: number, maxLines: number): string[][] {
  // No screen holds more; very long names must not cost time for what nobody sees.
  const rest = drawableCharacters(text.slice(0, 600));
  const lines: string[][] = [];
  while (rest.length > 0 && lines.length < maxLines) {
    let count = 0;
    let width = -scale;
    for (const character of rest) {
      width += (glyphOf(character).length + 1) * scale;
      if (width > widthPx) break;
      count += 1;
    }
    if (count === rest.length) {
      lines.push(rest.splice(0));
      break;
    }
    const blank = rest.lastIndexOf(' ', count);
    const end = Math.max(1, blank > 0 ? blank : count);
    lines.push(rest.splice(0, end));
    if (rest[0] === ' ') rest.shift();
  }
  if (rest.length > 0) shorten(lines.at(-1), widthPx, scale);
  return lines;
}

function shorten(line: string[] | undefined, widthPx: number, scale: number): void {
  if (line === undefined) return;
  line.push('.', '.', '.');
  while (line.length > 3 && textWidthPx(line, scale) > widthPx) line.splice(-4, 1);
}
