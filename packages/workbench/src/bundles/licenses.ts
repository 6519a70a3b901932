import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A module as webpack's statistics state it; concatenated modules hold the ones they were made of. */
interface StatsModule {
  readonly nameForCondition?: string | null;
  /** In no chunk: merged into another module, or left out because nothing calls it. */
  readonly orphan?: boolean;
  readonly modules?: readonly StatsModule[];
}

/**
 * The licences of all packages in a bundle as one text, sorted by name and version; the workspace's own
 * packages fall under the licence of the repository. Made from webpack's statistics, because the list that
 * ncc can write lacks the packages of the entry chunk as soon as a bundle has more chunks than one.
 */
export async function licensesText(statsFile: string): Promise<string> {
  const stats = JSON.parse(await readFile(statsFile, 'utf8')) as StatsModule;
  const entries = await Promise.all([...packageFolders(stats)].map(licenseEntry));
  return [...new Set(entries)].sort().join('\n');
}

function packageFolders(module: StatsModule, found = new Set<string>()): Set<string> {
  if (module.orphan) return found;
  const path = (module.nameForCondition ?? '').replaceAll('\\', '/');
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
  if (folder !== undefined) found.add(folder);
  for (const inner of module.modules ?? []) packageFolders(inner, found);
  return found;
}

async function licenseEntry(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<'name' | 'version' | 'license', unknown>>;
  const files = (await readdir(folder)).filter((file) => /^(licen[sc]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.map((content) => content.replaceAll('\r', '').trim()).join('\n\n');
  const title = `${String(name)} ${String(version)} (${typeof license === 'string' ? license : 'see below'})`;
  return `${title}\n\n${text === '' ? 'The package has no file with the text of its licence.' : text}\n`;
}
