import { inflateSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { renderPdfReport } from '../../src/report/pdf-report.ts';
import { pdfText } from '../../src/report/pdf-text.ts';
import { execution, hostile, manySteps, nested, saying, startMs, veryLong } from './sample-execution.ts';

/** The parts of a PDF that every reader starts with, and the text of its pages. */
interface ReadPdf {
  objectCount: number;
  pageCount: number;
  imageCount: number;
  text: string;
  source: string;
}

function readPdf(bytes: Buffer): ReadPdf {
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

describe('PDF report', () => {
  it('is a PDF with a sound table of objects, the verdict, the devices, the steps and one screenshot', async () => {
    const pdf = readPdf(await renderPdfReport(execution()));
    expect(pdf.pageCount).toBe(1);
    expect(pdf.imageCount).toBe(1);
    for (const text of [
      'login',
      'FAILED',
      'Completed with errors',
      'Google Pixel 8',
      'Start monitor',
      '13.0 s',
    ]) {
      expect(pdf.text).toContain(text);
    }
  });

  it('is dated by the run, not by the clock of this machine', async () => {
    const { source } = readPdf(await renderPdfReport(execution({ endedAtMs: startMs })));
    expect(source.match(/\(D:\d+Z?\)/g)).toEqual(['(D:20240506101112Z)', '(D:20240506101112Z)']);
  });

  it('says passed for a passed run', async () => {
    const pdf = readPdf(await renderPdfReport(execution({ success: true, flow: [] })));
    expect(pdf.text).toContain('PASSED');
    expect(pdf.text).not.toContain('FAILED');
  });

  it('has no picture and says why when there is no device and no step', async () => {
    const pdf = readPdf(await renderPdfReport(execution({ devices: [], flow: [], variables: [] })));
    expect(pdf.imageCount).toBe(0);
    expect(pdf.text).toContain('No device took part.');
    expect(pdf.text).toContain('The run ended before its first step.');
  });

  it('R28: survives hostile text everywhere, the document properties included', async () => {
    const pdf = readPdf(await renderPdfReport(saying(`) >> endobj ${hostile}`)));
    expect(pdf.pageCount).toBe(1);
    expect(pdf.text).toContain('<b>&amp; ]]>');
  });

  it('cuts names of 100,000 characters to their cell', async () => {
    const pdf = readPdf(await renderPdfReport(saying(veryLong)));
    expect(pdf.pageCount).toBeLessThanOrEqual(2);
    expect(pdf.text).toMatch(/An exceedingly.*\.\.\./);
  });

  it('lists every one of 5,000 steps over numbered pages', async () => {
    const pdf = readPdf(await renderPdfReport(execution({ flow: manySteps(5000) })));
    expect(pdf.text.match(/^Step \d+ & more$/gm)).toHaveLength(5000);
    expect(pdf.text).toContain(`Page 1 of ${pdf.pageCount}`);
    expect(pdf.text).toContain(`Page ${pdf.pageCount} of ${pdf.pageCount}`);
  });

  it('counts variables it has no room for', async () => {
    const variables = Array.from({ length: 9 }, (_, index) => ({ name: `v${index}`, value: 'x' }));
    expect(readPdf(await renderPdfReport(execution({ variables }))).text).toContain(
      '5 more variables are in the XML report.',
    );
  });

  it('survives deep nesting and times that are no times', async () => {
    const run = execution({ flow: [nested(500)], startedAtMs: Number.NaN, endedAtMs: Number.NaN });
    expect(readPdf(await renderPdfReport(run)).text).toContain('innermost');
  });
});

describe('text of a PDF', () => {
  it.each([
    ['caf\u00e9 \u20ac \u201cx\u201d', 'caf\u00e9 \u20ac \u201cx\u201d'],
    ['cafe\u0301', 'caf\u00e9'],
    ['go \ud83d\ude80 now', 'go ? now'],
    ['\u65e5\u672c', '??'],
    ['a\u0000\u001bb\nc', 'a b c'],
    ['\ud800', '?'],
    ['', ''],
  ])('makes %j into %j', (text, shown) => {
    expect(pdfText(text)).toBe(shown);
  });
});
