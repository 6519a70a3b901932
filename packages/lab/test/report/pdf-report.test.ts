import { describe, expect, it } from '@jest/globals';

import { renderPdfReport } from '../../src/report/pdf/pdf-report.ts';
import { pdfText } from '../../src/report/pdf/pdf-text.ts';
import { readPdf } from './pdf-reader.ts';
import { execution, hostile, manySteps, nested, saying, startMs, veryLong } from './sample-execution.ts';

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
