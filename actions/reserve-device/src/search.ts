import { randomUUID } from 'node:crypto';
import {
  describeDevice,
  listDevices,
  momentInWords,
  withoutTaken,
  type Device,
  type ListedDevice,
} from '@perfecto-actions/action-kit';
import { PerfectoError, TransportError } from '@perfecto-actions/client';
import { isRefusal, ReservationDesk, type Attempt, type Reservation } from './reservation-desk.ts';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** What one look at the lab brought. */
export interface Found {
  devices: Device[];
  reservations: Reservation[];
  endsAtMs?: number;
  /** Why nothing was reserved. */
  shortage?: string;
}

/** Looks for devices and reserves them; remembers in the state of the step what has to be released. */
export class Search {
  readonly #inputs: Inputs;
  readonly #context: StepContext;
  readonly #desk: ReservationDesk;
  /** Asked for, and the answer is open or was lost. What is settled goes: the state has to stay small. */
  #open: Attempt[] = [];
  #held: Reservation[] = [];
  /** Should have been released, but that failed; left to the post step. */
  readonly #stuck: Reservation[] = [];

  constructor(inputs: Inputs, context: StepContext) {
    this.#inputs = inputs;
    this.#context = context;
    this.#desk = new ReservationDesk(context.client);
  }

  /** One look at the lab. What was reserved is released again when it is not enough: holding and waiting would block others. */
  async once(): Promise<Found> {
    const { count, connection, durationMs } = this.#inputs;
    const { client, clock, signal } = this.#context;
    const { devices, serviceTimeMs } = await listDevices(client, this.#inputs, { signal });
    const free = devices.filter((device) => device.taken === undefined);
    if (connection.plan) return this.#plan(devices, free);
    if (free.length < count) return this.#nothing(devices, free.length, []);
    // The service's clock counts: with a skewed one the reservation would end at another time than told.
    const endsAtMs = (serviceTimeMs ?? clock.now()) + durationMs;
    const got: Device[] = [];
    const refusals: string[] = [];
    try {
      for (const device of free) {
        if (got.length === count || refusals.length === 10) break;
        signal.throwIfAborted();
        const refusal = await this.#reserve(device, endsAtMs);
        if (refusal === undefined) got.push(withoutTaken(device));
        else refusals.push(`${device.deviceId}: ${refusal}`);
      }
    } catch (error) {
      await this.#releaseAll();
      throw error;
    }
    if (got.length === count) return { devices: got, reservations: [...this.#held], endsAtMs };
    await this.#releaseAll();
    return this.#nothing(devices, got.length, refusals);
  }

  /** A plan is red only for what waiting would not mend: too few devices that match. */
  #plan(devices: readonly ListedDevice[], free: readonly ListedDevice[]): Found {
    const { count } = this.#inputs;
    const { log } = this.#context;
    const chosen = free.slice(0, count);
    if (devices.length < count) return this.#nothing(devices, chosen.length, []);
    log.info(`Plan: would reserve ${chosen.map(describeDevice).join(', ') || 'nothing now'}.`);
    if (chosen.length < count) log.notice(this.#shortage(devices, chosen.length, []));
    return { devices: chosen.map(withoutTaken), reservations: [] };
  }

  #nothing(devices: readonly ListedDevice[], got: number, refusals: readonly string[]): Found {
    return { devices: [], reservations: [], shortage: this.#shortage(devices, got, refusals) };
  }

  /** The sentence of a refusal, or undefined when the device is ours. */
  async #reserve(device: ListedDevice, endsAtMs: number): Promise<string | undefined> {
    const { log, signal, lateSignal } = this.#context;
    const attempt = {
      deviceId: device.deviceId,
      mark: `${this.#inputs.mark} ${randomUUID().slice(0, 8)}`,
      endsAtMs,
    };
    // Kept before the call: should this process die in it, the post step still finds the reservation.
    this.#open.push(attempt);
    this.#save();
    try {
      const reservation = await this.#desk.reserve(attempt, { signal, lateSignal });
      this.#held.push(reservation);
      this.#settle(attempt);
      log.info(
        `Reserved ${describeDevice(device)} until ${momentInWords(endsAtMs)} (reservation ${reservation.reservationId})`,
      );
      return undefined;
    } catch (error) {
      const neverLeft = error instanceof TransportError && error.sent === 'no';
      if (neverLeft || isRefusal(error)) this.#settle(attempt);
      if (!isRefusal(error)) throw error;
      log.info(`${describeDevice(device)} could not be reserved: ${error.message}`);
      return error.message;
    }
  }

  async #releaseAll(): Promise<void> {
    const { log, lateSignal } = this.#context;
    // Of a cancelled step little time is left; what it does not reach, the post step releases.
    const signal = lateSignal.aborted ? AbortSignal.timeout(2_000) : lateSignal;
    const held = this.#held;
    this.#held = [];
    for (const reservation of held) {
      try {
        await this.#desk.release(reservation, { attempts: 2, signal });
        log.info(`Released ${reservation.deviceId} again (reservation ${reservation.reservationId})`);
      } catch (error) {
        if (!(error instanceof PerfectoError)) throw error;
        this.#stuck.push(reservation);
        log.warning(`Reservation ${reservation.reservationId} could not be released: ${error.message}`);
      }
    }
    this.#save();
  }

  #settle(attempt: Attempt): void {
    this.#open = this.#open.filter((other) => other !== attempt);
    this.#save();
  }

  #save(): void {
    const { saveState } = this.#context;
    // In this order a reservation is in one of the two at every moment.
    saveState('reservations', [...this.#stuck, ...this.#held]);
    // The runner hands the state on as a variable, whose size the system limits.
    saveState('attempts', this.#open.slice(-100));
  }

  #shortage(devices: readonly ListedDevice[], got: number, refusals: readonly string[]): string {
    const { count, deviceIds } = this.#inputs;
    const found =
      devices.length === 0
        ? 'no device matches'
        : `${devices.length} match${devices.length === 1 ? 'es' : ''}, ${got} could be had`;
    const taken = devices.filter((device) => device.taken !== undefined);
    const why = [
      ...taken.slice(0, 5).map((device) => `${describeDevice(device)} is ${device.taken ?? ''}`),
      ...refusals.slice(0, 5),
    ];
    const wanted = deviceIds.length > 0 ? deviceIds.join(', ') : `${count} device${count === 1 ? '' : 's'}`;
    return `Wanted ${wanted}: ${found}${why.length > 0 ? ` (${why.join('; ')})` : ''}.`;
  }
}
