import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from './workspace.ts';

/** The packages that others can install, each after those it needs. */
export const publishedPackages = ['catalog', 'client', 'results', 'lab'] as const;

/** A package could not be built or packed. Code: `PACK_FAILED`; the message holds what the tool printed. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly code = 'PACK_FAILED';
}

/** Builds ESM and type declarations of the published packages and packs them into `target`; answers the tarballs. */
export async function packPackages(target: string): Promise<string[]> {
  const { packageManager } = JSON.parse(await readFile(join(workspaceRoot, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  const tarballs: string[] = [];
  for (const name of publishedPackages) {
    const folder = join(workspaceRoot, 'packages', name);
    await rm(join(folder, 'dist'), { recursive: true, force: true });
    await run(
      process.execPath,
      [join(workspaceRoot, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
      folder,
    );
    const words = [
      '--yes',
      packageManager,
      'pack',
      '--json',
      '--pm-on-fail=ignore',
      '--pack-destination',
      target,
    ];
    const printed = await run('npx', words, folder);
    tarballs.push((JSON.parse(printed.slice(printed.indexOf('{'))) as { filename: string }).filename);
  }
  return tarballs;
}

async function run(program: string, words: readonly string[], cwd: string): Promise<string> {
  try {
    // By a shell on Windows, where npx is npx.cmd; every word is ours.
    const options = { cwd, shell: process.platform === 'win32', maxBuffer: 64 * 2 ** 20 };
    return (await promisify(execFile)(program, words, options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new PackError(`${program} ${words.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}
