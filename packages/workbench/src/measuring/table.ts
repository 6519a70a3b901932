/** One measurement and what it is held against. */
export interface Row {
  what: string;
  measured: string;
  target: string;
  /** Undefined for a row that only informs. */
  met?: boolean;
  /** The command that measures it again, where another one measured all. */
  again?: string;
}

/** The rows as a Markdown table. */
export function renderTable(rows: readonly Row[]): string {
  const repeats = rows.some(({ again }) => again !== undefined);
  const lines = rows.map(({ what, measured, target, met, again = '' }) => {
    const mark = met === undefined ? '' : met ? 'yes' : 'NO';
    return lineOf([what, measured, target, mark, ...(repeats ? [again === '' ? '' : `\`${again}\``] : [])]);
  });
  const head = ['row', 'measured', 'target', 'met', ...(repeats ? ['again'] : [])];
  return [lineOf(head), lineOf(head.map(() => '---')), ...lines, ''].join('\n');
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
