import { inWords } from '@perfecto-actions/action-kit';
import { escapeMarkdownCell } from '@perfecto-actions/results';
import type { Inputs } from './inputs.ts';
import { effectOf } from './plan.ts';
import type { Result } from './run.ts';

/** The job summary: what was called and what came of it. Names of parameters, no values. */
export function summarize(
  { status, durationMs, saved, text, omittedCharacters }: Result,
  inputs: Inputs,
): string {
  const { operation, descriptor, request } = inputs;
  const names = Object.keys(request);
  const rows: [string, string][] = [
    ['Operation', `${operation.id}: ${operation.title}`],
    [
      'Address',
      `${descriptor.path}${descriptor.operation === undefined ? '' : `?operation=${descriptor.operation}`}`,
    ],
    ['Parameters', names.length === 0 ? 'none' : names.join(', ')],
    ['Effect', effectOf(descriptor)],
    [
      'Status',
      status === undefined
        ? 'planned, nothing was sent'
        : `${status} after ${inWords(Math.round(durationMs))}`,
    ],
  ];
  if (text !== undefined) rows.push(['Answer', `${text.length} characters of JSON`]);
  if (omittedCharacters !== undefined)
    rows.push(['Left out of the output', `${omittedCharacters} characters`]);
  if (saved) rows.push(['File', `${saved.path} (${saved.bytes} bytes)`]);
  rows.push(['Source of the facts', `${operation.source} (${operation.confidence})`]);
  const lines = rows.map(([name, value]) => `| ${name} | ${escapeMarkdownCell(value)} |`);
  return ['### API call', '', '| | |', '|---|---|', ...lines, ''].join('\n');
}
