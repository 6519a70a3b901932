import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '@perfecto-actions/lab';
import type { StepResult } from '../../step-runner/index.ts';

/** A step that is over, post stage included. */
export interface Over {
  lab: Lab;
  step: StepResult;
  /** Holds `work`, the workspace, and `temp`, RUNNER_TEMP and TMPDIR. */
  folder: string;
  /** Reservations and executions that others had begun before. */
  was: ReadonlySet<string>;
  /** Names in the workspace that are no litter. */
  mayStay: readonly string[];
}

/** What the step left and nobody knows of: running executions, reservations, files. In words, empty when there is nothing. */
export async function leftBehind({ lab, step, folder, was, mayStay }: Over): Promise<string[]> {
  const remarks = [...step.annotations, ...(step.post?.annotations ?? [])].map(({ message }) => message);
  const announced = JSON.stringify([step.outputs, remarks]);
  const executions = [...lab.state.executions.all.values()]
    .filter(({ status }) => status !== 'Completed' && status !== 'Terminating')
    // A step that is red may leave what others began; one that is green may leave what it tells of.
    .filter(({ executionId }) =>
      step.outcome === 'success' ? !announced.includes(executionId) : !was.has(executionId),
    )
    .map(({ executionId }) => `execution ${executionId} runs on`);
  const reservations = [...lab.state.reservations.all.values()]
    .filter((reservation) => lab.state.reservations.status(reservation) === 'STARTED')
    .filter(({ id }) => step.outcome === 'success' || !was.has(id))
    // What a post stage could not release, it warns of.
    .filter(
      ({ id }) => !remarks.some((remark) => remark.startsWith(`Reservation ${id} could not be released`)),
    )
    .map(({ id, deviceId }) => `reservation ${id} holds ${deviceId}`);
  const entries = await readdir(join(folder, 'work'), { recursive: true });
  const strays = entries.filter(
    (entry) => entry.endsWith('.part') || !mayStay.includes(entry.split('/')[0] ?? ''),
  );
  // The runner's own files are in RUNNER_TEMP, too.
  const temporary = (await readdir(join(folder, 'temp'))).filter((name) => !name.startsWith('_'));
  return [
    ...executions,
    ...reservations,
    ...strays.map((name) => `${name} in the workspace`),
    ...temporary.map((name) => `${name} in the temporary folder`),
  ];
}
