import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import {
  ConnectionLostError,
  DecodeError,
  RateLimitError,
  RefusedError,
  ServerError,
  type ClientOptions,
} from '../src/index.ts';
import { failureOf, login, openLab, startMs } from './open-lab.ts';

const list = { 'time.offset': 60 };

describe('a read', () => {
  it.each<[string, Fault]>([
    ['503', { kind: 'status', status: 503, body: 'down' }],
    ['500 without a sentence', { kind: 'status', status: 500 }],
    ['408', { kind: 'status', status: 408 }],
    ['a web page with 502', { kind: 'status', status: 502, body: '<html>Bad gateway</html>' }],
    ['a reset before the answer', { kind: 'reset-before' }],
    ['a reset within the request', { kind: 'reset-within', afterBytes: 1 }],
    ['a reset after the work', { kind: 'reset-after' }],
    ['an answer cut short', { kind: 'truncate', afterBytes: 5 }],
    ['an answer cut short without a length', { kind: 'truncate', afterBytes: 5, announce: 'none' }],
    ['an unreadable answer', { kind: 'malformed-body', body: '{"executions":[' }],
    ['a web page with 200', { kind: 'malformed-body', body: '<!doctype html><p>Hello' }],
  ])('R5: is repeated after %s, with growing pauses', async (_, fault) => {
    const { lab, client, clock, events } = await openLab();
    lab.faults.add({ ...fault, times: 2 });
    expect(await client.executions.list(list)).toEqual({ executions: [] });
    expect(clock.sleeps).toEqual([250, 500]);
    expect(lab.requests).toHaveLength(3);
    expect(events.map(({ attempt, retryInMs }) => [attempt, retryInMs])).toEqual([
      [1, 250],
      [2, 500],
      [3, undefined],
    ]);
  });

  it('R13: ends after four attempts, without a pause after the last', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({ kind: 'status', status: 503 });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ code: 'SERVER_FAILED', status: 503, operation: 'script.list' });
    expect(lab.requests).toHaveLength(4);
    expect(clock.sleeps).toEqual([250, 500, 1000]);
  });

  it('R13: begins no attempt later than the limit of time', async () => {
    const { lab, client, clock } = await openLab({}, { retries: { attempts: 100, withinMs: 5_000 } });
    lab.faults.add({ kind: 'status', status: 503 });
    await failureOf(client.executions.list(list));
    expect(clock.now() - startMs).toBeLessThanOrEqual(5_000);
    expect(lab.requests.length).toBeGreaterThan(3);
  });

  it.each([
    [0, [250, 500, 1_000, 2_000, 4_000, 7_500, 7_500]],
    [0.5, [375, 750, 1_500, 3_000, 6_000, 11_250, 11_250]],
    [1, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]],
  ])(
    'pauses twice as long each time, up to 15 s, and between half and the whole of it: %d',
    async (random, pauses) => {
      const retries = { attempts: pauses.length + 1 };
      const { lab, client, clock } = await openLab({}, { retries, random: () => random });
      lab.faults.add({ kind: 'status', status: 503 });
      await failureOf(client.executions.list(list));
      expect(clock.sleeps).toEqual(pauses);
    },
  );

  it.each([
    [249, []],
    [250, [250]],
    [749, [250]],
    [750, [250, 500]],
  ])(
    'R13: begins an attempt just within the limit of time, and none after it: %d ms',
    async (withinMs, pauses) => {
      const { lab, client, clock } = await openLab({}, { retries: { attempts: 3, withinMs } });
      lab.faults.add({ kind: 'status', status: 503 });
      await failureOf(client.executions.list(list));
      expect(clock.sleeps).toEqual(pauses);
    },
  );

  it('is not repeated after a refusal, also not after a legacy 500 with a sentence', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({
      kind: 'status',
      status: 500,
      body: '{"errorMessage":"Failed to get execution list - no"}',
    });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      code: 'REFUSED',
      status: 500,
      message: 'Failed to get execution list - no',
    });
    expect(clock.sleeps).toEqual([]);
  });

  it('takes a changed number of attempts for one call', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 503 });
    await failureOf(client.executions.list(list, { attempts: 1 }));
    expect(lab.requests).toHaveLength(1);
  });

  it.each<[string, Fault, unknown]>([
    ['a reset', { kind: 'reset-after' }, ConnectionLostError],
    ['a cut answer', { kind: 'truncate', afterBytes: 3 }, ConnectionLostError],
    ['an unreadable answer', { kind: 'malformed-body', body: '{' }, DecodeError],
  ])('keeps the class of the last error: %s', async (_, fault, expected) => {
    const { lab, client } = await openLab({}, { retries: { attempts: 2 } });
    lab.faults.add(fault);
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(expected);
    if (error instanceof ConnectionLostError)
      expect(error).toMatchObject({
        code: 'CONNECTION_LOST',
        sent: 'unknown',
        cause: expect.objectContaining({ code: expect.any(String) }),
      });
  });

  it('reads on over a wrong content type, a slow answer and a skewed clock', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'content-type', contentType: 'text/html', times: 1 });
    lab.faults.add({ kind: 'drip', bytesPerSecond: 200, times: 1 });
    lab.faults.add({ kind: 'clock-skew', skewMs: -86_400_000, times: 1 });
    for (let n = 0; n < 3; n += 1) expect(await client.executions.list(list)).toEqual({ executions: [] });
    expect(lab.requests.map(({ fault }) => fault)).toEqual(['content-type', 'drip', 'clock-skew']);
  });
});

describe('a change', () => {
  it.each<[string, Fault, unknown]>([
    ['503', { kind: 'status', status: 503 }, ServerError],
    ['a reset before', { kind: 'reset-before' }, ConnectionLostError],
    ['a reset within', { kind: 'reset-within', afterBytes: 1 }, ConnectionLostError],
    ['a reset after', { kind: 'reset-after' }, ConnectionLostError],
    ['an unreadable answer', { kind: 'malformed-body', body: '<' }, DecodeError],
  ])('R6: is never repeated: %s', async (_, fault, expected) => {
    const { lab, client, clock } = await openLab();
    lab.faults.add(fault);
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toBeInstanceOf(expected);
    expect(lab.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('is repeated when the caller says that this does no harm', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 503, times: 2 });
    await client.artifacts
      .edit({ artifactLocator: login, tags: [] }, { repeatable: true })
      .catch(() => undefined);
    expect(lab.requests).toHaveLength(3);
  });

  it('is not lost on a kept connection that the server has just closed', async () => {
    const { lab, client } = await openLab();
    for (let n = 0; n < 5; n += 1) {
      await client.executions.list(list);
      await client.executions.execute({ scriptKey: login });
    }
    expect(lab.state.executions.all.size).toBe(5);
  });
});

describe('a change that provably left nothing behind', () => {
  it.each<[string, Partial<ClientOptions>]>([
    ['no connection within its own limit', { limits: { connectMs: 30 } }],
    ['no connection within that of the call', { limits: { callMs: 30 } }],
  ])('is repeated: %s', async (_, options) => {
    const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { as, clock } = await openLab();
    const client = as('automation', {
      cloud: `https://127.0.0.1:${port}`,
      retries: { attempts: 2 },
      ...options,
    });
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toMatchObject({ sent: 'no' });
    expect(clock.sleeps).toEqual([250]);
    await client.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('R19: a rate limit', () => {
  it.each([
    ['a read', 'seconds'],
    ['a read', 'a date'],
    ['a change', 'seconds'],
    ['a change', 'a date'],
  ] as const)('is obeyed by %s, given as %s', async (kind, form) => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({
      kind: 'status',
      status: 429,
      retryAfter: form === 'seconds' ? 7 : new Date(startMs + 7_000),
      times: 1,
    });
    if (kind === 'a read') await client.executions.list(list);
    else await client.executions.execute({ scriptKey: login });
    expect(clock.sleeps).toEqual([7_000]);
    expect(lab.state.executions.all.size).toBe(kind === 'a read' ? 0 : 1);
  });

  it.each([undefined, 'soon', '-5', '1.5', ''])(
    'backs off by itself when the service names no time, or none that can be read: %j',
    async (time) => {
      const { lab, client, clock } = await openLab();
      const headers = time === undefined ? {} : { 'Retry-After': time };
      lab.faults.add({ kind: 'status', status: 429, headers, times: 1 });
      await client.executions.list(list);
      expect(clock.sleeps).toEqual([250]);
    },
  );

  it('does not wait for a date that has passed', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({ kind: 'status', status: 429, retryAfter: new Date(startMs - 60_000), times: 1 });
    await client.executions.list(list);
    expect(clock.sleeps).toEqual([0]);
  });

  it('ends the call with the wait it asked for when that is longer than the limit', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({
      kind: 'status',
      status: 429,
      retryAfter: 3_600,
      body: '{"errorMessage":"Too many requests"}',
    });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 3_600_000,
      message: 'Too many requests',
    });
    expect(clock.sleeps).toEqual([]);
  });

  it('of a 503 with Retry-After counts as well', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({ kind: 'status', status: 503, retryAfter: 9, times: 1 });
    await client.executions.list(list);
    expect(clock.sleeps).toEqual([9_000]);
  });
});
