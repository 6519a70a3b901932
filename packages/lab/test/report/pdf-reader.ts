import { inflateSync } from 'node:zlib';

import { expect } from '@jest/globals';

/** The parts of a PDF that every reader starts with, and the text of its pages. */
export interface ReadPdf {
  objectCount: number;
  pageCount: number;
  imageCount: number;
  text: string;
  source: string;
}

/** Reads a PDF that pdfkit wrote; fails the test when its table of objects is unsound. */
export function readPdf(bytes: Buffer): ReadPdf {
  const source = bytes.toString('latin1');
  expect(source).toMatch(/^%PDF-1\.\d\n/);
  expect(source).toMatch(/%%EOF\n?$/);
  const tableAt = Number(/startxref\n(\d+)\n%%EOF/.exec(source)?.[1]);
  const table = /^xref\n0 (\d+)\n/.exec(source.slice(tableAt));
  const objectCount = Number(table?.[1]);
  const entries = source
    .slice(tableAt + (table?.[0].length ?? 0))
    .split('\n')
    .slice(0, objectCount);
  for (const [id, entry] of entries.entries()) {
    expect(entry).toMatch(/^\d{10} \d{5} [nf] ?$/);
    if (id === 0) continue;
    expect(source.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${id} 0 obj\\b`));
  }
  const trailer = source.slice(source.lastIndexOf('trailer'));
  expect(trailer).toContain(`/Size ${objectCount}`);
  expect(trailer).toMatch(/\/Root \d+ 0 R/);
  return {
    objectCount,
    pageCount: (source.match(/\/Type \/Page\b(?!s)/g) ?? []).length,
    imageCount: (source.match(/\/Subtype \/Image/g) ?? []).length,
    text: pageTexts(bytes, source).join('\n'),
    source,
  };
}

// Page contents are deflated; the library shows text as hexadecimal strings with kerning between them.
function pageTexts(bytes: Buffer, source: string): string[] {
  const texts: string[] = [];
  for (const match of source.matchAll(/<<\n\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const content = inflateSync(bytes.subarray(start, start + Number(match[1]))).toString('latin1');
    for (const shown of content.matchAll(/\[(.*)\] TJ/g)) {
      const digits = Array.from((shown[1] ?? '').matchAll(/<([0-9a-f]*)>/g), (part) => part[1] ?? '').join(
        '',
      );
      texts.push(Buffer.from(digits, 'hex').toString('latin1'));
    }
  }
  return texts;
}
