import { buffer } from 'node:stream/consumers';

import { firstFailure, labelOf } from '../flow-walk.ts';
import { heading, margin, newDocument, note, numberPages, textWidth, titleBand } from './pdf-page.ts';
import { drawPdfTable } from './pdf-table.ts';
import type { PdfRow } from './pdf-table.ts';
import { pdfText } from './pdf-text.ts';
import type { RecordedExecution } from '../recorded-execution.ts';
import { durationText, leadScreenshot, stepRows, timeText } from '../report-figures.ts';
import type { StepRow } from '../report-figures.ts';

/**
 * The report as a PDF of A4 pages: title, verdict, one screenshot, devices, and all steps with their times.
 * Its dates are those of the run. Characters outside Windows-1252 are shown as question marks, since the
 * built-in fonts lack them; long texts are cut to their cell. How the page looks is invented.
 * `verdict` stands in place of PASSED or FAILED where a report knows more words.
 */
export async function renderPdfReport(
  execution: RecordedExecution,
  verdict = execution.success ? 'PASSED' : 'FAILED',
): Promise<Buffer> {
  const document = newDocument({
    title: `Execution report: ${execution.scriptName}`,
    author: execution.owner,
    atMs: execution.endedAtMs,
  });
  const bytes = buffer(document);
  drawHead(document, execution, verdict);
  drawSummary(document, execution);
  drawDevices(document, execution);
  drawSteps(document, execution);
  numberPages(document);
  document.end();
  return bytes;
}

function drawHead(document: PDFKit.PDFDocument, execution: RecordedExecution, verdict: string): void {
  titleBand(document, execution.scriptName, 'Execution report');
  const colour = execution.success ? '#2e7d32' : '#c62828';
  document.rect(margin, 92, 6, 56).fill(colour);
  document.font('Helvetica-Bold').fontSize(16).fillColor(colour);
  document.text(verdict, margin + 16, 92);
  document.font('Helvetica').fontSize(10).fillColor('#222222');
  document.text(pdfText(execution.description || execution.code), margin + 16, 111, {
    width: textWidth - 16,
    height: 12,
    ellipsis: true,
  });
  const failed = firstFailure(execution.flow);
  if (failed !== undefined) {
    document.font('Helvetica-Oblique').fontSize(9).fillColor('#555555');
    const why = `${labelOf(failed)}: ${failed.description || failed.code}`;
    document.text(pdfText(why), margin + 16, 126, { width: textWidth - 16, height: 22, ellipsis: true });
  }
  document.y = 152;
}

function drawSummary(document: PDFKit.PDFDocument, execution: RecordedExecution): void {
  const top = document.y;
  const lead = leadScreenshot(execution);
  const tableWidth = lead === undefined ? textWidth : textWidth - 140;
  heading(document, 'Summary');
  const rows = [
    ['Execution', execution.executionId],
    ['Report key', execution.reportKey],
    ['Script', execution.scriptKey],
    ['Owner', execution.owner],
    ['Started', timeText(execution.startedAtMs)],
    ['Duration', durationText(execution.endedAtMs - execution.startedAtMs)],
    ['Code', execution.code],
    ['Failed actions', String(execution.failedActions)],
    ['Failed validations', String(execution.failedValidations)],
    ...execution.variables.slice(0, 4).map(({ name, value }) => [`Variable ${name}`, value]),
  ];
  drawPdfTable(
    document,
    [
      { heading: 'Item', width: 100 },
      { heading: 'Value', width: tableWidth - 100 },
    ],
    rows.map((cells) => ({ cells })),
  );
  if (execution.variables.length > 4) {
    note(document, `${execution.variables.length - 4} more variables are in the XML report.`);
  }
  if (lead === undefined) return;
  const left = margin + textWidth - 124;
  document.image(lead.png, left, top + 4, { fit: [124, 270], align: 'center' });
  const tableEnd = document.y;
  document.font('Helvetica').fontSize(7).fillColor('#555555');
  const caption = pdfText(`${lead.device.model}, ${labelOf(lead.node)}`);
  document.text(caption, left, top + 278, { width: 124, height: 18, ellipsis: true, align: 'center' });
  document.y = Math.max(tableEnd, top + 298);
  document.x = margin;
}

function drawDevices(document: PDFKit.PDFDocument, execution: RecordedExecution): void {
  heading(document, 'Devices');
  if (execution.devices.length === 0) {
    note(document, 'No device took part.');
    return;
  }
  drawPdfTable(
    document,
    [
      { heading: 'Id', width: 150 },
      { heading: 'Device', width: 135 },
      { heading: 'System', width: 75 },
      { heading: 'Location', width: 85 },
      { heading: 'Resolution', width: textWidth - 445 },
    ],
    execution.devices.map((device) => ({
      cells: [
        device.deviceId,
        `${device.manufacturer} ${device.model}`,
        `${device.os} ${device.osVersion}`,
        device.location,
        device.resolution,
      ],
    })),
  );
}

function drawSteps(document: PDFKit.PDFDocument, execution: RecordedExecution): void {
  heading(document, 'Steps');
  const rows = stepRows(execution);
  if (rows.length === 0) {
    note(document, 'The run ended before its first step.');
    return;
  }
  drawPdfTable(
    document,
    [
      { heading: 'Step', width: 180 },
      { heading: 'At', width: 50, align: 'right' },
      { heading: 'Took', width: 50, align: 'right' },
      { heading: 'Result', width: 45 },
      { heading: 'Details', width: textWidth - 325 },
    ],
    rows.map(pdfRow),
  );
}

function pdfRow({ node, depth, label, offsetMs, durationMs }: StepRow): PdfRow {
  const details = node.success
    ? node.parameters.map(({ name, value }) => `${name}=${value}`).join(', ')
    : node.description || node.code;
  const fill = node.success ? (node.kind === 'action' ? undefined : '#f4f7fa') : '#fdecec';
  return {
    cells: [
      label,
      durationText(offsetMs),
      durationText(durationMs),
      node.success ? 'Passed' : 'Failed',
      details,
    ],
    bold: node.kind !== 'action',
    indent: Math.min(depth, 8) * 10,
    ...(fill === undefined ? {} : { fill }),
  };
}
