import { deviceKey } from './execution-filter.ts';
import type { ExecutionSummary } from './page-data.ts';

/** Executions of one script on one device. */
export type GridCell = ExecutionSummary[];

export interface GridLine {
  key: string;
  label: string;
  detail: string;
  passed: number;
  total: number;
}

/** Devices against scripts. Rows are whichever there are more of, so that the grid stays narrow. */
export interface ExecutionGrid {
  rowsAre: 'device' | 'script';
  rows: (GridLine & { cells: GridCell[] })[];
  columns: GridLine[];
}

/** An execution on several devices stands with each of them. */
export function executionGrid(executions: readonly ExecutionSummary[]): ExecutionGrid {
  const devices = new Map<string, GridLine>();
  const scripts = new Map<string, GridLine>();
  const cells = new Map<string, GridCell>();
  for (const execution of executions) {
    add(scripts, execution.script, { label: execution.script, detail: '' }, execution);
    const on = execution.devices.length > 0 ? execution.devices : [{ name: 'no device', system: '', id: '' }];
    for (const device of on) {
      const key = deviceKey(device);
      const detail = [device.system, device.id].filter((part) => part !== '' && part !== device.name);
      add(devices, key, { label: device.name, detail: detail.join(' · ') }, execution);
      const at = cellKey(key, execution.script);
      cells.set(at, [...(cells.get(at) ?? []), execution]);
    }
  }
  const deviceLines = byPassRate(devices);
  const scriptLines = byPassRate(scripts);
  const rowsAre = scriptLines.length > deviceLines.length ? 'script' : 'device';
  const [rows, columns] = rowsAre === 'device' ? [deviceLines, scriptLines] : [scriptLines, deviceLines];
  return {
    rowsAre,
    columns,
    rows: rows.map((row) => ({
      ...row,
      cells: columns.map((column) => {
        const at = rowsAre === 'device' ? cellKey(row.key, column.key) : cellKey(column.key, row.key);
        return cells.get(at) ?? [];
      }),
    })),
  };
}

function add(
  lines: Map<string, GridLine>,
  key: string,
  names: Pick<GridLine, 'label' | 'detail'>,
  { outcome }: ExecutionSummary,
): void {
  const line = lines.get(key) ?? { key, ...names, passed: 0, total: 0 };
  line.total += 1;
  if (outcome === 'passed') line.passed += 1;
  lines.set(key, line);
}

/** The worst first. */
function byPassRate(lines: ReadonlyMap<string, GridLine>): GridLine[] {
  return [...lines.values()].sort(
    (a, b) => a.passed / a.total - b.passed / b.total || a.label.localeCompare(b.label),
  );
}

function cellKey(device: string, script: string): string {
  return JSON.stringify([device, script]);
}
