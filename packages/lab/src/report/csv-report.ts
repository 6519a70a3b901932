import { csvRow } from './csv-row.ts';
import { walkFlow } from './flow-walk.ts';
import type { RecordedExecution } from './recorded-execution.ts';

// That a CSV report exists is from-client-code; its columns are not known and are invented here.
const columns = [
  'Step',
  'Action',
  'Display name',
  'Device',
  'Start (ms)',
  'Duration (ms)',
  'Success',
  'Code',
  'Description',
  'Value',
  'Parameters',
  'Attachments',
];

/** The report as CSV with one row per action, in running order, below a line of column names. */
export function renderCsvReport(execution: RecordedExecution): string {
  const rows = [csvRow(columns)];
  for (const { node, path } of walkFlow(execution.flow)) {
    if (node.kind !== 'action') continue;
    rows.push(
      csvRow([
        path.join(' / '),
        node.name,
        node.displayName ?? '',
        node.deviceId ?? '',
        node.startedAtMs,
        node.endedAtMs - node.startedAtMs,
        String(node.success),
        node.code,
        node.description,
        node.value ?? '',
        node.parameters.map(({ name, value }) => `${name}=${value}`).join('; '),
        node.attachments.map(({ path: attachmentPath }) => attachmentPath).join('; '),
      ]),
    );
  }
  return rows.join('');
}
