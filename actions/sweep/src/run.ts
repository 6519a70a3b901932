import { messageWithHint, stopExecutions } from '@perfecto-actions/action-kit';
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
  left: { what: 'execution' | 'reservation' | 'script'; id: string; why: string }[];
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
    result.left = [...running].map((id) => ({
      what: 'execution',
      id,
      why: 'the service did not stop it, see the warning',
    }));
    await release(reservations, result, context);
    await lookAgain(reservations, result, inputs, context);
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
    ending('reservation', reservation.id, result, async () => {
      await api.delete({ reservationId: reservation.id }, { signal, repeatable: true });
      released(reservation, result, log);
    }),
  );
}

/** A release whose answer was lost may have been made: what is not listed any more is no longer left. */
async function lookAgain(
  reservations: readonly LeftReservation[],
  result: Result,
  inputs: Inputs,
  context: StepContext,
): Promise<void> {
  const open = reservations.filter(({ id }) => result.left.some((left) => left.id === id));
  if (open.length === 0) return;
  let standing: readonly LeftReservation[];
  try {
    ({ reservations: standing } = await findReservations(inputs, context));
  } catch (error) {
    // Without a second look, what failed counts as failed.
    if (!(error instanceof PerfectoError) || error.code === 'CANCELLED') throw error;
    return;
  }
  for (const reservation of open) {
    if (standing.some(({ id }) => id === reservation.id)) continue;
    result.left = result.left.filter(({ id }) => id !== reservation.id);
    released(reservation, result, context.log);
  }
}

function released(reservation: LeftReservation, result: Result, log: StepContext['log']): void {
  result.released.push(reservation);
  log.info(`Released ${reservation.deviceId} (reservation ${reservation.id}, ${reservation.mark})`);
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
    ending('script', key, result, async () => {
      await client.artifacts.delete(key, { signal, repeatable: true });
      result.deleted.push(key);
      log.info(`Deleted ${key}`);
    }),
  );
}

/** One that cannot be ended keeps no other from its try. */
async function ending(
  what: 'reservation' | 'script',
  id: string,
  result: Result,
  end: () => Promise<void>,
): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!(error instanceof PerfectoError) || error.code === 'CANCELLED') throw error;
    result.left.push({ what, id, why: messageWithHint(error) });
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
