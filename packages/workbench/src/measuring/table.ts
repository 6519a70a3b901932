/** One measurement and what it is held against. */
export interface Row {
  what: string;
  measured: string;
  target: string;
  /** Undefined for a row that only informs. */
  met?: boolean;
}

/** The rows as a Markdown table. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, target, met }) => {
    const mark = met === undefined ? '' : met ? 'yes' : 'NO';
    return `| ${what} | ${measured} | ${target} | ${mark} |`;
  });
  return ['| row | measured | target | met |', '|---|---|---|---|', ...lines, ''].join('\n');
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
