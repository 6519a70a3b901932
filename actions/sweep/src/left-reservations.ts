import { runOfMark } from '@perfecto-actions/action-kit';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** A reservation that carries this repository's mark. */
export interface LeftReservation {
  id: string;
  deviceId: string;
  mark: string;
}

/** The longest reservation that reserve-device makes, so the latest end one of them can have. */
const longestMs = 24 * 3_600_000;

/**
 * Reservations of other runs of this repository that still hold a device and began long enough ago, and the time of
 * the service, by which everything is judged. There is no v1 list.
 */
export async function findReservations(
  { olderThanMs, identity }: Inputs,
  { client, clock, log, signal }: StepContext,
): Promise<{ reservations: LeftReservation[]; serviceTimeMs: number }> {
  const now = clock.now();
  const { reservations = [], info } = await client.reservations.list(
    { startTime: now, endTime: now + longestMs },
    { signal },
  );
  const serviceTimeMs = info?.creationTime?.millis ?? now;
  const unmarked = reservations.filter(({ description }) => description === undefined);
  if (unmarked.length > 0) {
    log.info(
      `${unmarked.length} reservations show no description, so whose they are cannot be told; left alone.`,
    );
  }
  const left = reservations.flatMap(({ id, resourceId, description = '', status, startTime, created }) => {
    const run = runOfMark(description, identity.repository);
    const begunMs = startTime?.millis ?? created?.millis;
    if (run === undefined || run === identity.runId || status === 'EXPIRED') return [];
    if (begunMs === undefined || begunMs > serviceTimeMs - olderThanMs) return [];
    return [{ id, deviceId: resourceId, mark: description }];
  });
  return { reservations: left, serviceTimeMs };
}
