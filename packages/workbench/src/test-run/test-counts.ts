import { readFile } from 'node:fs/promises';

/** How many tests passed, failed and were skipped. A suite that could not be run counts as one failure. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the file jest writes with `--json --outputFile`. All zero when there is none: then no test ran. */
export async function readTestCounts(path: string): Promise<TestCounts> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const results: unknown = JSON.parse(text);
  const count = (field: string): number => {
    const value: unknown = new Map(Object.entries(results ?? {})).get(field);
    return typeof value === 'number' ? value : 0;
  };
  return {
    passed: count('numPassedTests'),
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: count('numPendingTests') + count('numTodoTests'),
  };
}

/** The line that ends every test run; `.ci/run` looks for exactly this form. */
export function countsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
