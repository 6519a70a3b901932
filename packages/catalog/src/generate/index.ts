import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { emitModule } from './emit-module.ts';
import { readApi } from './read-api.ts';

export { constantName } from './emit-module.ts';

/**
 * Writes `src/generated` of this package from `api/*.yaml`.
 * With `check` nothing is written; the answer names the files that are stale.
 */
export async function generate(root: string, { check }: { check: boolean }): Promise<string[]> {
  const target = join(root, 'packages/catalog/src/generated');
  await mkdir(target, { recursive: true });
  const files = await readApi(join(root, 'packages/catalog/api'));
  const wanted = new Map<string, string>();
  for (const file of files) {
    const options = { parser: 'typescript', singleQuote: true, printWidth: 110 };
    wanted.set(`${file.name}.ts`, await format(emitModule(file), options));
  }
  const facts = files.flatMap((file) => file.operations);
  wanted.set('facts.json', `${JSON.stringify(facts, null, 1)}\n`);
  const commands = files.flatMap((file) => file.commands);
  wanted.set('commands.json', `${JSON.stringify(commands, null, 1)}\n`);

  const stale: string[] = [];
  for (const name of new Set([...wanted.keys(), ...(await readdir(target))])) {
    const path = join(target, name);
    const text = wanted.get(name);
    if (text === (await readFile(path, 'utf8').catch(() => undefined))) continue;
    stale.push(`packages/catalog/src/generated/${name}`);
    if (check) continue;
    await (text === undefined ? rm(path) : writeFile(path, text));
  }
  return stale;
}
