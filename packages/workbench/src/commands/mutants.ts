import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../child-process.ts';
import { workspaceRoot } from '../workspace.ts';

/** What is changed, and the tests that are to notice. */
interface Area {
  readonly sources: string;
  readonly tests: string;
}

const areas: Readonly<Record<string, Area>> = {
  gate: {
    sources: 'packages/results/src/gate*.ts',
    tests: 'packages/results/test/{gate,gate-words,policy-examples}.test.ts',
  },
  decode: {
    sources: 'packages/client/src/decode/*.ts',
    tests: 'packages/client/test/decode*.test.ts',
  },
  transport: {
    sources: 'packages/client/src/transport/*.ts',
    tests:
      'packages/client/test/{connection,download-hosts,proxy,refusals,retries,secret-parameters,secrets,upload,hosts}.test.ts',
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(areas, name));
if (unknown.length > 0) {
  process.stderr.write(`No area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  for (const [name, area] of Object.entries(areas)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if ((await change(name, area)) !== 0) process.exitCode = 1;
  }
}

/** Changes the sources of an area, one place at a time, and runs its tests each time; prints what nobody noticed. */
async function change(name: string, { sources, tests }: Area): Promise<number> {
  const folder = join(workspaceRoot, '.work', 'mutants');
  await mkdir(folder, { recursive: true });
  const config = join(folder, `${name}.config.json`);
  await writeFile(config, JSON.stringify(strykerConfig(name, sources, tests), null, 2));
  const stryker = join(workspaceRoot, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  return runChild(process.execPath, [stryker, 'run', config], { cwd: workspaceRoot });
}

function strykerConfig(name: string, sources: string, tests: string): object {
  return {
    mutate: [sources],
    packageManager: 'pnpm',
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      configFile: 'jest.config.js',
      enableFindRelatedTests: false,
      // Stryker looks for the environment beside the root, where pnpm puts what the root names.
      config: { testMatch: [`<rootDir>/${tests}`], testEnvironment: 'jest-environment-node' },
    },
    coverageAnalysis: 'perTest',
    // A copy elsewhere would not have the links between the packages; Stryker puts the sources back at its end.
    inPlace: true,
    tempDirName: `.work/mutants/${name}`,
    concurrency: 1,
    timeoutMS: 20_000,
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `.work/mutants/${name}.json` },
    thresholds: { high: 95, low: 90, break: null },
  };
}
