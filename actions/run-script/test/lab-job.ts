import { afterEach } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '@perfecto-actions/lab';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import type { StepOptions, StepResult } from '@perfecto-actions/workbench/step-runner';

/** Folder of the action. */
export const action = fileURLToPath(new URL('..', import.meta.url));

/** Two devices of the lab. */
export const devices = ['F52F82C4DEMO01', 'F52F82C4DEMO02'] as const;

/** A script that every lab holds. */
export const scriptKey = 'PUBLIC:Samples/login.xml';

/** A scenario in which a script runs until it is stopped. */
export const endless = "scripts: [{ match: '*', duration: 24h }]";

/** A rehearsal of this action. */
export interface LabJob extends Pick<Rehearsal, 'lab' | 'folder' | 'workspace'> {
  /** Runs the bundle, main and post, with what it needs to reach the lab. */
  run(inputs: Record<string, string>, options?: Partial<StepOptions>): Promise<StepResult>;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Opens a lab and a job folder; both are gone after the test. */
export async function openLabJob(scenario = ''): Promise<LabJob> {
  const rehearsal = await openRehearsal(scenario);
  closers.push(() => rehearsal.close());
  return { ...rehearsal, run: (inputs, options) => rehearsal.run('run-script', inputs, options) };
}

/** Puts a script file into the workspace; by default one that runs for three seconds of the lab's time. */
export async function writeScript({ workspace }: LabJob, text = 'a script'): Promise<string> {
  await mkdir(join(workspace, 'my tests'), { recursive: true });
  await writeFile(join(workspace, 'my tests', 'smoke test.xml'), text);
  return 'my tests/smoke test.xml';
}

/** How the executions of the lab stand: `running`, or the code they ended with. */
export function executionsOf(lab: Lab): string[] {
  return [...lab.state.executions.all.values()].map(({ flowEndCode }) => flowEndCode ?? 'running');
}

/** Ids of the lab's executions, oldest first. */
export function idsOf(lab: Lab): string[] {
  return [...lab.state.executions.all.values()].map(({ executionId }) => executionId);
}

/** Catalogue ids of the requests that a lab got. */
export function requestsOf(lab: Lab): string[] {
  return lab.requests.map(({ operation }) => operation ?? '');
}

/** A job that is cancelled as soon as its log holds a text, or after a time in ms that follows it. */
export function cancelAt(text: string): Pick<StepOptions, 'log' | 'signal'> {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    log: (line) => {
      if (line.includes(text)) controller.abort();
    },
  };
}

/** Kills the step at once where a runner waits ten seconds. */
export const killAtOnce = { sigtermAfterMs: 0, sigkillAfterMs: 0 };
