import { stopExecutions } from '@perfecto-actions/action-kit';
import { PerfectoError, inParallel } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { findExecutions } from './left-executions.ts';
import { findReservations, type LeftReservation } from './left-reservations.ts';
import { findScripts, type LeftScript } from './left-scripts.ts';

/** What was found, and what became of it. */
export interface Result {
  released: LeftReservation[];
  stopped: string[];
  deleted: string[];
  /** What should have gone but did not, each with the reason. */
  left: { id: string; why: string }[];
  plan: boolean;
}

/** Looks for everything first, then ends it: executions before the devices and scripts they use. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const { log } = context;
  const { plan } = inputs.connection;
  const { reservations, serviceTimeMs } = await findReservations(inputs, context);
  const scripts = await findScripts(inputs, serviceTimeMs, context);
  const { executionIds, busyScripts } = await findExecutions(inputs, scripts, serviceTimeMs, context);
  const result: Result = { released: [], stopped: [], deleted: [], left: [], plan };
  try {
    if (plan) {
      for (const executionId of executionIds) log.info(`Plan: would stop ${executionId}.`);
      for (const { id, deviceId, mark } of reservations)
        log.info(`Plan: would release reservation ${id} of ${deviceId} (${mark}).`);
      return { ...result, released: reservations, stopped: executionIds };
    }
    const running = new Set(await stopExecutions(executionIds, context));
    result.stopped = executionIds.filter((executionId) => !running.has(executionId));
    result.left = [...running].map((id) => ({ id, why: 'the service did not stop it' }));
    await release(reservations, result, context);
    // What could not be stopped may still need its script.
    if (inputs.deleteScripts && running.size === 0)
      await deleteScripts(scripts, busyScripts, result, context);
    return result;
  } finally {
    writeOutputs(result, context);
  }
}

async function release(
  reservations: readonly LeftReservation[],
  result: Result,
  { client, log, signal }: StepContext,
): Promise<void> {
  const api = client.credentialsKind === 'token' ? client.v1.reservations : client.reservations;
  await inParallel(reservations, 4, (reservation) =>
    ending(reservation.id, result, async () => {
      await api.delete({ reservationId: reservation.id }, { signal, repeatable: true });
      result.released.push(reservation);
      log.info(`Released ${reservation.deviceId} (reservation ${reservation.id}, ${reservation.mark})`);
    }),
  );
}

/** A script that something was started from this minute stays; the next sweep takes it. */
async function deleteScripts(
  scripts: readonly LeftScript[],
  busyScripts: ReadonlySet<string>,
  result: Result,
  { client, log, signal }: StepContext,
): Promise<void> {
  const idle = scripts.filter(({ key, isOld }) => isOld && !busyScripts.has(key));
  await inParallel(idle, 4, ({ key }) =>
    ending(key, result, async () => {
      await client.artifacts.delete(key, { signal, repeatable: true });
      result.deleted.push(key);
      log.info(`Deleted ${key}`);
    }),
  );
}

/** One that cannot be ended keeps no other from its try. */
async function ending(id: string, result: Result, end: () => Promise<void>): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!(error instanceof PerfectoError) || error.code === 'CANCELLED') throw error;
    result.left.push({ id, why: error.message });
  }
}

function writeOutputs({ released, stopped, deleted, left, plan }: Result, { setOutput }: StepContext): void {
  setOutput('released', plan ? [] : released.map(({ id }) => id));
  setOutput('stopped', plan ? [] : stopped);
  setOutput('deleted', deleted);
  setOutput(
    'left',
    left.map(({ id }) => id),
  );
}
