import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decideBrowserTests } from '../browser/browser-tests.ts';
import { runChild } from '../child-process.ts';
import { countsLine, readTestCounts } from '../test-counts.ts';
import { workspaceRoot } from '../workspace.ts';

const resultsFile = join(workspaceRoot, '.work', 'jest-results.json');
const jestOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
await mkdir(join(workspaceRoot, '.work'), { recursive: true });
await rm(resultsFile, { force: true });

const browser = decideBrowserTests(process.env);

const steps = [
  await step('Types', ['typescript/bin/tsc', '--noEmit', '-p', '.']),
  // Browser code has other globals, so it is a program of its own.
  await step('Types of the page', [
    'typescript/bin/tsc',
    '--noEmit',
    '-p',
    'packages/results/src/page/browser',
  ]),
  await step('Lint', ['eslint/bin/eslint.js', '.']),
  await step('Format', ['prettier/bin/prettier.cjs', '--check', '.']),
  await step(
    'Tests',
    ['jest/bin/jest.js', '--json', `--outputFile=${resultsFile}`, ...process.argv.slice(2)],
    {
      ...process.env,
      ...(browser.decision === 'run' && { CHROMIUM_PATH: browser.chromium }),
      NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', ...jestOptions].join(' ').trim(),
    },
  ),
];

const counts = await readTestCounts(resultsFile);
if (browser.decision !== 'run') process.stdout.write(`${browser.line}\n`);
process.exitCode =
  steps.every(Boolean) && browser.decision !== 'fail' && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
process.stdout.write(`${countsLine(counts)}\n`);

/** Runs a tool of the root package under this Node, with a heading and its duration; false if it failed. */
async function step(
  heading: string,
  [bin = '', ...args]: readonly string[],
  env = process.env,
): Promise<boolean> {
  process.stdout.write(`\n== ${heading}\n`);
  const startedAt = performance.now();
  const code = await runChild(process.execPath, [join(workspaceRoot, 'node_modules', bin), ...args], {
    cwd: workspaceRoot,
    env,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`== ${heading}: ${code === 0 ? 'good' : 'FAILED'} after ${seconds} s\n`);
  return code === 0;
}
