import { escapeMarkdownCell } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** Why the step is red: no device, unless skipping was asked for. */
export function failure({ devices, matching, noDevice }: Result): string | undefined {
  if (devices.length > 0 || noDevice === 'skip') return undefined;
  return matching === 0
    ? 'No connected device matches. Widen the choice, or set no-device to skip.'
    : `${matching} match, but none of them is free. Leave free-only out to let the jobs wait for their devices.`;
}

/** The job summary: one row a device. */
export function summarize({ devices, matching }: Result): string {
  const rows = devices.map(({ manufacturer, model, deviceId, os, osVersion, location }) => {
    const device = [manufacturer, model].filter(Boolean).join(' ');
    const cells = [device, deviceId, [os, osVersion].filter(Boolean).join(' '), location ?? ''];
    return `| ${cells.map(escapeMarkdownCell).join(' | ')} |`;
  });
  const head = ['### Devices', '', `${devices.length} selected, ${matching} match.`, ''];
  if (rows.length === 0) return head.join('\n');
  return [...head, '| Device | Id | System | Location |', '|---|---|---|---|', ...rows, ''].join('\n');
}
