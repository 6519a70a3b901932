import { buffer } from 'node:stream/consumers';

import { heading, margin, newDocument, note, numberPages, textWidth, titleBand } from './pdf-page.ts';
import { drawPdfTable } from './pdf-table.ts';
import type { PdfRow } from './pdf-table.ts';
import { durationText, timeText } from '../report-figures.ts';

/** One test of a summary. Times are ms since 1970-01-01 UTC. */
export interface SummaryTest {
  executionId: string;
  name: string;
  owner: string;
  status: string;
  message: string;
  device: string;
  startMs: number;
  endMs: number;
}

const fills: Readonly<Record<string, string | undefined>> = { FAILED: '#fdecec', BLOCKED: '#fff3e0' };

/** The summary of one or more executions as a PDF: how many tests ended how, and each with its message. */
export async function renderPdfSummary(tests: readonly SummaryTest[]): Promise<Buffer> {
  const document = newDocument({
    title: 'Execution summary',
    author: listed(tests.map(({ owner }) => owner)),
    atMs: Math.max(0, ...tests.map(({ endMs }) => endMs)),
  });
  const bytes = buffer(document);
  titleBand(document, 'Execution summary', `${tests.length} test${tests.length === 1 ? '' : 's'}`);
  drawFigures(document, tests);
  drawTests(document, tests);
  drawMessages(document, tests);
  numberPages(document);
  document.end();
  return bytes;
}

function drawFigures(document: PDFKit.PDFDocument, tests: readonly SummaryTest[]): void {
  heading(document, 'Summary');
  const startMs = Math.min(...tests.map((test) => test.startMs));
  const endMs = Math.max(...tests.map((test) => test.endMs));
  const statuses = new Map<string, number>();
  for (const { status } of tests) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const rows = [
    ['Executions', listed(tests.map(({ executionId }) => executionId))],
    ['Owner', listed(tests.map(({ owner }) => owner))],
    ['Started', timeText(startMs)],
    ['Duration', durationText(endMs - startMs)],
    ...[...statuses].map(([status, count]) => [status, String(count)]),
  ];
  drawPdfTable(
    document,
    [
      { heading: 'Item', width: 100 },
      { heading: 'Value', width: textWidth - 100 },
    ],
    rows.map((cells) => ({ cells })),
  );
}

function drawTests(document: PDFKit.PDFDocument, tests: readonly SummaryTest[]): void {
  heading(document, 'Tests');
  drawPdfTable(
    document,
    [
      { heading: 'Test', width: 160 },
      { heading: 'Status', width: 60 },
      { heading: 'Device', width: 130 },
      { heading: 'Started', width: 115 },
      { heading: 'Took', width: textWidth - 465, align: 'right' },
    ],
    tests.map(testRow),
  );
}

function testRow({ name, status, device, startMs, endMs }: SummaryTest): PdfRow {
  const fill = fills[status];
  return {
    cells: [name, status, device, timeText(startMs), durationText(endMs - startMs)],
    ...(fill === undefined ? {} : { fill }),
  };
}

function drawMessages(document: PDFKit.PDFDocument, tests: readonly SummaryTest[]): void {
  const withMessage = tests.filter(({ message }) => message !== '');
  if (withMessage.length === 0) return;
  heading(document, 'Messages');
  for (const { name, status, message } of withMessage) note(document, `${status}  ${name}: ${message}`);
  document.x = margin;
}

function listed(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  const shown = different.slice(0, 3).join(', ');
  return different.length > 3 ? `${shown} and ${different.length - 3} more` : shown;
}
