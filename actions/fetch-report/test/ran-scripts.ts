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
    await ran('', 1),
    // Its first execution would have the id of the green one, if both labs were in the same second of their time.
    await ran("scripts: [{ match: '*', outcome: failed, message: 'Welcome is missing' }]", 2),
  ];
}

/** Empties the workspaces for the next test. */
export async function emptyWorkspaces(all: readonly Ran[]): Promise<void> {
  for (const { job } of all) {
    await rm(job.workspace, { recursive: true });
    await mkdir(job.workspace);
  }
}

/** Runs the script so often in a lab of its own, and gives the last execution. */
async function ran(scenario: string, times: number): Promise<Ran> {
  const job = await openRehearsal(scenario);
  const inputs = { 'script-key': 'PUBLIC:Samples/login.xml', 'device-ids': 'R3DEMO000008' };
  let executions = '';
  for (let time = 1; time <= times; time += 1) {
    executions = (await job.run('run-script', inputs)).outputs['executions'] ?? '';
  }
  return { job, executions };
}
