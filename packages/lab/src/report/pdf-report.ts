import { buffer } from 'node:stream/consumers';

import PDFDocument from 'pdfkit';

import { firstFailure, labelOf } from './flow-walk.ts';
import { drawPdfTable } from './pdf-table.ts';
import type { PdfRow } from './pdf-table.ts';
import { pdfText } from './pdf-text.ts';
import type { RecordedExecution } from './recorded-execution.ts';
import { durationText, leadScreenshot, stepRows, timeText } from './report-figures.ts';
import type { StepRow } from './report-figures.ts';

const margin = 40;
const pageWidth = 595.28;
const textWidth = pageWidth - margin * 2;

/**
 * The report as a PDF of A4 pages: title, verdict, one screenshot, devices, and all steps with their times.
 * Its dates are those of the run. Characters outside Windows-1252 are shown as question marks, since the
 * built-in fonts lack them; long texts are cut to their cell. How the page looks is invented.
 */
export async function renderPdfReport(execution: RecordedExecution): Promise<Buffer> {
  const endedAt = new Date(Number.isNaN(new Date(execution.endedAtMs).getTime()) ? 0 : execution.endedAtMs);
  const document = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    info: {
      Title: pdfText(`Execution report: ${execution.scriptName}`),
      Author: pdfText(execution.owner),
      Creator: 'Perfecto lab',
      CreationDate: endedAt,
      ModDate: endedAt,
    },
  });
  const bytes = buffer(document);
  drawHead(document, execution);
  drawSummary(document, execution);
  drawDevices(document, execution);
  drawSteps(document, execution);
  numberPages(document);
  document.end();
  return bytes;
}

function drawHead(document: PDFKit.PDFDocument, execution: RecordedExecution): void {
  document.rect(0, 0, pageWidth, 74).fill('#2c4462');
  document.fillColor('#ffffff').font('Helvetica-Bold').fontSize(20);
  document.text(pdfText(execution.scriptName), margin, 20, { width: textWidth, height: 24, ellipsis: true });
  document.font('Helvetica').fontSize(10).text('Execution report', margin, 48);

  const colour = execution.success ? '#2e7d32' : '#c62828';
  document.rect(margin, 92, 6, 56).fill(colour);
  document.font('Helvetica-Bold').fontSize(16).fillColor(colour);
  document.text(execution.success ? 'PASSED' : 'FAILED', margin + 16, 92);
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

function heading(document: PDFKit.PDFDocument, text: string): void {
  if (document.y > document.page.height - margin - 70) document.addPage();
  document.font('Helvetica-Bold').fontSize(11).fillColor('#2c4462');
  document.text(text, margin, document.y + 10);
  document.y += 3;
}

function note(document: PDFKit.PDFDocument, text: string): void {
  document
    .font('Helvetica')
    .fontSize(8)
    .fillColor('#555555')
    .text(text, margin, document.y + 2);
}

function numberPages(document: PDFKit.PDFDocument): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Text below the bottom margin would start a new page.
    document.page.margins.bottom = 0;
    document.font('Helvetica').fontSize(7).fillColor('#777777');
    document.text(`Page ${page + 1} of ${count}`, margin, document.page.height - 26, {
      width: textWidth,
      align: 'right',
      lineBreak: false,
    });
  }
}
