import { phone, startMs } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

const hour = 3_600_000;
const wanted = { resourceIds: [phone], startTime: -1, endTime: startMs + hour, description: 'a & b' };

/** Reservations of both generations. */
export const reservationCalls: OperationCalls = {
  'reservation.create':
    ({ client }) =>
    (options) =>
      client.reservations.create(wanted, options),
  'reservation.list': async (world) => {
    await world.reservation();
    const request = { resourceIds: [phone], startTime: startMs, endTime: startMs + hour };
    return (options) => world.client.reservations.list(request, options);
  },
  'reservation.info': async (world) => {
    const reservationId = await world.reservation();
    return (options) => world.client.reservations.info({ reservationId }, options);
  },
  'reservation.update': async (world) => {
    const request = { reservationId: await world.reservation(), endTime: startMs + 2 * hour };
    return (options) => world.client.reservations.update(request, options);
  },
  'reservation.delete': async (world) => {
    const reservationId = await world.reservation();
    return (options) => world.client.reservations.delete({ reservationId }, options);
  },
  'reservation.v1.create':
    ({ client }) =>
    (options) =>
      client.v1.reservations.create(wanted, options),
  'reservation.v1.info': async (world) => {
    const reservationId = await world.reservation();
    return (options) => world.client.v1.reservations.info({ reservationId }, options);
  },
  'reservation.v1.update': async (world) => {
    const request = { reservationId: await world.reservation(), endTime: startMs + 2 * hour };
    return (options) => world.client.v1.reservations.update(request, options);
  },
  'reservation.v1.delete': async (world) => {
    const reservationId = await world.reservation();
    return (options) => world.client.v1.reservations.delete({ reservationId }, options);
  },
};
