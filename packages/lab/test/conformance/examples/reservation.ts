import type { Examples, Permission, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

const hourMs = 3_600_000;

function nextHour(stage: Stage): { startTime: number; endTime: number } {
  return { startTime: stage.clock.now(), endTime: stage.clock.now() + hourMs };
}

async function reserved(stage: Stage): Promise<{ reservationId: string }> {
  const answer = await stage.call('reservation.create', {
    resourceIds: ['F52F82C4DEMO01'],
    ...nextHour(stage),
    description: 'nightly run',
  });
  return { reservationId: textAt(answer, 'reservationIds', 0) };
}

const wanted = { resourceIds: ['F52F82C4DEMO01', 'F52F82C4DEMO02'], description: 'nightly run' };

/** A user without the right who reserves for somebody else. */
function forSomebodyElse(status: number): Permission {
  return {
    refused: 'other',
    parameters: { reservedTo: 'ci.bot@example.com' },
    status,
    text: 'User other.bot@example.com is not authorized to act as administrator',
  };
}

const notTheirs = { refused: 'other', text: 'Reservation not found' } as const;

export const examples: Examples = {
  'reservation.create': {
    calls: [{ arrange: (stage) => Promise.resolve(nextHour(stage)), parameters: wanted }],
    permission: forSomebodyElse(500),
    firstHalf: 'Failed to create reservation',
  },
  'reservation.list': {
    calls: [
      {
        arrange: async (stage) => {
          await reserved(stage);
          return nextHour(stage);
        },
        parameters: { resourceIds: ['F52F82C4DEMO01'], reservedTo: 'ci.bot@example.com' },
      },
    ],
    firstHalf: 'Failed to list reservations',
  },
  'reservation.info': { calls: [{ arrange: reserved }], firstHalf: 'Failed to get reservation info' },
  'reservation.update': {
    calls: [{ arrange: reserved, parameters: { description: 'longer run' } }],
    firstHalf: 'Failed to update reservation',
  },
  'reservation.delete': {
    calls: [{ arrange: reserved, parameters: { scope: 'remaining' } }],
    permission: { ...notTheirs, status: 500 },
    firstHalf: 'Failed to delete reservation',
  },
  'reservation.v1.create': {
    calls: [{ arrange: (stage) => Promise.resolve(nextHour(stage)), parameters: wanted }],
    permission: forSomebodyElse(400),
  },
  'reservation.v1.info': { calls: [{ arrange: reserved }] },
  'reservation.v1.update': { calls: [{ arrange: reserved, parameters: { description: 'longer run' } }] },
  'reservation.v1.delete': {
    calls: [{ arrange: reserved, parameters: { scope: 'remaining' } }],
    permission: { ...notTheirs, status: 400 },
  },
};
