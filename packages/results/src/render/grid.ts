import { deviceKey } from '../attempts.ts';
import type { ExecutionResult, Outcome } from '../model.ts';
import { compareValues } from '../order.ts';
import { clip, escapeMarkdownCell, oneLine, safeLink } from '../text/escape.ts';
import { deviceText } from './summary-parts.ts';
import { marks, scriptLabel } from '../text/wording.ts';

/** A wider table cannot be read, and a longer one is no overview. */
const maxScripts = 12;
const maxDevices = 60;

/** Executions of one script on one device that are shown in its cell. */
const shownInCell = 3;

const weight: Record<Outcome, number> = { failed: 0, inconclusive: 1, passed: 2 };

/**
 * A table of devices by scripts, devices in trouble first. Nothing when it would not be one: with a single device or
 * script, with too many, or with executions on several devices at once.
 */
export function renderGrid(executions: readonly ExecutionResult[]): string | undefined {
  if (executions.some(({ devices }) => devices.length > 1)) return undefined;
  const scripts = [...new Set(executions.map(scriptLabel))].sort(compareValues);
  const rows = new Map<string, ExecutionResult[]>();
  for (const execution of executions) {
    const key = deviceKey(execution);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [execution]);
    else row.push(execution);
    if (rows.size > maxDevices) return undefined;
  }
  if (scripts.length < 2 || scripts.length > maxScripts || rows.size < 2) return undefined;
  const names = scripts.map((script) => escapeMarkdownCell(clip(oneLine(script), 60)));
  const head = `| Device | ${names.join(' | ')} |\n|---|${':-:|'.repeat(scripts.length)}\n`;
  const lines = [...rows]
    .sort(([a, first], [b, second]) => worst(first) - worst(second) || compareValues(a, b))
    .map(([, row]) => {
      const cells = scripts.map((script) => cellText(row.filter((one) => scriptLabel(one) === script)));
      return `| ${deviceName(row)} | ${cells.join(' | ')} |\n`;
    });
  return `${head}${lines.join('')}\n`;
}

/** The sign, how many cases there are and how many of them failed, with a link to the report. */
function cellText(executions: readonly ExecutionResult[]): string {
  const shown = executions.slice(0, shownInCell).map(({ outcome, cases, reportUrl }) => {
    const all = cases?.length ?? 0;
    const failed = cases?.filter((one) => one.outcome === 'failed').length ?? 0;
    const count = failed > 0 ? ` ${failed} of ${all}` : all > 0 ? ` ${all}` : '';
    const text = `${marks[outcome]}${count}`;
    const link = safeLink(reportUrl);
    return link === undefined ? text : `[${text}](${link})`;
  });
  const others = executions.length - shown.length;
  return [...shown, ...(others > 0 ? [`+ ${others}`] : [])].join('<br>');
}

function deviceName(row: readonly ExecutionResult[]): string {
  // One of the entries may know the model where another only knows the id.
  const device = row.flatMap(({ devices }) => devices).find(({ model }) => model !== undefined);
  const any = device ?? row[0]?.devices[0];
  const name = any === undefined ? '' : deviceText(any, escapeMarkdownCell);
  return name === '' ? 'no device' : name;
}

function worst(executions: readonly ExecutionResult[]): number {
  return executions.reduce((lowest, { outcome }) => Math.min(lowest, weight[outcome]), weight.passed);
}
