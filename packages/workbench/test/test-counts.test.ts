import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsLine, readTestCounts } from '../src/test-run/test-counts.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function lineFor(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'test-counts-'));
  folders.push(folder);
  await writeFile(join(folder, 'results.json'), text);
  return countsLine(await readTestCounts(join(folder, 'results.json')));
}

describe('the counted line', () => {
  it('counts a suite that could not be run as a failure, and todo as skipped', async () => {
    const results = {
      numPassedTests: 5,
      numFailedTests: 2,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 3,
      numTodoTests: 4,
    };
    expect(await lineFor(JSON.stringify(results))).toBe('5 passed, 3 failed, 7 skipped');
  });

  it.each(['{}', 'null', '{"numPassedTests":"5"}'])('counts nothing in %s', async (text) => {
    expect(await lineFor(text)).toBe('0 passed, 0 failed, 0 skipped');
  });

  it('counts nothing when jest wrote no file', async () => {
    expect(await readTestCounts('/no/such/file')).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
