import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { cancellation } from '../../src/chaos/cancellation.ts';
import { processesOf } from '../../src/chaos/cancellation/job-processes.ts';

it('R1: leaves nothing behind wherever a step is ended', async () => {
  const rows = await cancellation('short');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ met }) => met !== true)).toEqual([]);
}, 120_000);

it.each([
  ['works in its folder', (folder: string) => ({ cwd: folder })],
  [
    'has its folder in the environment',
    (folder: string) => ({ env: { GITHUB_WORKSPACE: join(folder, 'work') } }),
  ],
])('finds a process of a job that %s, until it has ended', async (_, options) => {
  const folder = await mkdtemp(join(tmpdir(), 'a job '));
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    ...options(folder),
  });
  try {
    await once(child, 'spawn');
    expect(await processesOf(folder)).toEqual([child.pid]);
    expect(await processesOf(folder, 'process.stdin.resume()')).toEqual([child.pid]);
    expect(await processesOf(folder, 'another')).toEqual([]);
  } finally {
    child.stdin.end();
    await once(child, 'exit');
  }
  expect(await processesOf(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
