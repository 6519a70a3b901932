import { escapeMarkdownCell, renderSummary } from '@perfecto-actions/results';
import type { Result } from './run.ts';

/** The verdict's sentence when the policy wants it to be red. Throws what broke the work off, now that all is delivered. */
export function failure({ verdict, broken }: Result): string | undefined {
  if (broken !== undefined) throw broken;
  return verdict?.blocking ? `${verdict.conclusion}: ${verdict.sentence}` : undefined;
}

/** The job summary, and where the rest is. */
export function summarize({ results, verdict, artifact }: Result): string {
  if (!results || !verdict) return '';
  const summary = renderSummary(results, verdict);
  if (!artifact) return summary;
  const { name, url } = artifact;
  return `${summary}\nThe page with everything is \`index.html\` in the artifact [${escapeMarkdownCell(name)}](${url}).\n`;
}
