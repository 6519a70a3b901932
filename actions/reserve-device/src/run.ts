import { randomUUID } from 'node:crypto';
import { inWords, type StepContext } from '@perfecto-actions/action-kit';
import { ConflictError, InputError, PerfectoError, RefusedError } from '@perfecto-actions/client';
import { DeviceDesk, type Attempt, type Device, type ListedDevice, type Reservation } from './device-desk.ts';
import type { Inputs } from './inputs.ts';

export interface Result {
  devices: Device[];
  reservations: Reservation[];
  endsAtMs?: number;
  /** Why nothing was reserved. */
  shortage?: string;
  skipped: boolean;
  plan: boolean;
}

/** Reserves what is free now; on a clash the next candidate is tried. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const { log, clock, signal } = context;
  const search = new Search(inputs, context);
  const untilMs = clock.now() + (inputs.noDevice === 'wait' ? inputs.waitMs : 0);
  let lastShortage = '';
  for (;;) {
    const result = await search.once();
    if (result.shortage === undefined) {
      writeOutputs(result, context);
      return result;
    }
    const leftMs = untilMs - clock.now();
    if (leftMs <= 0) return giveUp(inputs, context, result);
    if (result.shortage !== lastShortage) log.info(`${result.shortage} Waiting up to ${inWords(leftMs)}.`);
    lastShortage = result.shortage;
    await clock.sleep(Math.min(inputs.pollIntervalMs, leftMs), signal);
  }
}

function giveUp(inputs: Inputs, context: StepContext, result: Result): Result {
  const skipped = inputs.noDevice === 'skip';
  if (skipped) context.log.notice(`${result.shortage ?? ''} Skipped, as no-device says.`);
  const given = { ...result, skipped };
  writeOutputs(given, context);
  return given;
}

class Search {
  readonly #inputs: Inputs;
  readonly #context: StepContext;
  readonly #desk: DeviceDesk;
  readonly #attempts: Attempt[] = [];
  readonly #held: Reservation[] = [];

  constructor(inputs: Inputs, context: StepContext) {
    this.#inputs = inputs;
    this.#context = context;
    this.#desk = new DeviceDesk(context.client);
  }

  /** One look at the lab. What was reserved is released again when it is not enough: holding and waiting would block others. */
  async once(): Promise<Result> {
    const { count, connection, durationMs } = this.#inputs;
    const { log, clock } = this.#context;
    const { devices, serviceTimeMs } = await this.#candidates();
    const free = devices.filter((device) => device.taken === undefined);
    if (connection.plan) {
      const chosen = free.slice(0, count);
      log.info(`Plan: would reserve ${chosen.map(describe).join(', ') || 'nothing, no device is free'}.`);
      return { devices: chosen, reservations: [], skipped: false, plan: true };
    }
    // The service's clock counts: with a skewed one the reservation would end at another time than told.
    const endsAtMs = (serviceTimeMs ?? clock.now()) + durationMs;
    const got: Device[] = [];
    const refusals: string[] = [];
    try {
      for (const device of free) {
        if (got.length === count || refusals.length === 10) break;
        this.#context.signal.throwIfAborted();
        const refusal = await this.#reserve(device, endsAtMs);
        if (refusal === undefined) got.push(device);
        else refusals.push(`${device.deviceId}: ${refusal}`);
      }
    } catch (error) {
      await this.#releaseAll();
      throw error;
    }
    if (got.length === count) {
      return {
        devices: got.map(withoutTaken),
        reservations: [...this.#held],
        endsAtMs,
        skipped: false,
        plan: false,
      };
    }
    await this.#releaseAll();
    return {
      devices: [],
      reservations: [],
      shortage: this.#shortage(devices, got.length, refusals),
      skipped: false,
      plan: false,
    };
  }

  async #candidates() {
    const { deviceIds, filters } = this.#inputs;
    const { signal } = this.#context;
    if (deviceIds.length === 0) return this.#desk.list({ ...filters, status: 'connected' }, { signal });
    const { devices, serviceTimeMs } = await this.#desk.list({}, { signal });
    const known = new Map(devices.map((device) => [device.deviceId.toLowerCase(), device]));
    const unknown = deviceIds.filter((deviceId) => !known.has(deviceId.toLowerCase()));
    if (unknown.length > 0) {
      throw new InputError(
        unknown.map(
          (deviceId) => `device-ids: the lab has no device ${deviceId}, or your user may not see it.`,
        ),
      );
    }
    return {
      devices: deviceIds.flatMap((deviceId) => known.get(deviceId.toLowerCase()) ?? []),
      serviceTimeMs,
    };
  }

  /** The sentence of a refusal, or undefined when the device is ours. */
  async #reserve(device: ListedDevice, endsAtMs: number): Promise<string | undefined> {
    const { log, saveState, lateSignal } = this.#context;
    const attempt = {
      deviceId: device.deviceId,
      mark: `${this.#inputs.mark} ${randomUUID().slice(0, 8)}`,
      endsAtMs,
    };
    this.#attempts.push(attempt);
    // Kept before the call: should this process die in it, the post step still finds the reservation.
    saveState('attempts', this.#attempts);
    try {
      const reservation = await this.#desk.reserve(attempt, { signal: lateSignal });
      if (!reservation) return 'the answer was lost and no reservation can be found';
      this.#held.push(reservation);
      saveState('reservations', this.#held);
      log.info(
        `Reserved ${describe(device)} until ${new Date(endsAtMs).toISOString()} (reservation ${reservation.reservationId})`,
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof RefusedError) && !(error instanceof ConflictError)) throw error;
      log.info(`${describe(device)} could not be reserved: ${error.message}`);
      return error.message;
    }
  }

  async #releaseAll(): Promise<void> {
    const { log, saveState } = this.#context;
    for (const reservation of this.#held.splice(0)) {
      try {
        await this.#desk.release(reservation, { attempts: 2 });
        log.info(`Released ${reservation.deviceId} again (reservation ${reservation.reservationId})`);
      } catch (error) {
        if (!(error instanceof PerfectoError)) throw error;
        log.warning(`Reservation ${reservation.reservationId} could not be released: ${error.message}`);
      }
    }
    saveState('reservations', this.#held);
  }

  #shortage(devices: readonly ListedDevice[], got: number, refusals: readonly string[]): string {
    const { count, deviceIds } = this.#inputs;
    const found =
      devices.length === 0
        ? 'no device matches'
        : `${devices.length} match${devices.length === 1 ? 'es' : ''}, ${got} could be had`;
    const taken = devices.filter((device) => device.taken !== undefined);
    const why = [
      ...taken.slice(0, 5).map((device) => `${describe(device)} is ${device.taken ?? ''}`),
      ...refusals.slice(0, 5),
    ];
    const wanted = deviceIds.length > 0 ? deviceIds.join(', ') : `${count} device${count === 1 ? '' : 's'}`;
    return `Wanted ${wanted}: ${found}${why.length > 0 ? ` (${why.join('; ')})` : ''}.`;
  }
}

function describe(device: Device): string {
  const model = [device.manufacturer, device.model].filter(Boolean).join(' ');
  return model === '' ? device.deviceId : `${model} (${device.deviceId})`;
}

function withoutTaken(device: ListedDevice): Device {
  const plain = { ...device };
  delete plain.taken;
  return plain;
}

function writeOutputs(result: Result, { setOutput }: StepContext): void {
  setOutput('device-id', result.devices[0]?.deviceId ?? '');
  setOutput(
    'device-ids',
    result.devices.map((device) => device.deviceId),
  );
  setOutput('devices', result.devices);
  setOutput('matrix', { include: result.devices });
  setOutput(
    'reservation-ids',
    result.reservations.map((reservation) => reservation.reservationId),
  );
  setOutput('reserved', result.reservations.length > 0);
  setOutput('ends-at', result.endsAtMs === undefined ? '' : new Date(result.endsAtMs).toISOString());
}
