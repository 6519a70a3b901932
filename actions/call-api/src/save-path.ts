import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Where an answer is saved, or the end of the sentence that says why it cannot be. */
export type SavePath = { path: string } | { problem: string };

/**
 * The absolute path of a file to be written. One that is not absolute stays inside the workspace, also through links;
 * an absolute one goes wherever the user says.
 */
export function savePathOf(given: string, workspace: string): SavePath {
  const path = resolve(workspace, given);
  if (/[\\/]$/.test(given) || isFolder(path)) return { problem: `${given} is a folder; name a file` };
  if (isAbsolute(given)) return { path };
  const inside = relative(realpathSync(workspace), resolve(realOf(dirname(path))));
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside
    ? { problem: `${given} leads out of the workspace; give an absolute path if that is meant` }
    : { path };
}

/** The real path of a folder of which only the beginning may exist yet. */
function realOf(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  const parent = dirname(folder);
  return parent === folder ? folder : resolve(realOf(parent), relative(parent, folder));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
