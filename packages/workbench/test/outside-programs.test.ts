import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram, ProgramPathError } from '../src/outside-programs/find-program.ts';
import { decideTests } from '../src/outside-programs/program-tests.ts';
import { act, chromium } from '../src/outside-programs/programs.ts';

let folder: string;
let chrome: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outside-programs-'));
  chrome = await program('', 'google-chrome', '');
  await writeFile(join(folder, 'chromium'), 'no program');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(below: string, name: string, script: string): Promise<string> {
  const path = join(folder, below, name);
  await mkdir(join(folder, below), { recursive: true });
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

/** An act that says this version of itself, alone on PATH. */
async function actThatSays(line: string): Promise<{ PATH: string }> {
  const below = line.replace(/\W/g, '-');
  await program(below, 'act', `#!/bin/sh\necho '${line}'\n`);
  return { PATH: join(folder, below) };
}

describe('findProgram', () => {
  it('takes the first program of a known name on PATH, and nothing that cannot be started', () => {
    expect(findProgram(chromium, { PATH: ['', '/nowhere', folder].join(delimiter) })).toBe(chrome);
    expect(findProgram(chromium, { PATH: '/nowhere' })).toBeUndefined();
    expect(findProgram(chromium, {})).toBeUndefined();
  });

  it('takes the path variable before anything else, and refuses one that leads nowhere', () => {
    expect(findProgram(chromium, { CHROMIUM_PATH: chrome, PATH: '/nowhere' })).toBe(chrome);
    expect(findProgram(chromium, { CHROMIUM_PATH: '', PATH: folder })).toBe(chrome);
    expect(() => findProgram(chromium, { CHROMIUM_PATH: '/nowhere/chromium', PATH: folder })).toThrow(
      ProgramPathError,
    );
  });
});

describe('decideTests', () => {
  it('runs them where there is the program', () => {
    expect(decideTests(chromium, { PATH: folder })).toEqual({ decision: 'run', path: chrome });
  });

  it('skips them with one line where there is none', () => {
    expect(decideTests(chromium, { PATH: '/nowhere', REQUIRE_BROWSER: '0' })).toEqual({
      decision: 'skip',
      line: 'No Chromium was found: the browser tests are skipped. Install chromium or set CHROMIUM_PATH to run them.',
    });
  });

  it('fails where it is required and there is none', () => {
    expect(decideTests(chromium, { PATH: '/nowhere', REQUIRE_BROWSER: '1' })).toEqual({
      decision: 'fail',
      line: 'No Chromium was found, and REQUIRE_BROWSER=1 asks for its tests.',
    });
  });

  // Elsewhere act is not asked for its version, and the programs made above cannot be started.
  const onUnix = process.platform === 'win32' ? it.skip : it;

  onUnix.each(['0.2.87', '0.2.100', '0.3.0', '1.0.0'])('takes act %s', async (version) => {
    const decided = decideTests(act, await actThatSays(`act version ${version}`));
    expect(decided.decision).toBe('run');
  });

  onUnix.each(['0.2.86', '0.1.99'])('skips act %s, whose ways nobody tried', async (version) => {
    const decided = decideTests(act, await actThatSays(`act version ${version}`));
    expect(decided).toEqual({
      decision: 'skip',
      line: `act ${version} is older than 0.2.87: the tests that let act run the example workflows are skipped. Install act or set ACT_PATH to run them.`,
    });
  });

  onUnix('does not take another program of the name act', async () => {
    const decided = decideTests(act, { ...(await actThatSays('a theatre')), REQUIRE_ACT: '1' });
    expect(decided).toMatchObject({ decision: 'fail' });
    expect(decided).toMatchObject({ line: expect.stringContaining('is not nektos/act') });
  });
});
