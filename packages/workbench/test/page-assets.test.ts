import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generatePage } from '@perfecto-actions/results/page/generate';
import { workspaceRoot } from '../src/workspace.ts';

const results = 'packages/results';
const assets = `${results}/src/page/generated/page-assets.ts`;
let checkout: string;

/** Another checkout with the same sources: its path must not be in what is generated. */
beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'another checkout '));
  await mkdir(join(checkout, results), { recursive: true });
  for (const source of ['src', 'package.json']) {
    await cp(join(workspaceRoot, results, source), join(checkout, results, source), { recursive: true });
  }
  // Laid out as pnpm does it, since the places of modules decide on their order.
  const library = await realpath(join(workspaceRoot, results, 'node_modules/uplot'));
  const copy = join(checkout, relative(workspaceRoot, library));
  await cp(library, copy, { recursive: true });
  await mkdir(join(checkout, results, 'node_modules'));
  await symlink(copy, join(checkout, results, 'node_modules/uplot'));
});

afterAll(() => rm(checkout, { recursive: true, force: true }));

describe('generatePage', () => {
  it('makes the same bytes in any checkout', async () => {
    await rm(join(checkout, assets));
    expect(await generatePage(checkout, { check: false })).toEqual([assets]);
    const made = await readFile(join(checkout, assets), 'utf8');
    // Not by toBe, which would print both when they differ.
    expect(made === (await readFile(join(workspaceRoot, assets), 'utf8'))).toBe(true);
    expect(await generatePage(checkout, { check: true })).toEqual([]);
  });

  it.each(['browser/styles/base.css', 'browser/main.ts', 'model/route.ts'])(
    'finds its output stale when %s changes',
    async (source) => {
      const path = join(checkout, results, 'src/page', source);
      const before = await readFile(path, 'utf8');
      const added = source.endsWith('.css') ? '.another { color: red; }' : "\nconsole.log('another');";
      await writeFile(path, `${before}\n${added}`);
      expect(await generatePage(checkout, { check: true })).toEqual([assets]);
      await writeFile(path, before);
      expect(await generatePage(checkout, { check: true })).toEqual([]);
    },
  );

  it('keeps the notice of the library it contains', async () => {
    expect(await readFile(join(workspaceRoot, assets), 'utf8')).toMatch(
      /uPlot\. The MIT License.*Leon Sorokin/u,
    );
  });
});
