import { basename } from 'node:path';
import { inWords } from '@perfecto-actions/action-kit';
import { escapeMarkdownCell } from '@perfecto-actions/results';
import { sizeText } from './planned-file.ts';
import type { Result } from './run.ts';

/** The job summary: one row a file. */
export function summarize({ files, plan }: Result): string {
  if (files.length === 0) return '### Upload\n\nNo file matched.\n';
  const rows = files.map(
    (file) =>
      `| ${escapeMarkdownCell(basename(file.path))} | ${escapeMarkdownCell(file.locator)} | ${sizeText(file.bytes)} | ${file.artifactType} | ${outcome(file, plan)} | ${escapeMarkdownCell(file.sha256.slice(0, 12))} |`,
  );
  return [
    '### Upload',
    '',
    '| File | Locator | Size | Type | Result | SHA-256 |',
    '|---|---|--:|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function outcome(file: Result['files'][number], plan: boolean): string {
  if (file.skipped) return 'unchanged, not sent';
  return plan ? 'planned' : `sent in ${inWords(file.durationMs)}`;
}
