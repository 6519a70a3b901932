import { describe, expect, it } from '@jest/globals';
import { openProxy } from '@perfecto-actions/lab/proxy';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { ConnectError, RefusedError, TimeoutError, type TimeLimits } from '../src/index.ts';
import { afterTest, failureOf, login, openClient, openLab } from './open-lab.ts';

const list = { 'time.offset': 60 };

describe('R13: a limit of time', () => {
  it('ends a call that is never answered', async () => {
    const { lab, client } = await openLab({}, { limits: { callMs: 1_000 }, retries: { attempts: 2 } });
    lab.faults.add({ kind: 'stall' });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      code: 'TIMED_OUT',
      sent: 'unknown',
      message: 'script.list took longer than 1 s in all.',
      hint: expect.stringContaining('request-timeout'),
    });
    expect(lab.requests).toHaveLength(2);
  });

  it('ends an answer that trickles', async () => {
    const { lab, client } = await openLab({}, { limits: { callMs: 200 }, retries: { attempts: 1 } });
    lab.faults.add({ kind: 'drip', bytesPerSecond: 10 });
    expect(await failureOf(client.v1.devices.list())).toBeInstanceOf(TimeoutError);
  });

  it('does not repeat a change', async () => {
    const { lab, client } = await openLab({}, { limits: { callMs: 1_000 } });
    lab.faults.add({ kind: 'stall' });
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toBeInstanceOf(TimeoutError);
    expect(lab.requests).toHaveLength(1);
  });

  it.each<[string, Partial<TimeLimits>, Record<string, unknown>]>([
    ['of the call', { callMs: 100 }, { code: 'TIMED_OUT', sent: 'no' }],
    [
      'of the connection',
      { connectMs: 100 },
      {
        code: 'CONNECT_FAILED',
        message: expect.stringContaining('it took too long'),
        cause: expect.objectContaining({ message: 'no connection within 0.1 s' }),
      },
    ],
  ])(
    'holds while the connection is being made, and then nothing has left: that %s',
    async (_, limits, expected) => {
      // Takes connections and says nothing: no TLS handshake ever ends.
      const taken = Promise.withResolvers<Socket>();
      const cloud = await openPort((socket) => {
        taken.resolve(socket.resume());
      });
      const client = openClient({ cloud, securityToken: 't', limits, retries: { attempts: 1 } });
      const error = await failureOf(client.executions.execute({ scriptKey: login }));
      expect(error).toMatchObject({ sent: 'no', ...expected });
      const socket = await taken.promise;
      if (!socket.destroyed) await once(socket, 'close');
    },
  );

  it('of a connection is over when it is made', async () => {
    const limits = { connectMs: 500, callMs: 800 };
    const { lab, client } = await openLab({}, { limits, retries: { attempts: 1 } });
    lab.faults.add({ kind: 'stall' });
    expect(await failureOf(client.executions.list(list))).toMatchObject({ code: 'TIMED_OUT' });
  });

  it('ends an answer that stands still', async () => {
    const { lab, client } = await openLab({}, { limits: { idleMs: 150 }, retries: { attempts: 1 } });
    lab.faults.add({ kind: 'drip', bytesPerSecond: 1 });
    expect(await failureOf(client.v1.devices.list())).toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringContaining('silent for too long (POST /api/v1/'),
    });
  });

  it('ends a wait for the head of an answer', async () => {
    const { lab, client } = await openLab({}, { limits: { answerMs: 150 } });
    lab.faults.add({ kind: 'stall' });
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({ code: 'TIMED_OUT', sent: 'unknown' });
    expect(lab.requests).toHaveLength(1);
  });
});

/** A port of this machine where somebody listens who is no HTTPS server; gives its address. */
async function openPort(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterTest(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

describe('a connection', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['breaks it off', (socket) => socket.once('data', () => socket.destroy())],
    [
      'speaks plain HTTP',
      (socket) => socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
    ],
  ])('to somebody who %s in the handshake is a ConnectError', async (_, onConnection) => {
    const cloud = await openPort(onConnection);
    const client = openClient({ cloud, securityToken: 't', retries: { attempts: 1 } });
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({ code: 'CONNECT_FAILED', sent: 'no' });
  });

  it('is kept for reads, and made anew for a change', async () => {
    const { lab, as } = await openLab();
    // A proxy is asked once for every connection.
    const proxy = await openProxy({ hostname: '127.0.0.1', port: Number(new URL(lab.url).port) });
    afterTest(() => proxy.close());
    const client = as('automation', { env: { HTTPS_PROXY: proxy.host } });
    await client.executions.list(list);
    await client.executions.list(list);
    expect(proxy.asked).toHaveLength(1);
    await client.executions.execute({ scriptKey: login });
    expect(proxy.asked).toHaveLength(2);
  });

  it('under way is broken off when the client is closed', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'stall' });
    const stalled = failureOf(client.executions.list(list));
    while (lab.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await client.close();
    expect(await stalled).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(await failureOf(client.executions.list(list))).toMatchObject({ code: 'CONNECT_FAILED' });
  });

  it('that nobody takes is a ConnectError, tried again also for a change, since nothing left', async () => {
    const { lab, clock, as } = await openLab();
    const { url } = lab;
    await lab.close();
    const error = await failureOf(as('automation', { cloud: url }).executions.execute({ scriptKey: login }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: `No connection to ${new URL(url).host}: nothing listens there.`,
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
    expect(clock.sleeps).toEqual([250, 500, 1000]);
  });

  it.each<[string, string, string]>([
    ['says 200 and ends', 'HTTP/1.1 200 OK\r\n\r\n', 'it was reset'],
    ['says no and leaves it open', 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n', 'answered 407'],
    ['says 201', 'HTTP/1.1 201 Made\r\n\r\n', 'answered 201'],
    ['says nothing that is HTTP', 'hello\r\n', 'is no HTTP'],
  ])('by a proxy that %s is one too, and is closed', async (_, answer, what) => {
    const taken = Promise.withResolvers<Socket>();
    const address = await openPort((socket) => {
      taken.resolve(socket);
      socket.once('data', () => {
        socket.write(answer);
        // What comes next is the handshake.
        socket.once('data', () => socket.end());
      });
    });
    const client = openClient({
      securityToken: 't',
      env: { HTTPS_PROXY: address.replace('https', 'http') },
      retries: { attempts: 1 },
    });
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: expect.stringContaining(what),
    });
    const socket = await taken.promise;
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('through a proxy that is still being made is broken off on both sides', async () => {
    const taken = Promise.withResolvers<Socket>();
    const silent = await openPort((socket) => {
      taken.resolve(socket.resume());
    });
    const proxy = await openProxy({ hostname: '127.0.0.1', port: Number(new URL(silent).port) });
    afterTest(() => proxy.close());
    const client = openClient({
      securityToken: 't',
      env: { HTTPS_PROXY: proxy.host },
      limits: { callMs: 200 },
      retries: { attempts: 1 },
    });
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toMatchObject({
      code: 'TIMED_OUT',
      sent: 'no',
    });
    const socket = await taken.promise;
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('to a name that does not exist is one too', async () => {
    const client = openClient({
      cloud: 'https://no-such-host.invalid',
      securityToken: 't',
      retries: { attempts: 1 },
    });
    expect(await failureOf(client.devices.list())).toMatchObject({ code: 'CONNECT_FAILED', sent: 'no' });
  });

  it('that works again is used', async () => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({ kind: 'reset-before', times: 1 });
    clock.onSleep = () => {
      lab.faults.clear();
    };
    expect(await client.executions.list(list)).toEqual({ executions: [] });
  });
});

describe('a redirect', () => {
  it.each([301, 302, 307, 308])(
    'R13: of %i is not followed, and takes no credentials along',
    async (status) => {
      const { lab, client } = await openLab();
      lab.faults.add({
        kind: 'status',
        status,
        headers: { Location: `${lab.url}/services/executions?operation=list&time.offset=1` },
        times: 1,
      });
      const error = await failureOf(client.executions.list(list));
      expect(error).toBeInstanceOf(RefusedError);
      expect(error).toMatchObject({ status, hint: expect.stringContaining('not followed') });
      expect(lab.requests).toHaveLength(1);
    },
  );
});

describe('a cancellation', () => {
  it('ends a call under way, one in a pause and one that has not begun', async () => {
    const { lab, client, clock } = await openLab();
    const cancel = new AbortController();
    lab.faults.add({ kind: 'stall', times: 1 });
    const stalled = failureOf(client.executions.list(list, { signal: cancel.signal }));
    while (lab.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('enough');
    cancel.abort(reason);
    expect(await stalled).toMatchObject({ code: 'CANCELLED', cause: reason });
    expect(await failureOf(client.executions.list(list, { signal: cancel.signal }))).toMatchObject({
      code: 'CANCELLED',
    });
    expect(lab.requests).toHaveLength(1);
    const later = new AbortController();
    lab.faults.add({ kind: 'status', status: 503 });
    clock.onSleep = () => {
      later.abort();
    };
    expect(await failureOf(client.executions.list(list, { signal: later.signal }))).toMatchObject({
      code: 'CANCELLED',
    });
    expect(lab.requests).toHaveLength(2);
  });
});
