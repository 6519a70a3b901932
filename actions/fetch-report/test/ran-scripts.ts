import { mkdir, rm } from 'node:fs/promises';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

/** A lab in which a script has run already, once for all tests of a file. */
export interface Ran {
  job: Rehearsal;
  /** The output of run-script. */
  executions: string;
}

/** A lab in which the script passed, and one in which it failed. */
export async function ranGreenAndRed(): Promise<[green: Ran, red: Ran]> {
  return [
    await ran(''),
    await ran("scripts: [{ match: '*', outcome: failed, message: 'Welcome is missing' }]"),
  ];
}

/** Empties the workspaces for the next test. */
export async function emptyWorkspaces(all: readonly Ran[]): Promise<void> {
  for (const { job } of all) {
    await rm(job.workspace, { recursive: true });
    await mkdir(job.workspace);
  }
}

async function ran(scenario: string): Promise<Ran> {
  const job = await openRehearsal(scenario);
  const inputs = { 'script-key': 'PUBLIC:Samples/login.xml', 'device-ids': 'R3DEMO000008' };
  const started = await job.run('run-script', inputs);
  return { job, executions: started.outputs['executions'] ?? '' };
}
