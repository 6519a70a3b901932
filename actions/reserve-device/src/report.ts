import { momentInWords } from '@perfecto-actions/action-kit';
import { escapeMarkdownCell } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** Why the step is red: no device, unless skipping was asked for. */
export function failure({ shortage, skipped }: Result): string | undefined {
  if (shortage === undefined || skipped) return undefined;
  return `${shortage} Set no-device to wait or skip, or choose other devices.`;
}

/** The job summary: one row a device. */
export function summarize({ devices, reservations, endsAtMs, shortage, plan }: Result): string {
  if (shortage !== undefined) return `### Devices\n\n${escapeMarkdownCell(shortage)}\n`;
  const rows = devices.map((device, index) => {
    const cells = [
      [device.manufacturer, device.model].filter(Boolean).join(' '),
      device.deviceId,
      [device.os, device.osVersion].filter(Boolean).join(' '),
      device.location ?? '',
      reservations[index]?.reservationId ?? '',
    ];
    return `| ${cells.map(escapeMarkdownCell).join(' | ')} |`;
  });
  const until = endsAtMs === undefined ? '' : ` until ${momentInWords(endsAtMs)}`;
  const head = plan ? 'Would be reserved:' : `Reserved${until}, released when the job ends:`;
  return [
    '### Devices',
    '',
    head,
    '',
    '| Device | Id | System | Location | Reservation |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
