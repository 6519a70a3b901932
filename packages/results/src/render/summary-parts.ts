import type { ExecutionResult, Reason, ResultDevice, TestCase } from '../model.ts';
import { clip, escapeHtml, escapeMarkdownCell, oneLine, safeLink } from '../text/escape.ts';
import { counted, durationText, marks, reasonText, scriptLabel, tookMs } from '../text/wording.ts';

/** Above this a name or message is cut; the whole of it is in the report and in results.json. */
const maxNameChars = 120;
const maxMessageChars = 2000;

const reasonMarks: Record<Reason['kind'], string> = {
  failed: marks.failed,
  inconclusive: marks.inconclusive,
  tolerated: '🩹',
  allowed: '☑️',
  note: 'ℹ️',
};

interface Column {
  head: string;
  rule: string;
  cell: (execution: ExecutionResult) => string;
}

const columns: readonly Column[] = [
  { head: ' ', rule: ':-:', cell: ({ outcome }) => marks[outcome] },
  {
    head: 'Script',
    rule: '---',
    cell: (execution) => escapeMarkdownCell(clip(oneLine(scriptLabel(execution)), maxNameChars)),
  },
  {
    head: 'Device',
    rule: '---',
    cell: ({ devices }) => devices.map((device) => deviceText(device, escapeMarkdownCell)).join('<br>'),
  },
  { head: 'Duration', rule: '--:', cell: (execution) => durationText(tookMs(execution)) },
  { head: 'Failed / cases', rule: '--:', cell: failedOfCases },
  { head: 'Report', rule: '---', cell: reportLink },
];

/** The columns of a table of these executions: none that would stay empty. */
export function tableColumns(executions: readonly ExecutionResult[]): readonly Column[] {
  return columns.filter(({ cell }) => executions.some((execution) => cell(execution) !== ''));
}

export function tableHead(some: readonly Column[]): string {
  return `| ${some.map(({ head }) => head).join(' | ')} |\n|${some.map(({ rule }) => rule).join('|')}|\n`;
}

/** One row of the table of executions. */
export function executionRow(execution: ExecutionResult, some: readonly Column[]): string {
  return `| ${some.map(({ cell }) => cell(execution)).join(' | ')} |\n`;
}

function failedOfCases({ cases }: ExecutionResult): string {
  if (cases === undefined) return 'not read';
  if (cases.length === 0) return 'none';
  return `${cases.filter(({ outcome }) => outcome === 'failed').length} / ${cases.length}`;
}

function reportLink({ reportUrl }: ExecutionResult): string {
  const link = safeLink(reportUrl);
  return link === undefined ? '' : `[open](${link})`;
}

/** A line of the list of reasons. */
export function reasonItem({ kind, message }: Reason): string {
  return `- ${reasonMarks[kind]} ${escapeMarkdownCell(clip(oneLine(message), 400))}\n`;
}

/** Title and reason of the block of an execution that did not pass, as HTML on one line each. */
export function executionSummary(execution: ExecutionResult): { title: string; reason: string } {
  const { cases, outcome, devices } = execution;
  const on = devices.map((device) => deviceText(device, escapeHtml)).join(', ');
  const bad = cases?.filter((one) => one.outcome !== 'passed').length ?? 0;
  const count =
    cases === undefined
      ? 'report not read'
      : cases.length === 0
        ? 'no case'
        : `${bad} of ${counted(cases.length, 'case')} not passed`;
  const name = `<b>${escapeHtml(clip(oneLine(scriptLabel(execution)), maxNameChars))}</b>`;
  return {
    title: `${marks[outcome]} ${name}${on === '' ? '' : ` on ${on}`} · ${count}`,
    reason: `<p>${escapeHtml(clip(oneLine(reasonText(execution)), maxMessageChars))}</p>\n`,
  };
}

/** A case that did not pass: name, failing step and message, as HTML on one line. */
export function caseItem({ name, outcome, durationMs, failure, attachments }: TestCase): string {
  const took = durationText(durationMs);
  const title = `${marks[outcome]} <b>${escapeHtml(clip(oneLine(name), maxNameChars))}</b>${took === '' ? '' : ` (${took})`}`;
  if (failure === undefined) return `<p>${title}<br>The report does not say how it ended.</p>\n`;
  const code =
    failure.code === undefined ? '' : ` · <code>${escapeHtml(clip(oneLine(failure.code), 60))}</code>`;
  const files = attachments
    .slice(0, 5)
    .map(({ path, file }) => `<br><code>${escapeHtml(clip(oneLine(file ?? path), maxNameChars))}</code>`)
    .join('');
  const step = `at <code>${escapeHtml(clip(oneLine(failure.step), 300))}</code>`;
  return `<p>${title}<br>${step}${code}${files}</p>${preformatted(failure.message)}\n`;
}

/** A passed execution with the names of its cases. */
export function passedItem(execution: ExecutionResult): string {
  const { devices, cases } = execution;
  const on = devices.map((device) => deviceText(device, escapeHtml)).join(', ');
  const name = `<b>${escapeHtml(clip(oneLine(scriptLabel(execution)), maxNameChars))}</b>`;
  const title = on === '' ? name : `${name} on ${on}`;
  if (cases === undefined) return `<p>${title} · report not read</p>\n`;
  const items = cases.map((one) => {
    const took = durationText(one.durationMs);
    return `<li>${escapeHtml(clip(oneLine(one.name), maxNameChars))}${took === '' ? '' : ` (${took})`}</li>`;
  });
  return `<p>${title} · ${counted(cases.length, 'case')}</p><ul>${items.join('')}</ul>\n`;
}

/** A line end as a reference: an empty line in the text would end the HTML around it and begin Markdown. */
function preformatted(text: string): string {
  return `<pre>${escapeHtml(clip(text.trim(), maxMessageChars)).replaceAll('\n', '&#10;')}</pre>`;
}

/** Model and id of a device, escaped for the place it is put in. */
export function deviceText({ model, deviceId }: ResultDevice, escape: (text: string) => string): string {
  const short = (text = ''): string => escape(clip(oneLine(text), 60));
  const id = short(deviceId);
  return [short(model), id === '' ? '' : `<code>${id}</code>`].filter((part) => part !== '').join(' ');
}
