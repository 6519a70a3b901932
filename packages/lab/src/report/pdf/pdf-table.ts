import { pdfText } from './pdf-text.ts';

/** A column of a table; `width` is in points. */
export interface PdfColumn {
  heading: string;
  width: number;
  align?: 'left' | 'right';
}

/** A row: one text for each column, and how it stands out. */
export interface PdfRow {
  cells: readonly string[];
  bold?: boolean;
  /** Background colour. */
  fill?: string;
  /** Points by which the first cell is moved in. */
  indent?: number;
}

const rowHeight = 15;
const padding = 4;
const fontSize = 8;
const edge = '#c4cedb';

/** Draws a table from the current place down, with its headings again on each new page. */
export function drawPdfTable(
  document: PDFKit.PDFDocument,
  columns: readonly PdfColumn[],
  rows: Iterable<PdfRow>,
): void {
  const bottom = document.page.height - document.page.margins.bottom;
  const headings: PdfRow = { cells: columns.map(({ heading }) => heading), bold: true, fill: '#dbe3ed' };
  if (document.y + rowHeight * 2 > bottom) document.addPage();
  drawRow(document, columns, headings);
  for (const row of rows) {
    if (document.y + rowHeight > bottom) {
      document.addPage();
      drawRow(document, columns, headings);
    }
    drawRow(document, columns, row);
  }
  document.x = document.page.margins.left;
}

function drawRow(document: PDFKit.PDFDocument, columns: readonly PdfColumn[], row: PdfRow): void {
  const top = document.y;
  let left = document.page.margins.left;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  document.rect(left, top, width, rowHeight).fillAndStroke(row.fill ?? '#ffffff', edge);
  document
    .font(row.bold === true ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(fontSize)
    .fillColor('#222222');
  for (const [index, column] of columns.entries()) {
    const indent = index === 0 ? (row.indent ?? 0) : 0;
    const room = column.width - padding * 2 - indent;
    const text = fitted(document, row.cells[index] ?? '', room);
    const slack = column.align === 'right' ? room - document.widthOfString(text) : 0;
    document.text(text, left + padding + indent + slack, top + 4, { lineBreak: false });
    left += column.width;
  }
  document.y = top + rowHeight;
}

// One line that fits; cutting by halves, since measuring is what a large table spends its time on.
function fitted(document: PDFKit.PDFDocument, text: string, width: number): string {
  const clean = pdfText(text.slice(0, 240));
  if (document.widthOfString(clean) <= width) return clean;
  let low = 0;
  let high = clean.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (document.widthOfString(`${clean.slice(0, middle)}...`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${clean.slice(0, low)}...`;
}
