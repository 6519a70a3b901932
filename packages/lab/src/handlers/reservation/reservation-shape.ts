import { fill } from '../../invented.ts';
import type { Tree } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { reaches } from '../../state/devices/device-reach.ts';
import type { Reservation } from '../../state/reservations.ts';
import { isoSeconds, timePair } from '../times.ts';

/** What a create or update asks for; times in ms, -1 meaning now. */
export interface ReservationRequest {
  deviceIds: string[];
  startMs: number;
  endMs: number;
  reservedTo: string | undefined;
  description: string | undefined;
}

/** Statuses that differ between the generations. */
export interface ReservationStatuses {
  overlap: number;
  other: number;
}

/** One reservation of an answer. Who made it for whom is for administrators with admin=true, and for these users. */
export function reservationTree(call: Call, reservation: Reservation, asAdmin: boolean): Tree {
  const name = call.user.name;
  const isOwn = reservation.reservedTo === name || reservation.reservedBy === name;
  return {
    id: reservation.id,
    resourceId: reservation.deviceId,
    ...(asAdmin || isOwn ? { reservedTo: reservation.reservedTo } : {}),
    startTime: timePair(reservation.startMs),
    endTime: timePair(reservation.endMs),
    ...(asAdmin || isOwn ? { reservedBy: reservation.reservedBy } : {}),
    status: call.state.reservations.status(reservation),
    created: timePair(reservation.createdMs),
    lastModified: timePair(reservation.modifiedMs),
    ...(reservation.description === '' ? {} : { description: reservation.description }),
  };
}

/** The reservation a call names; `Reservation not found` is documented on the v1 delete page. */
export function findReservation(call: Call, status: number): Reservation {
  const reservation = call.state.reservations.all.get(call.parameters.required('reservationId'));
  if (!reservation) throw new Refusal(status, 'Reservation not found');
  return reservation;
}

/** Makes one reservation for each device, or none at all when one of them cannot be had. */
export function createReservations(
  call: Call,
  wanted: ReservationRequest,
  statuses: ReservationStatuses,
): string[] {
  const { state, user } = call;
  const asAdmin = actsAsAdmin(call, 'reservations');
  const reservedTo = wanted.reservedTo ?? user.name;
  if (reservedTo !== user.name) demandOther(call, reservedTo, asAdmin, statuses);
  const startMs = wanted.startMs === -1 ? state.clock.now() : wanted.startMs;
  checkTimes(call, startMs, wanted.endMs, asAdmin, statuses);
  const devices = wanted.deviceIds.map((deviceId) => {
    const device = state.devices.find(deviceId);
    const holder = state.users.byName(reservedTo);
    if (!device || !holder || !reaches(holder, device, state.deviceGroups)) {
      throw new Refusal(statuses.other, `Device not found - ${deviceId}`);
    }
    checkOverlap(call, device.deviceId, startMs, wanted.endMs, statuses);
    return device;
  });
  const ids = new Map<string, string>();
  for (const { deviceId } of devices) {
    if (ids.has(deviceId)) continue;
    const { id } = state.reservations.create({
      deviceId,
      reservedTo,
      reservedBy: user.name,
      startMs,
      endMs: wanted.endMs,
      description: wanted.description ?? '',
    });
    ids.set(deviceId, id);
  }
  return [...ids.values()];
}

/** Changes what is given, leaves the rest. */
export function updateReservation(
  call: Call,
  reservation: Reservation,
  wanted: Partial<Omit<ReservationRequest, 'deviceIds'>>,
  statuses: ReservationStatuses,
): void {
  const { state } = call;
  const asAdmin = actsAsAdmin(call, 'reservations');
  demandOwn(call, reservation, asAdmin, statuses);
  const reservedTo = wanted.reservedTo ?? reservation.reservedTo;
  if (reservedTo !== reservation.reservedTo) demandOther(call, reservedTo, asAdmin, statuses);
  const startMs = wanted.startMs === -1 ? state.clock.now() : (wanted.startMs ?? reservation.startMs);
  const endMs = wanted.endMs ?? reservation.endMs;
  if (startMs !== reservation.startMs || endMs !== reservation.endMs) {
    checkTimes(call, startMs, endMs, asAdmin, statuses);
    checkOverlap(call, reservation.deviceId, startMs, endMs, statuses, reservation.id);
  }
  state.reservations.all.patch(reservation.id, {
    startMs,
    endMs,
    reservedTo,
    description: wanted.description ?? reservation.description,
    modifiedMs: state.clock.now(),
  });
}

/**
 * Ends a reservation. One under way keeps what is past and is EXPIRED (scope remaining) or goes altogether (entire,
 * administrators only); one that has not begun is dropped.
 */
export function deleteReservation(call: Call, reservation: Reservation, statuses: ReservationStatuses): void {
  const { state } = call;
  const asAdmin = actsAsAdmin(call, 'reservations');
  demandOwn(call, reservation, asAdmin, statuses);
  const isEntire = call.parameters.text('scope')?.toLowerCase() === 'entire';
  if (isEntire && !asAdmin) {
    throw new Refusal(statuses.other, fill(state.settings.notAuthorizedText, { user: call.user.name }));
  }
  const now = state.clock.now();
  if (state.reservations.status(reservation) === 'STARTED' && !isEntire) {
    state.reservations.all.patch(reservation.id, { endMs: now, modifiedMs: now });
  } else {
    state.reservations.all.remove(reservation.id);
  }
}

function demandOwn(
  call: Call,
  reservation: Reservation,
  asAdmin: boolean,
  statuses: ReservationStatuses,
): void {
  const { name } = call.user;
  if (asAdmin || reservation.reservedTo === name || reservation.reservedBy === name) return;
  // A stranger's reservation is treated as if it were not there (invented).
  throw new Refusal(statuses.other, 'Reservation not found');
}

function demandOther(call: Call, reservedTo: string, asAdmin: boolean, statuses: ReservationStatuses): void {
  const { state, user } = call;
  if (!asAdmin)
    throw new Refusal(statuses.other, fill(state.settings.notAuthorizedText, { user: user.name }));
  if (!state.users.byName(reservedTo)) {
    throw new Refusal(statuses.other, fill(state.settings.userNotFoundText, { user: reservedTo }));
  }
}

function checkTimes(
  call: Call,
  startMs: number,
  endMs: number,
  asAdmin: boolean,
  statuses: ReservationStatuses,
): void {
  const { settings, clock } = call.state;
  if (endMs <= startMs || endMs <= clock.now())
    throw new Refusal(statuses.other, settings.reservationTimesText);
  if (!asAdmin && endMs - startMs > settings.maxReservationMs) {
    const minutes = Math.floor(settings.maxReservationMs / 60_000);
    throw new Refusal(statuses.other, fill(settings.reservationTooLongText, { minutes }));
  }
}

function checkOverlap(
  call: Call,
  deviceId: string,
  startMs: number,
  endMs: number,
  statuses: ReservationStatuses,
  exceptId?: string,
): void {
  const { reservations, settings } = call.state;
  const other = reservations.overlapping(deviceId, startMs, endMs, exceptId);
  if (!other) return;
  const values = { deviceId, start: isoSeconds(other.startMs), end: isoSeconds(other.endMs) };
  throw new Refusal(statuses.overlap, fill(settings.reservationOverlapText, values));
}
