import type { Result } from './run.ts';

/** The job summary: that this was a rehearsal, so that nobody takes its verdict for one about devices. */
export function summarize({ url, scenario, summary }: Result): string {
  if (!summary) return '';
  const which = /^[a-z][a-z-]*$/.test(scenario) ? `scenario \`${scenario}\`` : 'a scenario of its own';
  return `### Rehearsal\n\nThis job ran against a local lab at \`${url}\` with ${which}, not against devices.\n`;
}
