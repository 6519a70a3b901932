import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  runJob,
  type JobOptions,
  type JobResult,
  type JobStep,
  type StageResult,
} from '../src/step-runner/index.ts';

/** Folder of a fixture action. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/actions/${name}`, import.meta.url));
}

/** A step that runs the given module text as its main stage. `fs` and `write(variable, text)` are at hand. */
export function scripted(script: string, step: Partial<JobStep> = {}): JobStep {
  return { uses: fixture('scripted'), ...step, with: { script: prelude + script, ...step.with } };
}

/** The same for the post stage. */
export function postScript(script: string): { 'post script': string } {
  return { 'post script': prelude + script };
}

const prelude = `import fs from 'node:fs';
const write = (variable, text) => fs.appendFileSync(process.env[variable], text + '\\n');
`;

/** What a stage said after the runner had listed its inputs, which hold the script's own text. */
export function printed(stage: StageResult | undefined): string {
  const log = stage?.log ?? '';
  const end = log.indexOf('##[endgroup]');
  return log.slice(end + '##[endgroup]'.length + 1);
}

/** Runs a job in folders of its own, which are removed afterwards. */
export async function runScratchJob(
  steps: readonly JobStep[],
  options: Partial<JobOptions> = {},
): Promise<JobResult> {
  const folder = await mkdtemp(join(tmpdir(), 'step-runner-'));
  try {
    return await runJob({
      steps,
      workspace: join(folder, 'work'),
      tempDir: join(folder, 'temp'),
      // Their secrets are there to be shown.
      records: '',
      ...options,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
