import { execFileSync } from 'node:child_process';
import type { OutsideProgram } from './find-program.ts';

/** The browser in which the page of a run is tested. */
export const chromium: OutsideProgram = {
  name: 'Chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  pathVariable: 'CHROMIUM_PATH',
  requireVariable: 'REQUIRE_BROWSER',
  tests: 'the browser tests',
};

/** The oldest act whose ways the tests know; .ci/run installs this one. */
const triedAct = [0, 2, 87] as const;

/** nektos/act, a runner for GitHub's workflows that nobody here wrote. */
export const act: OutsideProgram = {
  name: 'act',
  commands: ['act'],
  pathVariable: 'ACT_PATH',
  requireVariable: 'REQUIRE_ACT',
  tests: 'the tests that let act run the example workflows',
  complaint: (path) => {
    const version = versionOf(path);
    if (version === undefined) return `${path} is not nektos/act`;
    return isOlder(version) ? `act ${version.join('.')} is older than ${triedAct.join('.')}` : undefined;
  },
};

/** All outside programs, in the order in which they are spoken of. */
export const outsidePrograms: readonly OutsideProgram[] = [chromium, act];

/** "act version 0.2.87", in numbers. */
function versionOf(path: string): readonly number[] | undefined {
  try {
    const said = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
    return /^act version v?(\d+)\.(\d+)\.(\d+)/.exec(said)?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}

function isOlder(version: readonly number[]): boolean {
  const index = triedAct.findIndex((part, at) => part !== version[at]);
  return index !== -1 && (version[index] ?? 0) < (triedAct[index] ?? 0);
}
