import type { PostContext } from '@perfecto-actions/action-kit';
import { PerfectoError } from '@perfecto-actions/client';
import { DeviceDesk, type Attempt, type Reservation } from './device-desk.ts';
import type { Inputs } from './inputs.ts';

/** Releases what the main step reserved, also what it asked for without living to see the answer (R30). */
export async function post(_: Inputs, context: PostContext): Promise<void> {
  const desk = new DeviceDesk(context.client);
  const options = { signal: context.signal };
  const reservations = JSON.parse(context.state('reservations') || '[]') as Reservation[];
  const attempts = JSON.parse(context.state('attempts') || '[]') as Attempt[];
  const marks = new Set(reservations.map((reservation) => reservation.mark));
  for (const attempt of attempts.filter(({ mark }) => !marks.has(mark))) {
    const found = await desk.find(attempt, options);
    if (found) reservations.push(found);
  }
  for (const { reservationId, deviceId } of reservations) {
    try {
      await desk.release({ reservationId }, options);
      context.log.info(`Released ${deviceId} (reservation ${reservationId})`);
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      context.log.warning(
        `Reservation ${reservationId} could not be released, it ends by itself: ${error.message}`,
      );
    }
  }
  if (reservations.length === 0) context.log.info('No reservation is left to release.');
}
