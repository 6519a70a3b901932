import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decideBrowserTests } from '../src/browser/browser-tests.ts';
import { ChromiumPathError, findChromium } from '../src/browser/find-chromium.ts';

let folder: string;
let chrome: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-chromium-'));
  chrome = join(folder, 'google-chrome');
  await writeFile(chrome, '');
  await chmod(chrome, 0o755);
  await writeFile(join(folder, 'chromium'), 'no program');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('findChromium', () => {
  it('takes the first program of a known name on PATH, and nothing that cannot be started', () => {
    expect(findChromium({ PATH: ['', '/nowhere', folder].join(delimiter) })).toBe(chrome);
    expect(findChromium({ PATH: '/nowhere' })).toBeUndefined();
    expect(findChromium({})).toBeUndefined();
  });

  it('takes CHROMIUM_PATH before anything else, and refuses one that leads nowhere', () => {
    expect(findChromium({ CHROMIUM_PATH: chrome, PATH: '/nowhere' })).toBe(chrome);
    expect(findChromium({ CHROMIUM_PATH: '', PATH: folder })).toBe(chrome);
    expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: folder })).toThrow(
      ChromiumPathError,
    );
  });
});

describe('decideBrowserTests', () => {
  it('runs them where there is a browser', () => {
    expect(decideBrowserTests({ PATH: folder })).toEqual({ decision: 'run', chromium: chrome });
  });

  it('skips them with one line where there is none', () => {
    const decided = decideBrowserTests({ PATH: '/nowhere', REQUIRE_BROWSER: '0' });
    expect(decided).toEqual({
      decision: 'skip',
      line: 'No Chromium was found: the browser tests are skipped. Install chromium or set CHROMIUM_PATH to run them.',
    });
  });

  it('fails where a browser is required and there is none', () => {
    expect(decideBrowserTests({ PATH: '/nowhere', REQUIRE_BROWSER: '1' }).decision).toBe('fail');
  });
});
