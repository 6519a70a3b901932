import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseResults } from '@perfecto-actions/results';

/**
 * Turns the links of a job summary to reports in the cloud, which ends with the demo, into links to the page beside it.
 * In a Markdown link the address is escaped in ways of its own, so it is found by the report key in it.
 */
export async function linkLocally(summaryFile: string, reportFolder: string): Promise<void> {
  const resultsFile = join(reportFolder, 'results.json');
  if (!existsSync(resultsFile)) return;
  const { executions } = parseResults(await readFile(resultsFile, 'utf8'));
  const byKey = new Map(executions.map(({ reportKey, executionId }) => [reportKey, executionId]));
  const summary = await readFile(summaryFile, 'utf8');
  const linked = summary.replaceAll(
    /\(https:[^)\s]*[?;&]reportRepositoryKey=([^)&\s]*)[^)\s]*\)/g,
    (link, key: string) => {
      const executionId = byKey.get(decodeURIComponent(key));
      const route = `#/execution/${encodeURIComponent(executionId ?? '')}`;
      return executionId === undefined ? link : `(report/index.html${route})`;
    },
  );
  await writeFile(summaryFile, linked);
}
