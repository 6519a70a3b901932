import { execFile } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '../workspace.ts';

const run = promisify(execFile);

/** Every test that runs an action has this in it. */
const stepRunner = 'packages/workbench/src/step-runner/job.ts';

/** Tests that start the demo, and with it the step runner, as a process, which no import shows. */
const byProcess = ['packages/workbench/test/demo.test.ts'];

/**
 * The test files that need the step runner, by jest's own graph of imports, sorted; paths from the root with slashes.
 * It knows processes and signals as Linux and macOS have them, so these are left out on Windows.
 */
export async function stepRunnerTests(): Promise<string[]> {
  const jest = join(workspaceRoot, 'node_modules/jest/bin/jest.js');
  const args = [jest, '--listTests', '--findRelatedTests', stepRunner];
  // The options of a test runner are not for it.
  const options = { cwd: workspaceRoot, env: { ...process.env, NODE_OPTIONS: '' } };
  const { stdout } = await run(process.execPath, args, options);
  const related = stdout
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((path) => relative(workspaceRoot, path).split(sep).join('/'));
  return [...related, ...byProcess].sort();
}
