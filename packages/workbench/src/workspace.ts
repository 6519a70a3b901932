import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of this checkout. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');

/** The folders under `actions/` that hold the named file, absolute and sorted by name. */
export async function actionFolders(root: string, file: string): Promise<string[]> {
  const actions = join(root, 'actions');
  const names = (await readdir(actions)).sort();
  const found = await Promise.all(
    names.map((name) =>
      access(join(actions, name, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, index) => found[index]).map((name) => join(actions, name));
}
