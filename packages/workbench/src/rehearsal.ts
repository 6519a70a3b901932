import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastClock, readScenario, startLab, type Lab, type LabOptions } from '@perfecto-actions/lab';
import { readActionManifest, runStep, type StepOptions, type StepResult } from './step-runner/index.ts';
import { workspaceRoot } from './workspace.ts';

/** A lab whose time runs a hundred times as fast, and a job's folder with a blank in its name. */
export interface Rehearsal {
  lab: Lab;
  folder: string;
  workspace: string;
  /** Runs an action's bundle, main and post, with what it needs to reach the lab. */
  run(action: string, inputs: Record<string, string>, options?: Partial<StepOptions>): Promise<StepResult>;
  /** Catalogue ids of the requests that the lab got, in the order they came. */
  operations(): (string | undefined)[];
  /** Content of every file that the runner and the actions left in the temporary folder. */
  leftBehind(): Promise<string>;
  /** Stops the lab and removes the folder. */
  close(): Promise<void>;
}

/** Opens a lab for bundles to be tried against. `scenario` is YAML; by default every script passes. */
export async function openRehearsal(
  scenario = '',
  options: Omit<LabOptions, 'scenario'> = {},
): Promise<Rehearsal> {
  const lab = await startLab({ clock: fastClock(100), scenario: readScenario(scenario), ...options });
  const folder = await mkdtemp(join(tmpdir(), 'a job '));
  const workspace = join(folder, 'work');
  await mkdir(workspace);
  return {
    lab,
    folder,
    workspace,
    async run(action, inputs, options = {}) {
      const uses = join(workspaceRoot, 'actions', action);
      const polls = (await readActionManifest(uses)).inputs.some(({ name }) => name === 'poll-interval');
      return runStep(uses, {
        workspace,
        tempDir: join(folder, 'temp'),
        secrets: { TOKEN: lab.tokens.automation },
        ...options,
        with: {
          cloud: lab.url,
          'security-token': '${{ secrets.TOKEN }}',
          'ca-file': lab.caFile,
          ...(polls && { 'poll-interval': '20ms' }),
          ...inputs,
        },
      });
    },
    operations: () => lab.requests.map(({ operation }) => operation),
    leftBehind: () => textsBelow(join(folder, 'temp')),
    async close() {
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A step that has to be green; throws its log when it is not. */
export async function demandGreen(running: Promise<StepResult>): Promise<StepResult> {
  const step = await running;
  if (step.outcome !== 'success') throw new Error(`The step was ${step.outcome}:\n${step.log}`);
  return step;
}

/** The texts of all files below a folder, one after the other: everything that a job left there. */
export async function textsBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  return texts.join('\n');
}
