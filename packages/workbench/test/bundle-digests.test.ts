import { afterEach, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleDigests, checksumFile } from '../src/bundles/bundle-digests.ts';

let root = '';
afterEach(() => rm(root, { recursive: true, force: true }));

async function checkout(files: Record<string, string>): Promise<string> {
  root = await mkdtemp(join(tmpdir(), 'digests '));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

it('names every file of every bundle, in a form that sha256sum checks', async () => {
  await checkout({
    'actions/b/dist/index.js': 'b',
    'actions/a/dist/index.js': 'a',
    'actions/a/dist/sub/1.js': 'chunk',
    'actions/a/src/main.ts': 'no bundle',
    'actions/c/action.yml': 'no bundle yet',
  });
  const digests = await bundleDigests(root);
  expect(digests.map(({ name }) => name)).toEqual([
    'actions/a/dist/index.js',
    'actions/a/dist/sub/1.js',
    'actions/b/dist/index.js',
  ]);
  await writeFile(join(root, 'sums'), checksumFile(digests));
  const check = () => promisify(execFile)('sha256sum', ['--check', 'sums'], { cwd: root });
  expect((await check()).stdout).toContain('actions/b/dist/index.js: OK');
  await writeFile(join(root, 'actions/b/dist/index.js'), 'changed');
  await expect(check()).rejects.toThrow();
});
