import { describe, expect, it } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hold } from '@perfecto-actions/lab';
import { openProxy } from '@perfecto-actions/lab/proxy';
import { PerfectoClient } from '../src/index.ts';
import { networkOf } from './network.ts';
import {
  afterTest,
  failureOf,
  login,
  openLab,
  scratchFile,
  scratchFolder,
  type OpenLab,
} from './open-lab.ts';

const list = { 'time.offset': 60 };
const securityToken = 'token-not-a-secret';
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('an attempt', () => {
  it('is told of with what a log may hold', async () => {
    const opened: OpenLab[] = [];
    const hold: Hold = async (_, moment) => {
      if (moment === 'received') await opened[0]?.time.advance(40);
    };
    const { lab, client, events } = (opened[0] = await openLab({ hold }, { random: () => 1 / 3 }));
    lab.faults.add({ kind: 'status', status: 503, times: 1 });
    lab.faults.add({ kind: 'reset-before', times: 1 });
    await client.executions.list(list);
    const call = { operation: 'script.list', method: 'POST', path: '/services/executions' };
    expect(events).toEqual([
      { ...call, attempt: 1, durationMs: 40, status: 503, error: 'SERVER_FAILED', retryInMs: 333 },
      { ...call, attempt: 2, durationMs: 40, error: 'CONNECTION_LOST', retryInMs: 667 },
      { ...call, attempt: 3, durationMs: 40, status: 200 },
    ]);
  });

  it('is told of with the status of its answer where a file moves, too', async () => {
    const { lab, client, events } = await openLab();
    lab.faults.add({ kind: 'truncate', afterBytes: 5, times: 2 });
    const path = join(scratchFolder(), 'a.xml');
    await client.repositories.download({ repository: 'scripts', repositoryItemKey: login }, { path });
    const file = await scratchFile('a.apk', 'a file');
    await client.artifacts.upload({ artifactLocator: 'PRIVATE:a', override: true }, file);
    expect(events.map(({ operation, status, error }) => [operation, status, error])).toEqual([
      ['repository.download', 200, 'CONNECTION_LOST'],
      ['repository.download', 200, 'CONNECTION_LOST'],
      ['repository.download', 200, undefined],
      ['repository.v1.upload', 200, undefined],
    ]);
  });

  it('leaves nothing at the signal of its caller, and no timer', async () => {
    const { lab, client } = await openLab();
    const { signal } = new AbortController();
    const path = join(scratchFolder(), 'a.xml');
    const file = await scratchFile('a.apk', 'a file');
    await client.executions.list(list);
    const before = timers();
    lab.faults.add({ kind: 'status', status: 503, times: 1 });
    await client.executions.list(list, { signal });
    await client.repositories.download({ repository: 'scripts', repositoryItemKey: login }, { path, signal });
    await client.artifacts.upload({ artifactLocator: 'PRIVATE:a' }, file, { signal });
    await failureOf(client.executions.status('none', { signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(timers()).toBe(before);
  });

  it('has its own limit of time where one is given, for all of it', async () => {
    const { lab, client } = await openLab({}, { limits: { answerMs: 50 } });
    lab.faults.add({ kind: 'stall' });
    expect(await failureOf(client.executions.execute({ scriptKey: login }, { callMs: 200 }))).toMatchObject({
      message: 'script.execute took longer than 0.2 s in all.',
    });
  });

  it('of a large upload is followed by another, however long it took, and of a call is not', async () => {
    const { lab, client, clock } = await openLab({}, { retries: { withinMs: 100 } });
    lab.faults.add({ kind: 'status', status: 503 });
    const file = await scratchFile('a.apk', 'a file');
    await failureOf(client.executions.list(list));
    expect(clock.sleeps).toEqual([]);
    const item = { artifactLocator: 'PRIVATE:a', override: true };
    await failureOf(client.artifacts.upload(item, file, { callMs: 1_000_000 }));
    expect(clock.sleeps).toEqual([]);
    await failureOf(client.artifacts.upload(item, file));
    expect(clock.sleeps).toEqual([250, 500, 1_000]);
  });
});

describe('a client that is told nothing but its cloud and its token', () => {
  it('waits by itself', async () => {
    let count = 0;
    const agent = networkOf((socket) => {
      count += 1;
      const body = count === 1 ? '' : '{"executions":[]}';
      socket.push(
        `HTTP/1.1 ${count === 1 ? 429 : 200} Word\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
    const client = new PerfectoClient({ cloud: 'mycloud', securityToken, agent });
    afterTest(() => client.close());
    expect(await client.executions.list(list)).toEqual({ executions: [] });
  });

  it('pauses by chance, and within bounds', async () => {
    const { lab, clock } = await openLab();
    const ca = readFileSync(lab.caFile, 'utf8');
    const client = new PerfectoClient({
      cloud: lab.url,
      securityToken: lab.tokens.automation,
      ca,
      clock,
      env: {},
      retries: { attempts: 6 },
    });
    afterTest(() => client.close());
    lab.faults.add({ kind: 'status', status: 503 });
    await failureOf(client.executions.list(list));
    const shares = clock.sleeps.map((pauseMs, index) => pauseMs / (500 * 2 ** index));
    expect(shares).toHaveLength(5);
    expect(shares.every((share) => share >= 0.5 && share <= 1)).toBe(true);
    expect(new Set(shares).size).toBeGreaterThan(1);
  });

  it('takes the proxy of its process', async () => {
    const { lab } = await openLab();
    const proxy = await openProxy({ hostname: '127.0.0.1', port: Number(new URL(lab.url).port) });
    afterTest(() => proxy.close());
    const before = { ...process.env };
    afterTest(() => {
      process.env = before;
      return Promise.resolve();
    });
    process.env = { ...before, HTTPS_PROXY: proxy.host, https_proxy: proxy.host, NO_PROXY: '', no_proxy: '' };
    const ca = readFileSync(lab.caFile, 'utf8');
    const client = new PerfectoClient({ cloud: lab.url, securityToken: lab.tokens.automation, ca });
    afterTest(() => client.close());
    await client.executions.list(list);
    expect(proxy.asked).toHaveLength(1);
  });
});
