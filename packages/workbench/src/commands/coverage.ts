import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../run-child.ts';
import { coverageRows } from '../source-coverage/coverage-rows.ts';
import { readCoverage } from '../source-coverage/v8-coverage.ts';
import { renderTable } from '../measuring/table.ts';
import { workspaceRoot } from '../workspace.ts';

const packages = ['client', 'results', 'action-kit'];
// The script of the page runs in a browser, and what makes its assets runs in `npm run generate`.
const page = join(workspaceRoot, 'packages', 'results', 'src', 'page');
const elsewhere = ['browser', 'generated', 'generate.ts'].map((name) => join(page, name));
const counts = join(workspaceRoot, '.work', 'coverage');
const own = join(workspaceRoot, 'packages', 'workbench', 'src', 'source-coverage');

const testsPassed = process.argv.includes('--as-counted') || (await countTests());
const folders = packages.map((name) => join(workspaceRoot, 'packages', name, 'src'));
const files = await readCoverage(counts, folders, workspaceRoot, elsewhere);
for (const { path, missed } of files) {
  if (missed.length > 0) process.stdout.write(`${path}: ${missed.join(', ')}\n`);
}
const rows = packages.flatMap((name) => coverageRows(name, files));
process.stdout.write(`\n${renderTable(rows)}`);
// From sources every step starts slower, which tests that count seconds may mind; `npm test` is what judges them.
if (!testsPassed) process.stdout.write('Some tests failed, so the figures may be too low.\n');
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;

/** Runs the tests of the three packages and of all actions, whose steps run from the sources; false if one failed. */
async function countTests(): Promise<boolean> {
  await rm(counts, { recursive: true, force: true });
  await mkdir(counts, { recursive: true });
  const node = join(counts, 'node');
  const hook = join(own, 'sources-for-bundles.ts');
  // Not sh: dash drops variables whose names hold a dash, as those of inputs do.
  await writeFile(
    node,
    `#!/usr/bin/env bash\nNODE_V8_COVERAGE='${counts}' exec '${process.execPath}' --disable-warning=ExperimentalWarning --import '${hook}' "$@"\n`,
  );
  await chmod(node, 0o755);
  const config = {
    rootDir: workspaceRoot,
    testMatch: [...packages.map((name) => `packages/${name}`), 'actions/*'].map(
      (folder) => `<rootDir>/${folder}/test/**/*.test.ts`,
    ),
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': join(own, 'strip-types.ts') },
    testEnvironment: 'node',
    maxWorkers: 2,
    testTimeout: 120_000,
    collectCoverage: true,
    coverageProvider: 'v8',
    coverageReporters: [],
    collectCoverageFrom: packages.map((name) => `<rootDir>/packages/${name}/src/**/*.ts`),
    reporters: ['default', [join(own, 'keep-v8-coverage.ts'), { folder: counts }]],
  };
  const code = await runChild(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      join(workspaceRoot, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--config', JSON.stringify(config)],
      ...process.argv.slice(2),
    ],
    { cwd: workspaceRoot, env: { ...process.env, STEP_RUNNER_NODE: node } },
  );
  return code === 0;
}
