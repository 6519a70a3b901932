import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPolicy } from '../src/index.ts';
import { forgetInputs, problemsOf, readerOf } from './given-inputs.ts';

let workspace = '';

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'policy-'));
});

afterEach(async () => {
  forgetInputs();
  await rm(workspace, { recursive: true });
});

async function read(policy: string) {
  const reader = readerOf({ policy });
  return { policy: await readPolicy(reader, workspace), problems: problemsOf(reader) };
}

const scripts = Array.from({ length: 400 }, (_, index) => `checkout-${index}`);

describe('the policy input', () => {
  it.each([
    ['on lines of its own', `require:\n  scripts:\n${scripts.map((name) => `  - ${name}`).join('\n')}`],
    ['on one line', `require: { scripts: [${scripts.join(', ')}] }`],
  ])('R21: may be longer than any path: %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ policy: { requiredScripts: scripts }, problems: [] });
  });

  it('R21: is a file where one lies, whatever it is called', async () => {
    writeFileSync(join(workspace, 'gate: strict.yml'), 'min-tests: 7');
    expect(await read('gate: strict.yml')).toMatchObject({ policy: { minTests: 7 }, problems: [] });
  });

  it('is none when nothing is given', async () => {
    expect(await read(' ')).toEqual({ policy: undefined, problems: [] });
  });

  it.each([
    ['a path where nothing lies', 'ci/gate.yml'],
    ['a folder', 'ci'],
    ['a name that is too long for a file', 'x'.repeat(5000)],
    ['a name that no file can have', 'gate\u0000.yml'],
  ])('R14: says so for %s', async (_, given) => {
    mkdirSync(join(workspace, 'ci'));
    expect(await read(given)).toEqual({
      policy: undefined,
      problems: [expect.stringMatching(/^policy: there is no file/)],
    });
  });

  it('R14: lists what is wrong in a file', async () => {
    writeFileSync(join(workspace, 'gate.yml'), 'min-test: 7\nfail-on: [never]');
    expect((await read('gate.yml')).problems).toEqual([
      expect.stringContaining('did you mean "min-tests"?'),
      expect.stringContaining('"never" is not a conclusion'),
    ]);
  });
});
