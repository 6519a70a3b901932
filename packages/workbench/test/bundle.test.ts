import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleAction, BundleError, differingFiles } from '../src/bundles/bundle.ts';
import { runStep } from '@perfecto-actions/workbench/step-runner';

let temp = '';
beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'bundle-test-'));
});
afterAll(async () => {
  await rm(temp, { recursive: true });
});

const tsconfig = {
  compilerOptions: {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    rootDir: '.',
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
  },
};

async function actionIn(folder: string, main: string): Promise<string> {
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await writeFile(join(folder, 'action.yml'), 'name: Tiny\nruns: { using: node24, main: dist/index.js }\n');
  await writeFile(
    join(folder, 'src/late.ts'),
    'export const late: string = `ran ${import.meta.url.slice(0, 5)}`;',
  );
  await writeFile(join(folder, 'src/main.ts'), main);
  return folder;
}

describe('bundleAction', () => {
  const main = `export {}; const { late } = await import('./late.ts'); console.log(late);`;

  it('gives the same bytes from two folders, and a bundle that runs', async () => {
    const one = await actionIn(join(temp, 'one'), main);
    const two = await actionIn(join(temp, 'two with spaces'), main);
    const files = await bundleAction(one, join(one, 'dist'));
    await bundleAction(two, join(temp, 'elsewhere'));

    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['index.js', 'licenses.txt']));
    expect(await differingFiles(join(one, 'dist'), join(temp, 'elsewhere'))).toEqual([]);
    expect(await readFile(join(one, 'dist/index.js'), 'utf8')).not.toContain(temp);
    const step = await runStep(one, { workspace: temp, tempDir: join(temp, 'runner') });
    expect(step.log).toMatch(/ran file:$/);
  });

  it('lists the licence of every package, whichever chunk it is in, and none twice', async () => {
    const folder = await actionIn(
      join(temp, 'licensed'),
      `import { first } from 'first-package'; const { second } = await import('second-package'); console.log(first, second);`,
    );
    for (const name of ['first', 'second']) {
      const home = join(folder, 'node_modules', `${name}-package`);
      await mkdir(home, { recursive: true });
      const about = {
        name: `${name}-package`,
        version: '1.0.0',
        license: 'MIT',
        type: 'module',
        main: 'a.js',
      };
      await writeFile(join(home, 'package.json'), JSON.stringify(about));
      await writeFile(join(home, 'LICENSE.md'), `Terms of ${name}.\r\n`);
      await writeFile(join(home, 'a.js'), `export * from './b.js';`);
      await writeFile(join(home, 'b.js'), `export const ${name} = 1;`);
    }
    await bundleAction(folder, join(folder, 'dist'));
    expect(await readFile(join(folder, 'dist/licenses.txt'), 'utf8')).toBe(
      'first-package 1.0.0 (MIT)\n\nTerms of first.\n\nsecond-package 1.0.0 (MIT)\n\nTerms of second.\n',
    );
  });

  it.each([
    ['an import that leads nowhere', `import { x } from 'no-such-module'; console.log(x);`, /no-such-module/],
    ['a syntax error', `const = 3;`, /TS1134|expected/],
  ])('refuses %s', async (_, source, reason) => {
    const folder = await actionIn(join(temp, 'broken'), source);
    const error: unknown = await bundleAction(folder, join(folder, 'dist')).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BundleError);
    expect(String(error)).toMatch(reason);
  });
});

describe('differingFiles', () => {
  it('names changed, missing and surplus files, and all files when there is no folder', async () => {
    for (const [folder, files] of [
      ['left', { same: 'a', changed: 'b', gone: 'c' }],
      ['right', { same: 'a', changed: 'x', surplus: 'd' }],
    ] as const) {
      await mkdir(join(temp, folder, 'sub'), { recursive: true });
      for (const [name, text] of Object.entries(files))
        await writeFile(join(temp, folder, 'sub', name), text);
    }
    const named = ['sub/changed', 'sub/gone', 'sub/surplus'];
    expect(await differingFiles(join(temp, 'left'), join(temp, 'right'))).toEqual(named);
    expect(await differingFiles(join(temp, 'left'), join(temp, 'nowhere'))).toHaveLength(3);
  });
});
