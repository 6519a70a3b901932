import { escapeHtml, oneLine } from '../text/escape.ts';
import { durationText } from '../text/wording.ts';
import type { ExecutionSummary, OverviewData } from './model/page-data.ts';

/** What a reader sees where scripts do not run, as in the viewer of some CI servers: verdict and executions. */
export function staticSummary({ title, verdict, executions }: OverviewData): string {
  return [
    `<main class="plain"><h1>${escapeHtml(title)}</h1>`,
    verdict === undefined
      ? ''
      : `<p><strong>${verdict.conclusion}</strong>. ${escapeHtml(oneLine(verdict.sentence))}</p>`,
    '<p>Scripts are switched off here. Open the page in a browser to see steps, screens and video.</p>',
    '<table><thead><tr><th>Outcome</th><th>Script</th><th>Device</th><th>Duration</th><th>Failure</th></tr></thead>',
    `<tbody>${executions.map(row).join('')}</tbody></table></main>`,
  ].join('\n');
}

function row({ outcome, script, devices, tookMs, failure }: ExecutionSummary): string {
  const cells = [
    outcome,
    script,
    devices.map(({ name }) => name).join(', '),
    durationText(tookMs),
    [failure?.step, failure?.message].filter((part) => part !== undefined).join(': '),
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(oneLine(cell))}</td>`).join('')}</tr>`;
}
