import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '../workspace.ts';

const run = promisify(execFile);

/** What goes into the repository of a user: files of this one by their paths there. */
export type UserFiles = Readonly<Record<string, string>>;

/** A user who copied an example workflow and has scripts in `tests` and an app to build. */
export function copiedExample(workflow: string): UserFiles {
  return {
    [`.github/workflows/${workflow}`]: `examples/workflows/${workflow}`,
    tests: 'examples/scripts',
  };
}

/**
 * Makes the git repository of a user who has these files, a `build.sh` that leaves an Android app in `build`, and one
 * commit on `main`. Answers the commit.
 */
export async function makeUserRepository(folder: string, files: UserFiles): Promise<string> {
  for (const [path, source] of Object.entries(files)) {
    await cp(join(workspaceRoot, source), join(folder, path), { recursive: true });
  }
  await writeBuild(join(folder, 'build.sh'));
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message=Start');
  return (await git(folder, 'rev-parse', 'HEAD')).trim();
}

/** A real app, which npm brought. */
async function writeBuild(path: string): Promise<void> {
  const apidemos = dirname(createRequire(import.meta.url).resolve('android-apidemos/package.json'));
  const script = `#!/bin/sh
mkdir -p build
cp '${join(apidemos, 'apks/ApiDemos-debug.apk')}' build/app.apk
`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, script);
  await chmod(path, 0o755);
}

/** git without the configuration of whoever runs this. */
async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const person = { NAME: 'A user', EMAIL: 'user@example.com' };
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
  };
  return (await run('git', args, { cwd, env })).stdout;
}
