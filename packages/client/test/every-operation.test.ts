import { describe, expect, it } from '@jest/globals';
import { operations, type OperationFacts } from '@perfecto-actions/catalog/facts';
import type { CallOptions } from '../src/index.ts';
import { commandCalls } from './every-operation/command.ts';
import { deviceCalls } from './every-operation/device.ts';
import { undocumentedTypes } from './every-operation/documented-types.ts';
import { groupCalls } from './every-operation/group.ts';
import { reportCalls } from './every-operation/report.ts';
import { reportingCalls } from './every-operation/reporting.ts';
import { repositoryCalls } from './every-operation/repository.ts';
import { reservationCalls } from './every-operation/reservation.ts';
import { schedulerCalls } from './every-operation/scheduler.ts';
import { scriptCalls } from './every-operation/script.ts';
import { userCalls } from './every-operation/user.ts';
import { World, type OperationCalls } from './every-operation/world.ts';

const calls: OperationCalls = {
  ...commandCalls,
  ...deviceCalls,
  ...groupCalls,
  ...reportCalls,
  ...reportingCalls,
  ...repositoryCalls,
  ...reservationCalls,
  ...schedulerCalls,
  ...scriptCalls,
  ...userCalls,
};

/** Calls an operation in a lab of its own, and tells which requests that took. */
async function run(id: string, options: CallOptions = {}) {
  const world = await World.create();
  const prepare = calls[id];
  if (!prepare) throw new TypeError(`no call of ${id}`);
  const call = await prepare(world);
  const { requests } = world.open.lab;
  const before = requests.length;
  const answer = await call(options);
  return { answer, requests: requests.slice(before) };
}

/** What tells one operation from another on the wire; two ids of the catalogue share one address. */
function addressOf({ host, methods, path, operation }: OperationFacts): string {
  // Both kinds of download go to an address that the service names.
  return [host, methods[0], path, operation].join(' ');
}

function byId(id: string | undefined): OperationFacts | undefined {
  return operations.find((operation) => operation.id === id);
}

const inBothFormats = operations.filter(
  ({ response: { formats, body } }) =>
    body === 'object' && formats.includes('json') && formats.includes('xml'),
);

describe('the client', () => {
  it('has a call for every operation of the catalogue, and for nothing else', () => {
    expect(Object.keys(calls).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'calls %s, once, and gives an answer of the documented types',
    async (id, operation) => {
      const { answer, requests } = await run(id);
      expect(requests.map(({ status }) => status)).toEqual([200]);
      const called = byId(requests[0]?.operation);
      expect(called && addressOf(called)).toBe(addressOf(operation));
      expect(undocumentedTypes(operation, answer)).toEqual([]);
    },
  );

  it.each(inBothFormats.map(({ id }) => [id] as const))(
    'gives the same answer to %s from XML as from JSON',
    async (id) => {
      const json = await run(id);
      const xml = await run(id, { format: 'xml' });
      expect(
        xml.requests.map(({ form, query }) => form['responseFormat'] ?? query['responseFormat']),
      ).toEqual(['xml']);
      expect(xml.answer).toEqual(json.answer);
    },
  );
});
