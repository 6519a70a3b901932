import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../../workspace.ts';

const folder = join(workspaceRoot, 'packages', 'workbench', 'test', 'chaos', 'corpus');

/** The nasty files that are kept for a reader, sorted by name; each is named for what it is. */
export function corpusOf(reader: string): Buffer[] {
  const names = readdirSync(join(folder, reader)).sort();
  return names.map((name) => readFileSync(join(folder, reader, name)));
}

/** The same as texts. */
export function corpusTexts(reader: string): string[] {
  return corpusOf(reader).map((bytes) => bytes.toString('utf8'));
}
