import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { coveragePage } from './coverage-page.ts';
import { readCoverage } from './coverage.ts';
import { inventedPage } from './invented-page.ts';

/** Writes the pages of `docs/` that are made from the sources; with `check` only says which are stale. */
export async function generatePages(root: string, { check }: { check: boolean }): Promise<string[]> {
  const pages = new Map([
    ['docs/api-coverage.md', coveragePage(readCoverage(root))],
    ['docs/invented.md', inventedPage(root)],
  ]);
  const stale: string[] = [];
  for (const [name, text] of pages) {
    const path = join(root, name);
    if (text === (await readFile(path, 'utf8').catch(() => undefined))) continue;
    stale.push(name);
    if (check) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return stale;
}
