import { basename } from 'node:path';
import { inWords } from '@perfecto-actions/action-kit';
import { escapeMarkdownCell } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { megabytes } from './planned-file.ts';
import type { Result, UploadedFile } from './run.ts';

/** The job summary: one row a file. */
export function summarize({ files, plan }: Result): string {
  if (files.length === 0) return '### Upload\n\nNo file matched.\n';
  const rows = files.map(
    (file) =>
      `| ${escapeMarkdownCell(basename(file.path))} | ${escapeMarkdownCell(file.locator)} | ${megabytes(file.bytes)} | ${file.artifactType} | ${outcome(file, plan)} | ${escapeMarkdownCell(file.sha256.slice(0, 12))} |`,
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

/** All outputs, for the files that are done so far. */
export function writeOutputs(files: readonly UploadedFile[], { setOutput }: StepContext): void {
  const [first] = files;
  setOutput('locator', first?.locator ?? '');
  setOutput(
    'locators',
    files.map((file) => file.locator),
  );
  setOutput('sha256', first?.sha256 ?? '');
  setOutput('bytes', sum(files.map((file) => file.bytes)));
  setOutput('bytes-sent', sum(files.map((file) => file.bytesSent)));
  setOutput('skipped', files.length > 0 && files.every((file) => file.skipped));
  setOutput(
    'files',
    files.map(({ path, locator, sha256, bytes, artifactType, skipped }) => ({
      path,
      locator,
      sha256,
      bytes,
      artifactType,
      skipped,
    })),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
