import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await cp(join(workspaceRoot, results, 'src'), join(checkout, results, 'src'), { recursive: true });
  await symlink(join(workspaceRoot, results, 'node_modules'), join(checkout, results, 'node_modules'));
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
