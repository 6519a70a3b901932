import { describe, expect, it } from '@jest/globals';

import { renderCsvReport } from '../../src/report/csv-report.ts';
import { csvRow } from '../../src/report/csv-row.ts';
import { renderHtmlReport } from '../../src/report/html-report.ts';
import { execution, hostile, manySteps, nested, node, saying, veryLong } from './sample-execution.ts';

/** RFC 4180 by hand, so that the writer is not judged by itself. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoted && character === '"' && text[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += character;
  }
  return rows;
}

describe('CSV report', () => {
  it('has one row for each action, with the steps it lies in', () => {
    const [head, ...rows] = parseCsv(renderCsvReport(execution()));
    expect(rows.map(([step, action]) => [step, action])).toEqual([
      ['Open the app', 'monitor.start'],
      ['Check the greeting', 'checkpoint.text'],
    ]);
    expect(rows.every((row) => row.length === head?.length)).toBe(true);
    expect(rows[1]?.[head?.indexOf('Success') ?? -1]).toBe('false');
    expect(rows[1]?.[head?.indexOf('Duration (ms)') ?? -1]).toBe('13000');
  });

  it('has only its head for a run without actions', () => {
    expect(parseCsv(renderCsvReport(execution({ flow: [node({ kind: 'step' })] })))).toHaveLength(1);
    expect(parseCsv(renderCsvReport(execution({ flow: [] })))).toHaveLength(1);
  });

  it('R28: keeps commas, quotes and line breaks inside their cell', () => {
    const text = `a,"b"\r\nc,${hostile}`;
    const [head, row] = parseCsv(
      renderCsvReport(execution({ flow: [node({ name: text, description: text })] })),
    );
    expect(row?.[head?.indexOf('Description') ?? -1]).toBe(text);
    expect(row).toHaveLength(head?.length ?? -1);
  });

  it.each(['=1+1', '+cmd', '@SUM(A1)', '-2+3', '\t=1'])('does not let %j run as a formula', (text) => {
    expect(parseCsv(csvRow([text]))).toEqual([[`'${text}`]]);
  });

  it.each(['-1', '+2.5', '12', 'plain', ''])('leaves %j alone', (text) => {
    expect(parseCsv(csvRow([text]))).toEqual([[text]]);
  });

  it('has 5,000 rows for 5,000 actions', () => {
    expect(parseCsv(renderCsvReport(execution({ flow: manySteps(5000) })))).toHaveLength(5001);
  });
});

describe('HTML report', () => {
  it('states the verdict, the devices and the failed step with its reason', () => {
    const html = renderHtmlReport(execution());
    expect(html).toContain('<title>login: Failed</title>');
    expect(html).toContain('Google Pixel 8');
    expect(html).toMatch(/<tr class="bad">.*checkpoint\.text.*Failed.*Welcome was not found/);
    expect(html.match(/<img /g)).toHaveLength(1);
  });

  it('loads nothing from elsewhere and runs nothing', () => {
    const html = renderHtmlReport(execution());
    expect(html).not.toMatch(/<script|<link|<iframe|\bon\w+=|url\(|src="(?!data:)/);
    expect(html).toContain("default-src 'none'");
  });

  it('R28: shows hostile text as text', () => {
    const html = renderHtmlReport(saying(hostile));
    expect(html).not.toMatch(/<script|<b>&amp;|<!-- -->/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html.isWellFormed()).toBe(true);
  });

  it('says so when there is no device and no step', () => {
    const html = renderHtmlReport(execution({ devices: [], flow: [], variables: [] }));
    expect(html).toContain('No device took part.');
    expect(html).toContain('The run ended before its first step.');
    expect(html).not.toContain('<img');
  });

  it('keeps every one of 5,000 steps, very long names and deep nesting', () => {
    expect(renderHtmlReport(execution({ flow: manySteps(5000) })).match(/<tr class="step/g)).toHaveLength(
      5000,
    );
    expect(renderHtmlReport(saying(veryLong))).toContain(veryLong);
    expect(renderHtmlReport(execution({ flow: [nested(3000)] }))).toContain('innermost');
  });

  it('survives times that are no times', () => {
    const html = renderHtmlReport(execution({ startedAtMs: Number.NaN, endedAtMs: 1e300 }));
    expect(html).toContain('<td>-</td>');
  });
});
