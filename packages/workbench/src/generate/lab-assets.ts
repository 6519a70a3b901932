import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';

const target = 'packages/lab/src/generated/assets.ts';

/**
 * Writes the lab's files (console page, devices, sample scripts, shipped scenarios) into one module of texts, so that
 * the lab finds them in a checkout, in a package and in a bundle alike.
 * With `check` nothing is written; the answer names the module when it is stale.
 */
export async function generateLabAssets(root: string, { check }: { check: boolean }): Promise<string[]> {
  const source = join(root, 'packages/lab/src');
  const module = [
    '// Generated from console.html, fixtures/ and scenario/*.yaml by `npm run generate`. Change those, not this file.',
    declared('consolePage', 'The console page.', await text(source, 'console/console.html')),
    declared('devicesYaml', 'Devices a lab starts with.', await text(source, 'fixtures/devices.yaml')),
    declared('scripts', 'Sample scripts by file name.', await texts(join(source, 'fixtures/scripts'), '')),
    declared('scenarios', 'Shipped scenarios by name.', await texts(join(source, 'scenario'), '.yaml')),
  ].join('\n\n');
  const wanted = await format(module, { parser: 'typescript', singleQuote: true, printWidth: 110 });
  const path = join(root, target);
  if (wanted === (await readFile(path, 'utf8').catch(() => undefined))) return [];
  if (!check) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, wanted);
  }
  return [target];
}

function declared(name: string, sentence: string, value: string | Record<string, string>): string {
  const type = typeof value === 'string' ? '' : ': Readonly<Record<string, string>>';
  return `/** ${sentence} */\nexport const ${name}${type} = ${JSON.stringify(value, null, 2)};`;
}

/** The files of a folder with that ending, by name without it. */
async function texts(folder: string, ending: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  const entries = names.map(async (name): Promise<[string, string]> => [
    name.slice(0, name.length - ending.length),
    await text(folder, name),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Without carriage returns, so that every checkout gives the same module. */
async function text(folder: string, name: string): Promise<string> {
  return (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
}
