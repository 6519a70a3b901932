import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import type { Fault, Lab } from '../src/index.ts';
import { errorMessage, send, services, startScript, userMessage, rest } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const query = { 'time.offset': '60' };

function list(lab: Lab): Promise<Got> {
  return services(lab, 'executions', 'list', query);
}

async function labWith(...faults: Fault[]): Promise<Lab> {
  const { lab } = await openLab();
  for (const fault of faults) lab.faults.add(fault);
  return lab;
}

describe('faults of the certificate', () => {
  it.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['other-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const)('%s: a client that looks does not connect', async (certificate, code) => {
    const { lab } = await openLab({ certificate });
    await expect(list(lab)).rejects.toMatchObject({ code });
    expect(lab.requests).toEqual([]);
  });
});

describe('faults', () => {
  it('are played on matching requests, so many times, after so many', async () => {
    const lab = await labWith({
      kind: 'status',
      status: 503,
      body: 'upgrade',
      times: 2,
      after: 1,
      match: { operation: 'script.list' },
    });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await list(lab)).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(lab.requests.map(({ fault }) => fault)).toEqual([
      undefined,
      'status',
      'status',
      undefined,
      undefined,
    ]);
  });

  it('match by method, path and operation, and can be forgotten', async () => {
    const lab = await labWith(
      { kind: 'status', status: 500, match: { method: 'post' } },
      { kind: 'status', status: 501, match: { path: '/handsets' } },
      { kind: 'status', status: 502, match: { operation: ['device.info', 'script.abort'] } },
    );
    expect((await list(lab)).status).toBe(200);
    expect((await send(lab, '/services/executions', { form: { operation: 'list' } })).status).toBe(500);
    expect((await services(lab, 'handsets', 'list')).status).toBe(501);
    expect((await services(lab, 'executions/x', 'abort')).status).toBe(502);
    lab.faults.clear();
    expect((await services(lab, 'handsets', 'list')).status).toBe(200);
  });

  it('answer like a gateway that did not wait: all is done behind it', async () => {
    const { lab } = await openLab({
      scenario: 'faults: [{ kind: status, status: 504, handled: true, operation: script.execute, times: 1 }]',
    });
    const got = await services(lab, 'executions', 'execute', { scriptKey: 'PUBLIC:Samples/login.xml' });
    expect(got.status).toBe(504);
    expect(lab.state.executions.all.size).toBe(1);
  });

  it.each([
    ['seconds', 7, '7'],
    ['a date', new Date('2030-01-02T03:04:05Z'), 'Wed, 02 Jan 2030 03:04:05 GMT'],
  ])('carry Retry-After as %s', async (_what, retryAfter, header) => {
    const lab = await labWith({ kind: 'status', status: 429, retryAfter, headers: { 'X-Lab': '1' } });
    const got = await list(lab);
    expect([got.status, got.headers['retry-after'], got.headers['x-lab']]).toEqual([429, header, '1']);
  });

  it('break the connection before anything happens', async () => {
    const lab = await labWith({ kind: 'reset-before', times: 1 });
    await expect(startScript(lab, 'PUBLIC:Samples/login.xml')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(lab.state.executions.all.size).toBe(0);
    expect(lab.requests[0]).toMatchObject({ status: 0, fault: 'reset-before' });
  });

  it('break the connection after everything happened', async () => {
    const lab = await labWith({ kind: 'reset-after', times: 1 });
    await expect(startScript(lab, 'PUBLIC:Samples/login.xml')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(lab.state.executions.all.size).toBe(1);
  });

  it('break the connection within an upload, and nothing is kept', async () => {
    const lab = await labWith({ kind: 'reset-within', afterBytes: 100_000, times: 1 });
    const upload = () =>
      send(lab, '/services/repositories/media/PRIVATE:a.txt', {
        method: 'PUT',
        query: { operation: 'upload', securityToken: lab.tokens.automation },
        body: Buffer.alloc(5_000_000),
      });
    await expect(upload()).rejects.toThrow();
    expect([...lab.state.repository.all.values()].some(({ path }) => path === 'a.txt')).toBe(false);
    expect((await upload()).status).toBe(200);
  });

  it('break the connection within a form', async () => {
    const lab = await labWith({ kind: 'reset-within', afterBytes: 1, match: { operation: 'script.list' } });
    const form = { operation: 'list', securityToken: lab.tokens.automation, ...query };
    await expect(send(lab, '/services/executions', { form })).rejects.toThrow();
  });

  it('break the connection within a small JSON body, and nothing is done', async () => {
    const match = { operation: 'reservation.v1.create' };
    const lab = await labWith({ kind: 'reset-within', afterBytes: 1, match });
    const endTime = lab.clock.now() + 3_600_000;
    const json = { resourceIds: ['F52F82C4DEMO01'], startTime: -1, endTime };
    await expect(rest(lab, 'POST', '/api/v1/device-reservation/reservations', { json })).rejects.toThrow();
    expect(lab.requests[0]).toMatchObject({ operation: 'reservation.v1.create', status: 0 });
    expect([...lab.state.reservations.all.values()]).toEqual([]);
  });

  it('cut a body off, with the length of the whole or without one', async () => {
    const lab = await labWith(
      { kind: 'truncate', afterBytes: 5, times: 1 },
      { kind: 'truncate', afterBytes: 5, announce: 'none', times: 1 },
    );
    await expect(list(lab)).rejects.toThrow(/aborted/);
    const got = await list(lab);
    expect([got.status, got.text, got.headers['content-length']]).toEqual([200, '{"exe', undefined]);
  });

  it('cut a download off', async () => {
    const lab = await labWith({ kind: 'truncate', afterBytes: 50, announce: 'none' });
    const got = await services(lab, 'repositories/scripts/PUBLIC:Samples/login.xml', 'download');
    expect(got.bytes).toHaveLength(50);
  });

  it('send nonsense, or the right body under a wrong type', async () => {
    const lab = await labWith(
      { kind: 'malformed-body', body: '<html>down', times: 1 },
      { kind: 'content-type', contentType: 'text/html', times: 1 },
    );
    expect((await list(lab)).text).toBe('<html>down');
    const got = await list(lab);
    expect([got.headers['content-type'], got.text]).toEqual(['text/html', '{"executions":[]}']);
  });

  it('replace the body of a download, too', async () => {
    const lab = await labWith({ kind: 'malformed-body', body: 'no script' });
    const got = await services(lab, 'repositories/scripts/PUBLIC:Samples/login.xml', 'download');
    expect([got.text, got.headers['content-length']]).toEqual(['no script', '9']);
  });

  it.each([
    ['a byte order mark in front', { bytes: 'efbbbf' }, '\uFEFF{"executions":[]}'],
    [
      'bytes that are no UTF-8 in the middle',
      { bytes: 'fffe', afterBytes: 2 },
      '{"\uFFFD\uFFFDexecutions":[]}',
    ],
  ])('put bytes into an answer: %s', async (_what, where, text) => {
    const lab = await labWith({ kind: 'insert', ...where });
    const got = await list(lab);
    expect(got.text).toBe(text);
    expect(got.headers['content-length']).toBe(String(got.bytes.length));
  });

  it('announce less than is sent', async () => {
    const lab = await labWith({ kind: 'wrong-length', byBytes: -3 });
    // Node's own client notices what comes after the end.
    await expect(list(lab)).rejects.toThrow('Data after');
    expect(lab.requests[0]).toMatchObject({ status: 200, bytesOut: 17 });
  });

  it('announce more than is sent, and keep the connection open', async () => {
    const lab = await labWith({ kind: 'wrong-length', byBytes: 3 });
    const silent = Symbol('silent');
    const answer = list(lab).catch(() => 'closed');
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 100, silent))]);
    expect(first).toBe(silent);
    await lab.close();
    expect(await answer).toBe('closed');
  });

  it('compress a body that nobody asked to be compressed', async () => {
    const lab = await labWith({ kind: 'gzip' });
    const got = await list(lab);
    expect(got.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(got.bytes).toString()).toBe('{"executions":[]}');
  });

  it('answer in HTTP/1.0, without a length', async () => {
    const lab = await labWith({ kind: 'http-1.0' });
    const got = await list(lab);
    expect([got.status, got.version, got.text]).toEqual([200, '1.0', '{"executions":[]}']);
    expect(got.headers).toMatchObject({ connection: 'close', 'content-type': 'application/json' });
    expect(got.headers['content-length']).toBeUndefined();
  });

  it('send more headers than a client takes', async () => {
    const lab = await labWith({ kind: 'huge-headers', bytes: 100_000 });
    await expect(list(lab)).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
  });

  it('send a client elsewhere', async () => {
    const headers = { Location: 'https://elsewhere.example/' };
    const lab = await labWith({ kind: 'status', status: 302, headers });
    const got = await list(lab);
    expect([got.status, got.headers.location]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('let an answer trickle, whole in the end', async () => {
    const lab = await labWith({ kind: 'drip', bytesPerSecond: 100 });
    const startedAtMs = Date.now();
    expect((await list(lab)).text).toBe('{"executions":[]}');
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(90);
  });

  it('never answer', async () => {
    const lab = await labWith({ kind: 'stall' });
    const silent = Symbol('silent');
    const answer = list(lab).catch(() => 'closed');
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 100, silent))]);
    expect(first).toBe(silent);
    await lab.close();
    expect(await answer).toBe('closed');
  });

  it('do not find an execution right after its start, each id for itself', async () => {
    const lab = await labWith({ kind: 'not-found-first', count: 2 });
    for (const scriptKey of ['PUBLIC:Samples/login.xml', 'PUBLIC:Samples/checkout.xml']) {
      const { executionId } = await startScript(lab, scriptKey);
      const status = () => services(lab, `executions/${executionId}`, 'status');
      expect(errorMessage(await status())).toBe(
        `Failed to get execution status - Execution ${executionId} wasn't found`,
      );
      expect((await status()).status).toBe(400);
      expect((await status()).status).toBe(200);
    }
  });

  it('set the clock of the Date header wrong', async () => {
    const lab = await labWith({ kind: 'clock-skew', skewMs: -3_600_000 });
    const date = new Date((await list(lab)).headers.date ?? '');
    expect(Date.now() - date.getTime()).toBeGreaterThan(3_590_000);
  });

  it('refuse a good token', async () => {
    const lab = await labWith({ kind: 'expired-token' });
    const got = await list(lab);
    expect([got.status, errorMessage(got)]).toEqual([
      401,
      'Failed to get execution list - Access denied - bad credentials',
    ]);
    const v1 = await rest(lab, 'POST', '/api/v1/device-management/devices', { json: {} });
    expect([v1.status, userMessage(v1)]).toEqual([401, 'Unable to authenticate bearer token']);
  });
});
