import PDFDocument from 'pdfkit';

import { pdfText } from './pdf-text.ts';

/** Points that stay free on each side of a page. */
export const margin = 40;
const pageWidth = 595.28;
/** Points between the margins of an A4 page. */
export const textWidth = pageWidth - margin * 2;

/** A document of A4 pages whose dates are those of what it tells, so that the same run gives the same bytes. */
export function newDocument(about: { title: string; author: string; atMs: number }): PDFKit.PDFDocument {
  const date = new Date(Number.isNaN(new Date(about.atMs).getTime()) ? 0 : about.atMs);
  return new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    info: {
      Title: pdfText(about.title),
      Author: pdfText(about.author),
      Creator: 'Perfecto lab',
      CreationDate: date,
      ModDate: date,
    },
  });
}

/** The coloured band on top of the first page. */
export function titleBand(document: PDFKit.PDFDocument, title: string, subtitle: string): void {
  document.rect(0, 0, pageWidth, 74).fill('#2c4462');
  document.fillColor('#ffffff').font('Helvetica-Bold').fontSize(20);
  document.text(pdfText(title), margin, 20, { width: textWidth, height: 24, ellipsis: true });
  document.font('Helvetica').fontSize(10).text(pdfText(subtitle), margin, 48);
  document.y = 74;
}

/** A heading from the current place down; on a new page when there is no room for what follows it. */
export function heading(document: PDFKit.PDFDocument, text: string): void {
  if (document.y > document.page.height - margin - 70) document.addPage();
  document.font('Helvetica-Bold').fontSize(11).fillColor('#2c4462');
  document.text(text, margin, document.y + 10);
  document.y += 3;
}

/** A small remark below what was drawn last. */
export function note(document: PDFKit.PDFDocument, text: string): void {
  document
    .font('Helvetica')
    .fontSize(8)
    .fillColor('#555555')
    .text(pdfText(text), margin, document.y + 2);
}

/** Writes `Page 1 of n` on each page; nothing may be drawn after it. */
export function numberPages(document: PDFKit.PDFDocument): void {
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
