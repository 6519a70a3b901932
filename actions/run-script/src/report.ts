import { escapeMarkdownCell, renderSummary, safeLink } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** Why the step is red: a start that failed, or the verdict on what ran. */
export function failure({ failedStarts, verdict, plan }: Result): string | undefined {
  if (plan) return undefined;
  if (failedStarts.length > 0) {
    return failedStarts.map(({ device, why }) => (device === '' ? why : `${device}: ${why}`)).join('\n');
  }
  return verdict?.blocking ? `${verdict.conclusion}: ${verdict.sentence}` : undefined;
}

/** The job summary: the verdict, or what was started. */
export function summarize({ results, verdict, handles, failedStarts, scriptKey, plan }: Result): string {
  if (plan) return '';
  if (results && verdict) return renderSummary(results, verdict, { title: 'Script run' });
  const rows = handles.map(({ executionId, deviceId, reportUrl }) => {
    const link = safeLink(reportUrl);
    const report = link === undefined ? '' : `, [report](${link})`;
    return `| ${escapeMarkdownCell(deviceId ?? '')} | ${escapeMarkdownCell(executionId)} | started${report} |`;
  });
  const failed = failedStarts.map(
    ({ device, why }) => `| ${escapeMarkdownCell(device)} | | not started: ${escapeMarkdownCell(why)} |`,
  );
  return [
    `### Started ${escapeMarkdownCell(scriptKey)}`,
    '',
    '| Device | Execution | State |',
    '|---|---|---|',
    ...rows,
    ...failed,
    '',
  ].join('\n');
}
