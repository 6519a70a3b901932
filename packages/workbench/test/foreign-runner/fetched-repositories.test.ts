import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prepareRepositories, UsesError } from '../../src/foreign-runner/fetched-repositories.ts';
import { usedRepositories } from '../../src/foreign-runner/workflow-uses.ts';
import { workspaceRoot } from '../../src/index.ts';

let folder: string;
const sha = '0123456789abcdef0123456789abcdef01234567';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repositories '));
  await mkdir(join(folder, '.github/workflows'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function used(...uses: readonly string[]): Promise<string[]> {
  const steps = uses.map((one) => ({ uses: one }));
  await writeFile(join(folder, '.github/workflows/a.yml'), JSON.stringify({ jobs: { job: { steps } } }));
  return [...(await usedRepositories(folder, 'a.yml'))];
}

describe('usedRepositories', () => {
  it('takes the repository of an action, whatever its folder, once', async () => {
    const ours = 'perfecto-actions/perfecto-actions';
    expect(await used(`${ours}/actions/sweep@v1`, `${ours}/actions/call-api@v1`, `a/b@${sha}`)).toEqual([
      `${ours}@v1`,
      `a/b@${sha}`,
    ]);
  });

  it('follows reusable workflows of the repository itself', async () => {
    const called = { jobs: { inner: { uses: './.github/workflows/a.yml' }, other: { uses: 'c/d@v3' } } };
    await writeFile(join(folder, '.github/workflows/b.yml'), JSON.stringify(called));
    expect(await used('./.github/workflows/b.yml', './an/action')).toEqual(['c/d@v3']);
  });

  it('follows reusable workflows of this repository', async () => {
    const found = await used('perfecto-actions/perfecto-actions/.github/workflows/device-tests.yml@v1');
    expect(found[0]).toBe('perfecto-actions/perfecto-actions@v1');
    expect(found.some((one) => one.startsWith('actions/download-artifact@'))).toBe(true);
  });
});

describe('prepareRepositories', () => {
  it('refuses what nothing stands in for, all at once', async () => {
    const wanted = ['gradle/actions@v6', `actions/checkout@${sha}`, 'a/b@v1'];
    const prepared = prepareRepositories(wanted, folder);
    await expect(prepared).rejects.toThrow(UsesError);
    await expect(prepared).rejects.toMatchObject({ uses: ['gradle/actions@v6', 'a/b@v1'] });
  });

  it('gives of this repository what a runner needs: descriptions, bundles and workflows', async () => {
    const prepared = await prepareRepositories(['perfecto-actions/perfecto-actions@v1'], folder);
    const copy = prepared.get('perfecto-actions/perfecto-actions@v1') ?? '';
    expect((await readdir(copy)).sort()).toEqual(['.github', 'action.yml', 'actions']);
    for (const file of ['actions/sweep/action.yml', 'actions/sweep/dist/index.js']) {
      expect(await readFile(join(copy, file), 'utf8')).toBe(
        await readFile(join(workspaceRoot, file), 'utf8'),
      );
    }
    expect(await readdir(join(copy, 'actions/sweep'))).toEqual(['action.yml', 'dist']);
  });
});
