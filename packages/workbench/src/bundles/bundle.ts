import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { minify } from '@swc/core';
import { licensesText } from './licenses.ts';

/** One file of a bundle: path inside `dist`, with `/`, and its size. */
export interface BundledFile {
  readonly path: string;
  readonly bytes: number;
}

/** An action could not be bundled whole. Code: `BUNDLE_FAILED`; `output` is what ncc printed or what is missing. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly code = 'BUNDLE_FAILED';
  readonly output: string;

  constructor(folder: string, output: string) {
    super(`The action ${basename(folder)} could not be bundled:\n${output.trim()}`);
    this.output = output;
  }
}

/** Bundles `src/main.ts` of an action folder; see {@link bundleEntry}. */
export function bundleAction(folder: string, outDir: string): Promise<BundledFile[]> {
  return bundleEntry(folder, 'src/main.ts', outDir);
}

/**
 * Bundles a TypeScript file of a package with everything it needs into `outDir`, which is emptied first.
 * The same sources give the same bytes in any checkout: no cache, no source map, and types are only
 * stripped (`npm test` checks them). The numbers of split chunks depend on the way from the action to
 * ncc, which is the same in every checkout because ncc is installed inside it.
 * Minified by swc, since ncc leaves split chunks as they are and its own result is larger.
 * @throws BundleError with ncc's words, or with the imports that led nowhere.
 */
export async function bundleEntry(folder: string, entry: string, outDir: string): Promise<BundledFile[]> {
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
  await rm(outDir, { recursive: true, force: true });
  const temp = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    const stats = join(temp, 'stats.json');
    const flags = ['--no-cache', '--transpile-only', '--stats-out', stats];
    const { code, output } = await run(folder, [ncc, 'build', entry, '-o', outDir, ...flags]);
    if (code !== 0) throw new BundleError(folder, output);
    await writeFile(join(outDir, 'licenses.txt'), await licensesText(stats));
  } finally {
    await rm(temp, { recursive: true });
  }
  const files = await listFiles(outDir);
  const missing = await modulesLeftOut(outDir, files);
  if (missing.length > 0) {
    throw new BundleError(folder, `Not found, so not in the bundle: ${missing.join(', ')}.`);
  }
  await minifyFiles(outDir, files);
  return listFiles(outDir);
}

async function minifyFiles(outDir: string, files: readonly BundledFile[]): Promise<void> {
  for (const { path } of files.filter((file) => file.path.endsWith('.js'))) {
    const file = join(outDir, path);
    const { code } = await minify(await readFile(file, 'utf8'), {
      module: true,
      compress: { passes: 3, ecma: 2020 },
      mangle: true,
      format: { comments: false },
    });
    await writeFile(file, code);
  }
}

/** Paths that differ between two folders or are in one of them only, sorted. */
export async function differingFiles(left: string, right: string): Promise<string[]> {
  const paths = [...(await listFiles(left)), ...(await listFiles(right))].map(({ path }) => path);
  const differing: string[] = [];
  for (const path of [...new Set(paths)].sort()) {
    const [a, b] = await Promise.all([left, right].map((folder) => readIfThere(join(folder, path))));
    if (a === undefined || b === undefined || !a.equals(b)) differing.push(path);
  }
  return differing;
}

/** All files below a folder, sorted; none if there is no such folder. */
export async function listFiles(folder: string): Promise<BundledFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path);
        return { path: path.slice(folder.length + 1).replaceAll('\\', '/'), bytes: content.byteLength };
      }),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** ncc ends well when an import leads nowhere, and leaves a `require` that fails at run time. */
async function modulesLeftOut(outDir: string, files: readonly BundledFile[]): Promise<string[]> {
  const missing = new Set<string>();
  for (const { path } of files) {
    if (!/\.[cm]?js$/.test(path)) continue;
    const text = await readFile(join(outDir, path), 'utf8');
    for (const [, name = ''] of text.matchAll(/eval\("require"\)\("([^"]+)"\)/g)) missing.add(name);
  }
  return [...missing].sort();
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

async function run(cwd: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}
