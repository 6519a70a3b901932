import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rehearsal } from '../../rehearsal.ts';

/** What the runner itself keeps in its temporary folder. */
const ofTheRunner = /^temp\/(_runner_file_commands|_github_workflow)\//;

/** Names of the executions that still run and of the reservations that still hold a device. */
export function leftInCloud({ lab }: Rehearsal): string[] {
  const { executions, reservations } = lab.state;
  const running = [...executions.all.values()].filter(({ status }) => status !== 'Completed');
  const held = [...reservations.all.values()].filter((one) => reservations.status(one) !== 'EXPIRED');
  return [
    ...running.map(({ executionId }) => `execution ${executionId}`),
    ...held.map(({ id }) => `reservation ${id}`),
  ];
}

/** Scripts that run-script uploaded. */
export function leftScripts({ lab }: Rehearsal): string[] {
  const items = [...lab.state.repository.all.values()].filter(({ path }) => path.startsWith('ci/demo/'));
  return items.map(({ path }) => `script ${path}`);
}

/** Files in the workspace and in the runner's temporary folder, with their sizes; without the runner's own. */
export async function filesOf({ folder }: Rehearsal): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, number>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isFile() && !ofTheRunner.test(name)) files.set(name, (await stat(path)).size);
  }
  return files;
}
