import { momentInWords } from '@perfecto-actions/action-kit';
import { PerfectoError, inParallel } from '@perfecto-actions/client';
import type { PostContext } from './client.ts';
import { ReservationDesk, type Attempt, type Reservation } from './reservation-desk.ts';

/**
 * Releases what the main step reserved, also what it asked for without living to see the answer (R30). One that
 * fails or hangs keeps no other from its try: the step has 30 s in all.
 */
export async function post(context: PostContext): Promise<void> {
  const { log, signal } = context;
  const desk = new ReservationDesk(context.client);
  const reservations = JSON.parse(context.state('reservations') || '[]') as Reservation[];
  const attempts = JSON.parse(context.state('attempts') || '[]') as Attempt[];
  const known = new Set(reservations.map(({ mark }) => mark));
  const lost = attempts.filter(({ mark }) => !known.has(mark));
  let done = 0;

  const release = async ({ deviceId, reservationId }: Reservation) => {
    done += 1;
    try {
      await desk.release({ reservationId }, { signal });
      log.info(`Released ${deviceId} (reservation ${reservationId})`);
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      log.warning(`Reservation ${reservationId} could not be released, it ends by itself: ${error.message}`);
    }
  };
  const seek = async (attempt: Attempt) => {
    try {
      const found = await desk.find(attempt, { signal });
      if (found) await release(found);
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      done += 1;
      log.warning(
        `Whether ${attempt.deviceId} is still reserved could not be found out; if so, it ends by itself at ${momentInWords(attempt.endsAtMs)}: ${error.message}`,
      );
    }
  };
  await inParallel(
    [...reservations.map((item) => () => release(item)), ...lost.map((item) => () => seek(item))],
    8,
    (work) => work(),
  );
  if (done === 0) log.info('No reservation is left to release.');
}
