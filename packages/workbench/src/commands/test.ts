import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../run-child.ts';
import { searchLines } from '../leaks/search-line.ts';
import { searchRecords } from '../leaks/search-records.ts';
import { decideTests } from '../outside-programs/program-tests.ts';
import { outsidePrograms } from '../outside-programs/programs.ts';
import { stepRunnerTests } from '../test-run/step-runner-tests.ts';
import { countsLine, readTestCounts } from '../test-run/test-counts.ts';
import { workspaceRoot } from '../workspace.ts';

const resultsFile = join(workspaceRoot, '.work', 'jest-results.json');
const recordsFolder = join(workspaceRoot, '.work', 'run-records');
const jestOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
await mkdir(join(workspaceRoot, '.work'), { recursive: true });
await rm(resultsFile, { force: true });
await rm(recordsFolder, { recursive: true, force: true });

// Paths are patterns: a dot in them fits itself.
const leftOut = process.platform === 'win32' ? await stepRunnerTests() : [];
const programs = outsidePrograms.map((program) => ({ program, tests: decideTests(program, process.env) }));

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
    [
      'jest/bin/jest.js',
      '--json',
      `--outputFile=${resultsFile}`,
      ...leftOut.map((path) => `--testPathIgnorePatterns=${path}`),
      ...process.argv.slice(2),
    ],
    {
      ...process.env,
      ...Object.fromEntries(
        programs.flatMap(({ program, tests }) =>
          tests.decision === 'run' ? [[program.pathVariable, tests.path]] : [],
        ),
      ),
      RUN_RECORDS: recordsFolder,
      NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', ...jestOptions].join(' ').trim(),
    },
  ),
  await searchForSecrets(),
];

const counts = await readTestCounts(resultsFile);
for (const { tests } of programs) if (tests.decision !== 'run') process.stdout.write(`${tests.line}\n`);
if (leftOut.length > 0) {
  process.stdout.write(
    `Left out on Windows, since the step runner knows the signals of Linux and macOS only: ${leftOut.join(', ')}\n`,
  );
}
const lacksNone = programs.every(({ tests }) => tests.decision !== 'fail');
process.exitCode = steps.every(Boolean) && lacksNone && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
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

/** Searches everything that the tests' jobs left for the secrets they were given, and removes it. */
async function searchForSecrets(): Promise<boolean> {
  process.stdout.write('\n== Secrets\n');
  const search = await searchRecords(recordsFolder);
  await rm(recordsFolder, { recursive: true, force: true });
  process.stdout.write(`${searchLines(search).join('\n')}\n`);
  // Chosen tests may run no job; all of them together have to, where the step runner works.
  const isWhole = process.argv.length > 2 || process.platform === 'win32' || search.jobs > 0;
  return isWhole && search.leaks.length === 0;
}
