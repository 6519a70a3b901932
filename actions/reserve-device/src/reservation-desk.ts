import {
  ConflictError,
  DecodeError,
  NotFoundError,
  RefusedError,
  ServerError,
  TransportError,
  type ApiError,
  type CallOptions,
} from '@perfecto-actions/client';
import type { Client } from './client.ts';

/** A reservation that was asked for; enough to find it again when the answer is lost. */
export interface Attempt {
  deviceId: string;
  mark: string;
  endsAtMs: number;
}

export interface Reservation extends Attempt {
  reservationId: string;
}

/** Signals of a reservation: the call gets the late one, a repetition ends at the early one. */
export interface ReserveOptions {
  signal: AbortSignal;
  lateSignal: AbortSignal;
}

const tries = 3;

/** Reservations of a cloud: v1 with a token, the legacy calls with user and password. */
export class ReservationDesk {
  readonly #client: Client;
  readonly #isV1: boolean;

  constructor(client: Client) {
    this.#client = client;
    this.#isV1 = client.credentialsKind === 'token';
  }

  /**
   * Reserves one device from now on. Throws the last error when the answer was lost and no reservation can be found.
   * After a lost answer the reservation is looked up, and only when it is not there the call is repeated: should
   * the first call arrive late all the same, the service refuses one of the two, since they overlap.
   */
  async reserve(attempt: Attempt, { signal, lateSignal }: ReserveOptions): Promise<Reservation> {
    const options = { signal: lateSignal };
    for (let number = 1; ; number += 1) {
      try {
        return await this.#create(attempt, options);
      } catch (error) {
        if (!isLost(error) && !(number > 1 && isRefusal(error))) throw error;
        const found = await this.find(attempt, options);
        if (found) return found;
        if (!isLost(error) || number === tries) throw error;
        await this.#client.clock.sleep(pauseMs(error, number), signal);
      }
    }
  }

  async #create(attempt: Attempt, options: CallOptions): Promise<Reservation> {
    const request = {
      resourceIds: [attempt.deviceId],
      startTime: -1,
      endTime: attempt.endsAtMs,
      description: attempt.mark,
    };
    const { reservationIds } = this.#isV1
      ? await this.#client.v1.reservations.create(request, options)
      : await this.#client.reservations.create(request, options);
    const [reservationId] = reservationIds;
    if (reservationId === undefined) {
      throw new DecodeError(
        'reservation.create',
        '$.reservationIds[0]',
        'the id of the reservation',
        reservationIds,
      );
    }
    return { ...attempt, reservationId };
  }

  /**
   * Looks for a reservation by its mark; there is no v1 list. Where the service shows no descriptions, one on the
   * same device with the same end counts, if it shows its owner: strangers' owners are hidden (documented).
   */
  async find(attempt: Attempt, options: CallOptions): Promise<Reservation | undefined> {
    const { reservations = [] } = await this.#client.reservations.list(
      { resourceIds: [attempt.deviceId], startTime: attempt.endsAtMs - 1, endTime: attempt.endsAtMs + 1 },
      options,
    );
    const found = reservations.find(
      ({ resourceId, description, endTime, status, reservedTo }) =>
        resourceId === attempt.deviceId &&
        status !== 'EXPIRED' &&
        (description === undefined
          ? reservedTo !== undefined && endTime?.millis === attempt.endsAtMs
          : description === attempt.mark),
    );
    return found && { ...attempt, reservationId: found.id };
  }

  /** Ends a reservation; one that is gone already is fine. */
  async release({ reservationId }: Pick<Reservation, 'reservationId'>, options: CallOptions): Promise<void> {
    try {
      await (this.#isV1
        ? this.#client.v1.reservations.delete({ reservationId }, { repeatable: true, ...options })
        : this.#client.reservations.delete({ reservationId }, { repeatable: true, ...options }));
    } catch (error) {
      if (!(error instanceof NotFoundError) || error.sentence === undefined) throw error;
    }
  }
}

/**
 * Whether an error says that this device cannot be had now, so that another one may be tried. A status without a
 * word of the service (a redirect, an address that nobody knows) says nothing of the device.
 */
export function isRefusal(error: unknown): error is ApiError {
  const isNo =
    error instanceof RefusedError || error instanceof ConflictError || error instanceof NotFoundError;
  return isNo && error.sentence !== undefined;
}

/** Whether the reservation may have been made although no usable answer came. */
function isLost(error: unknown): boolean {
  return (
    (error instanceof TransportError && error.sent === 'unknown') ||
    error instanceof ServerError ||
    error instanceof DecodeError
  );
}

function pauseMs(error: unknown, number: number): number {
  const askedMs = error instanceof ServerError ? error.retryAfterMs : undefined;
  return Math.min(15_000, askedMs ?? 500 * number);
}
