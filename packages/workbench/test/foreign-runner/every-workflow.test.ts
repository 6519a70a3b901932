import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { workspaceRoot } from '../../src/index.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The two of this repository that users copy or call. */
const shared = ['device-tests.yml', 'nightly.yml'];

it('act runs every example workflow and those that users copy', async () => {
  const tests = (await readdir(here)).filter((file) => file.endsWith('.act.test.ts'));
  const texts = await Promise.all(tests.map((file) => readFile(join(here, file), 'utf8')));
  const examples = await readdir(join(workspaceRoot, 'examples/workflows'));
  const untested = [...examples, ...shared].filter((file) => !texts.some((text) => text.includes(file)));
  expect(examples.length).toBeGreaterThan(5);
  expect(untested).toEqual([]);
});
