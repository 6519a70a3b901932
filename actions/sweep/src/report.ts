import { escapeMarkdownCell } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** Why the step is red: something could not be ended. */
export function failure({ left }: Result): string | undefined {
  if (left.length === 0) return undefined;
  return `Could not be ended: ${left.map(({ what, id, why }) => `${what} ${id} (${why})`).join('; ')}`;
}

/** The job summary: what went, one line each. */
export function summarize({ released, stopped, deleted, left, plan }: Result): string {
  const would = plan ? 'Would be ' : '';
  const lines = [
    ...stopped.map((id) => `- ${would}stopped: execution ${escapeMarkdownCell(id)}`),
    ...released.map(
      ({ id, deviceId, mark }) =>
        `- ${would}released: ${escapeMarkdownCell(deviceId)}, reservation ${escapeMarkdownCell(id)} (${escapeMarkdownCell(mark)})`,
    ),
    ...deleted.map((key) => `- deleted: ${escapeMarkdownCell(key)}`),
    ...left.map(
      ({ what, id, why }) => `- **left**: ${what} ${escapeMarkdownCell(id)}: ${escapeMarkdownCell(why)}`,
    ),
  ];
  if (lines.length === 0) return '### Sweep\n\nNothing was left behind.\n';
  return ['### Sweep', '', ...lines, ''].join('\n');
}
