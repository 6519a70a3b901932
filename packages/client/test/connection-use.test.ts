import { describe, expect, it } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import * as tls from 'node:tls';
import {
  afterTest,
  failureOf,
  login,
  openClient,
  openLab,
  phone,
  scratchFile,
  scratchFolder,
} from './open-lab.ts';

const list = { 'time.offset': 60 };

interface SeenRequest {
  /** What the header of that name says. */
  connection: string | undefined;
  socket: tls.TLSSocket;
  isSessionReused: boolean;
  length: string | undefined;
  /** The name that the client asked for; false for none. */
  servername: string | false;
  protocol: string | false | null;
}

/** Every request from now on, as the servers of this process see it. */
function seenByServers(): SeenRequest[] {
  const seen: SeenRequest[] = [];
  const note = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    const { socket } = request;
    if (!(socket instanceof tls.TLSSocket)) return;
    const isSessionReused = socket.isSessionReused();
    seen.push({
      connection: request.headers.connection,
      socket,
      isSessionReused,
      length: request.headers['content-length'],
      servername: (socket as { servername?: string | false }).servername ?? false,
      protocol: socket.alpnProtocol,
    });
  };
  subscribe('http.server.request.start', note);
  afterTest(() => {
    unsubscribe('http.server.request.start', note);
    return Promise.resolve();
  });
  return seen;
}

const isClosed = async (socket: tls.TLSSocket | undefined): Promise<void> => {
  if (socket && !socket.destroyed) await once(socket, 'close');
};

describe('a connection, as the service sees it', () => {
  it('is kept by a read, and announced as its last by a change', async () => {
    const { client } = await openLab();
    const seen = seenByServers();
    await client.executions.list(list);
    await client.executions.execute({ scriptKey: login });
    await client.executions.list(list);
    expect(seen.map(({ connection }) => connection)).toEqual(['keep-alive', 'close', 'keep-alive']);
    expect(seen[2]?.socket).toBe(seen[0]?.socket);
    await isClosed(seen[1]?.socket);
    expect(seen[0]?.socket.destroyed).toBe(false);
  });

  it('is not announced as its last by an upload, but closed after it', async () => {
    const { client } = await openLab();
    const seen = seenByServers();
    const file = await scratchFile('a.apk', 'apk');
    await client.artifacts.upload({ artifactLocator: 'PRIVATE:a.apk' }, file);
    expect(seen.map(({ connection }) => connection)).toEqual(['keep-alive']);
    await isClosed(seen[0]?.socket);
  });

  it('carries requests whose length is known', async () => {
    const { client, lab } = await openLab();
    const seen = seenByServers();
    await client.executions.list(list);
    await client.v1.devices.info(phone);
    await client.repositories.upload(
      { repository: 'media', repositoryItemKey: 'PRIVATE:a.apk' },
      await scratchFile('a.apk', 'a file'),
    );
    expect(seen.map(({ length }) => length)).toEqual([String(lab.requests[0]?.bytesIn), undefined, '6']);
    expect(lab.requests[0]?.bytesIn).toBeGreaterThan(0);
  });

  it('asks for the name it leads to, and no name where that is an address', async () => {
    const { lab, as } = await openLab();
    const seen = seenByServers();
    await as('automation').executions.list(list);
    const cloud = lab.url.replace('localhost', '127.0.0.1');
    await as('automation', { cloud }).executions.list(list);
    expect(seen.map(({ servername }) => servername)).toEqual(['localhost', false]);
    expect(seen.map(({ protocol }) => protocol)).toEqual(['http/1.1', 'http/1.1']);
  });

  it('goes on with the TLS session of the one before', async () => {
    const { client } = await openLab();
    const seen = seenByServers();
    await client.executions.execute({ scriptKey: login });
    await client.executions.execute({ scriptKey: login });
    expect(seen.map(({ isSessionReused }) => isSessionReused)).toEqual([false, true]);
  });

  it('goes on with no session of another address', async () => {
    const { lab, client } = await openLab();
    const seen = seenByServers();
    const path = join(scratchFolder(), 'video');
    const change = () => client.executions.execute({ scriptKey: login });
    await change();
    const again = lab.url.replace('localhost', '127.0.0.1');
    lab.faults.add({ kind: 'status', status: 200, body: 'a video', times: 1 });
    await client.reporting.downloadVideo(`${again}/a`, { path });
    await change();
    expect(seen.map(({ isSessionReused }) => isSessionReused)).toEqual([false, false, true]);
  });

  it('that is kept is closed with the client, which takes no calls then', async () => {
    const { client } = await openLab({}, { retries: { attempts: 1 } });
    const seen = seenByServers();
    await client.executions.list(list);
    await client.close();
    await isClosed(seen[0]?.socket);
    const error = await failureOf(client.executions.list(list));
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      message: expect.stringContaining('the client was closed'),
    });
    expect(seen).toHaveLength(1);
  });
});

describe('R17: the authorities that the machine trusts', () => {
  /** Until the test is over. */
  function machineTrusts(caFile: string): void {
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates([readFileSync(caFile, 'utf8')]);
    afterTest(() => {
      tls.setDefaultCACertificates(before);
      return Promise.resolve();
    });
  }

  it('are trusted when none is given', async () => {
    const { lab } = await openLab();
    machineTrusts(lab.caFile);
    const client = openClient({ cloud: lab.url, securityToken: lab.tokens.automation });
    expect(await client.executions.list(list)).toEqual({ executions: [] });
  });

  it('are trusted beside one that is given', async () => {
    const machine = await openLab();
    const given = await openLab();
    machineTrusts(machine.lab.caFile);
    const ca = readFileSync(given.lab.caFile, 'utf8');
    for (const { lab } of [machine, given]) {
      const client = openClient({ cloud: lab.url, securityToken: lab.tokens.automation, ca });
      expect(await client.executions.list(list)).toEqual({ executions: [] });
    }
  });
});
