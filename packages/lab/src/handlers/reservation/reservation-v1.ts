import type { Answer, Tree } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call, Handler, Handlers } from '../../server/call.ts';
import { integerMember, textMember, textsMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import {
  createReservations,
  deleteReservation,
  findReservation,
  reservationTree,
  updateReservation,
} from './reservation-shape.ts';
import type { ReservationStatuses } from './reservation-shape.ts';
import { infoBlock } from '../times.ts';

/** The v1 Reservation service. It has no list; a client falls back to the legacy one. */
export const handlers: Handlers = {
  'reservation.v1.create': enabled((call) => {
    const deviceIds = textsMember(call.json, 'resourceIds') ?? [];
    const wanted = {
      deviceIds,
      startMs: integerMember(call.json, 'startTime') ?? -1,
      endMs: integerMember(call.json, 'endTime') ?? 0,
      reservedTo: textMember(call.json, 'reservedTo'),
      description: textMember(call.json, 'description'),
    };
    const reservationIds = createReservations(call, wanted, statusesOf(call));
    return texts({ reservationIds, info: infoBlock(call.state, reservationIds.length) });
  }),
  'reservation.v1.info': enabled((call) => {
    const reservation = findReservation(call, 400);
    const asAdmin = actsAsAdmin(call, 'reservations');
    return texts({ info: infoBlock(call.state), reservation: reservationTree(call, reservation, asAdmin) });
  }),
  'reservation.v1.update': enabled((call) => {
    const startMs = integerMember(call.json, 'startTime');
    const endMs = integerMember(call.json, 'endTime');
    const changes = {
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      reservedTo: textMember(call.json, 'reservedTo'),
      description: textMember(call.json, 'description'),
    };
    updateReservation(call, findReservation(call, 400), changes, statusesOf(call));
    return texts({ status: 'Success' });
  }),
  'reservation.v1.delete': enabled((call) => {
    deleteReservation(call, findReservation(call, 400), statusesOf(call));
    return texts({ status: 'Success' });
  }),
};

function enabled(handler: (call: Call) => Answer): Handler {
  return (call) => {
    if (call.state.settings.reservationsEnabled) return handler(call);
    throw new Refusal(400, 'Reservation is disabled. Please contact support.', { whole: true });
  };
}

function statusesOf(call: Call): ReservationStatuses {
  return { overlap: call.state.settings.reservationOverlapV1Status, other: 400 };
}

// Times and counts are strings here as well (notes-resources.md).
function texts(tree: Tree): Answer {
  return { kind: 'tree', tree, scalars: 'text' };
}
