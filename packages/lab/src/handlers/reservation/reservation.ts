import { success, treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import {
  createReservations,
  deleteReservation,
  findReservation,
  reservationTree,
  updateReservation,
} from './reservation-shape.ts';
import type { ReservationStatuses } from './reservation-shape.ts';
import { infoBlock } from '../times.ts';

// "500 in practice also refusals" (client code); the catalogue gives it for every refusal of this group.
const statuses: ReservationStatuses = { overlap: 500, other: 500 };

/** The legacy Reservation group. */
export const handlers: Handlers = {
  'reservation.create': create,
  'reservation.list': list,
  'reservation.info': (call) => {
    const reservation = findReservation(call, statuses.other);
    const asAdmin = actsAsAdmin(call, 'reservations');
    return treeAnswer({
      info: infoBlock(call.state),
      reservation: reservationTree(call, reservation, asAdmin),
    });
  },
  'reservation.update': (call) => {
    const { parameters } = call;
    const startMs = parameters.integer('startTime');
    const endMs = parameters.integer('endTime');
    const changes = {
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      reservedTo: parameters.text('reservedTo'),
      description: parameters.raw('description'),
    };
    updateReservation(call, findReservation(call, statuses.other), changes, statuses);
    return success;
  },
  'reservation.delete': (call) => {
    deleteReservation(call, findReservation(call, statuses.other), statuses);
    return success;
  },
};

function create(call: Call): Answer {
  const { parameters } = call;
  const wanted = {
    deviceIds: parameters.list('resourceIds') ?? [],
    startMs: parameters.integer('startTime') ?? -1,
    endMs: parameters.integer('endTime') ?? 0,
    reservedTo: parameters.text('reservedTo'),
    description: parameters.raw('description'),
  };
  const reservationIds = createReservations(call, wanted, statuses);
  return treeAnswer({ reservationIds, info: infoBlock(call.state, reservationIds.length) });
}

function list(call: Call): Answer {
  const { parameters, state } = call;
  const asAdmin = actsAsAdmin(call, 'reservations');
  // The page gives resourceIds the odd default true, which stands for all.
  const wanted = parameters.list('resourceIds')?.filter((id) => id.toLowerCase() !== 'true');
  const deviceIds = wanted && wanted.length > 0 ? new Set(wanted.map((id) => id.toLowerCase())) : undefined;
  const startMs = parameters.integer('startTime') ?? Number.NEGATIVE_INFINITY;
  const fromMs = startMs === -1 ? state.clock.now() : startMs;
  const toMs = parameters.integer('endTime') ?? Number.POSITIVE_INFINITY;
  const reservedTo = parameters.text('reservedTo')?.toLowerCase();
  const reservations = [...state.reservations.all.values()].filter(
    (reservation) =>
      (deviceIds === undefined || deviceIds.has(reservation.deviceId.toLowerCase())) &&
      reservation.endMs > fromMs &&
      reservation.startMs < toMs &&
      (reservedTo === undefined || reservation.reservedTo.toLowerCase() === reservedTo),
  );
  return treeAnswer({
    info: infoBlock(state, reservations.length),
    reservations: reservations.map((reservation) => reservationTree(call, reservation, asAdmin)),
  });
}
