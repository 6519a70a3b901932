import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workspaceRoot } from '../workspace.ts';

/** The repository that this one is on GitHub. */
export const thisRepository = 'perfecto-actions/perfecto-actions';

/**
 * The repositories, as `owner/name@ref`, whose actions and workflows a workflow of a repository uses, also through the
 * reusable workflows of that repository and of this one.
 */
export async function usedRepositories(repository: string, workflow: string): Promise<Set<string>> {
  const used = new Set<string>();
  const files = [join(repository, '.github/workflows', workflow)];
  // The list grows while it is walked.
  for (const file of files) {
    const content: unknown = parse(await readFile(file, 'utf8'));
    for (const uses of usesIn(content)) {
      const [, name, path = '', ref] = /^(\.|[^/.][^/]*\/[^/@]+)\/?([^@]*)(@.+)?$/.exec(uses) ?? [];
      if (name === undefined) continue;
      if (name !== '.') used.add(`${name}${ref ?? ''}`);
      const root = name === '.' ? repository : workspaceRoot;
      const isOurs = name === '.' || name === thisRepository;
      const reusable = join(root, path);
      if (isOurs && path.startsWith('.github/workflows/') && !files.includes(reusable)) files.push(reusable);
    }
  }
  return used;
}

function usesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'uses' && typeof value === 'string' ? [value] : usesIn(value),
  );
}
