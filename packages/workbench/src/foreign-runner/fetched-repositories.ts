import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actionFolders, workspaceRoot } from '../workspace.ts';
import { thisRepository } from './workflow-uses.ts';

/** Workflows use what a runner would have to fetch and nothing here stands in for. Code: `USES_NOT_HERE`. */
export class UsesError extends Error {
  override readonly name = 'UsesError';
  readonly code = 'USES_NOT_HERE';
  readonly uses: readonly string[];

  constructor(uses: readonly string[]) {
    super(`Nothing stands in for ${uses.join(', ')}, which cannot be fetched.`);
    this.uses = uses;
  }
}

const standIns: Readonly<Record<string, URL>> = {
  'actions/upload-artifact': new URL('fetched-actions/upload-artifact.ts', import.meta.url),
  'actions/download-artifact': new URL('fetched-actions/download-artifact.ts', import.meta.url),
};

/** act puts the checkout there itself, when it is that of the repository of the workflow. */
const builtIn = new Set(['actions/checkout']);

/**
 * Makes a folder for each repository that workflows use, as `owner/name@ref`: for this one the committed bundles and
 * workflows of the working tree, for those of others a stand-in.
 * @throws UsesError that lists every repository for which there is none.
 */
export async function prepareRepositories(
  used: Iterable<string>,
  folder: string,
): Promise<Map<string, string>> {
  const wanted = [...used].map((full) => ({ full, name: full.split('@', 1)[0] ?? full }));
  const unknown = wanted.filter(
    ({ name }) => name !== thisRepository && !builtIn.has(name) && standIns[name] === undefined,
  );
  if (unknown.length > 0) throw new UsesError(unknown.map(({ full }) => full));
  const prepared = new Map<string, string>();
  for (const { full, name } of wanted) {
    if (builtIn.has(name)) continue;
    const target = join(folder, name.replace('/', '-'));
    const script = standIns[name];
    await (script === undefined ? copyThisRepository(target) : writeStandIn(script, target));
    prepared.set(full, target);
  }
  return prepared;
}

/** What a runner needs of this repository, and no more: act copies all of it for each step. */
async function copyThisRepository(target: string): Promise<void> {
  await cp(join(workspaceRoot, '.github/workflows'), join(target, '.github/workflows'), { recursive: true });
  await cp(join(workspaceRoot, 'action.yml'), join(target, 'action.yml'));
  for (const source of await actionFolders(workspaceRoot, 'action.yml')) {
    const action = join(target, source.slice(workspaceRoot.length));
    await cp(join(source, 'action.yml'), join(action, 'action.yml'));
    await cp(join(source, 'dist'), join(action, 'dist'), { recursive: true });
  }
}

/** An action that runs a source of this workspace where it lies, so that it finds its packages. */
async function writeStandIn(script: URL, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const manifest = [
    'name: Stand-in',
    'description: Takes the place of an action that cannot be fetched',
    'inputs:',
    '  name: { description: Name of the artifact }',
    '  path: { description: File or folder }',
    'runs: { using: node24, main: main.mjs }',
    '',
  ];
  await writeFile(join(target, 'action.yml'), manifest.join('\n'));
  await writeFile(join(target, 'main.mjs'), `await import(${JSON.stringify(script.href)});\n`);
}
