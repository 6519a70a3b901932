import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { bundleAction, BundleError, differingFiles, type BundledFile } from '../bundles/bundle.ts';
import { actionFolders, workspaceRoot } from '../workspace.ts';

const command = new Command('bundle')
  .description('Bundles the actions into their dist folders.')
  .argument('[names...]', 'folders below actions/; all if none is given')
  .option('--check', 'write nothing and fail if a committed bundle differs', false)
  .parse();
const { check } = command.opts<{ check: boolean }>();

const all = await actionFolders(workspaceRoot, 'src/main.ts');
const unknown = command.args.filter((name) => !all.some((folder) => basename(folder) === name));
if (unknown.length > 0) {
  command.error(
    `No such action: ${unknown.join(', ')}. There are: ${all.map((f) => basename(f)).join(', ')}.`,
  );
}

const temp = await mkdtemp(join(tmpdir(), 'bundle-check-'));
const complaints: string[] = [];
try {
  print(['action', 'file', 'bytes']);
  for (const folder of all) {
    const name = basename(folder);
    if (command.args.length > 0 && !command.args.includes(name)) continue;
    const dist = join(folder, 'dist');
    const target = check ? join(temp, name) : dist;
    const files = await bundle(folder, target);
    for (const { path, bytes } of files) print([name, path, bytes.toLocaleString('en')]);
    if (!check || files.length === 0) continue;
    for (const path of await differingFiles(target, dist)) complaints.push(`actions/${name}/dist/${path}`);
  }
} finally {
  await rm(temp, { recursive: true, force: true });
}

if (complaints.length > 0) {
  process.stdout.write(
    `Not as committed, run \`npm run bundle\` and commit:\n${complaints.map((line) => `  ${line}\n`).join('')}`,
  );
  process.exitCode = 1;
} else if (check && process.exitCode === undefined) {
  process.stdout.write('All bundles are as committed.\n');
}

/** No files when the action could not be bundled; the others are still tried. */
async function bundle(folder: string, target: string): Promise<BundledFile[]> {
  try {
    return await bundleAction(folder, target);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    process.stdout.write(`${error.message}\n`);
    process.exitCode = 1;
    return [];
  }
}

function print([action = '', file = '', bytes = '']: readonly string[]): void {
  process.stdout.write(`${action.padEnd(20)} ${file.padEnd(20)} ${bytes.padStart(10)}\n`);
}
