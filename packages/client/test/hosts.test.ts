import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { PerfectoClient } from '../src/index.ts';
import { networkOf } from './network.ts';
import { openClient, scratchFile, scratchFolder } from './open-lab.ts';

const token = 'token-not-a-secret';
const answer =
  'HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

/** Makes one call of a named cloud; tells where it went, and what of the credentials went along. */
async function whereTo(call: (client: PerfectoClient) => Promise<unknown>) {
  const seen: { host: string; line: string | undefined; token: boolean; tenant: string | undefined }[] = [];
  const network = networkOf((socket, said, host) => {
    const tenant = /^Perfecto-TenantId: (.*)$/im.exec(said)?.[1]?.trim();
    const [line] = said.split('\r\n');
    seen.push({ host, line, token: said.includes(token), tenant });
    socket.push(answer);
  });
  await call(openClient({ cloud: 'MyCloud', securityToken: token, agent: network })).catch(() => undefined);
  return seen[0];
}

const path = () => join(scratchFolder(), 'file');

describe('a call of a named cloud', () => {
  it.each<[string, string, (client: PerfectoClient) => Promise<unknown>]>([
    [
      '/services',
      'https://mycloud.perfectomobile.com',
      (client) => client.executions.list({ 'time.offset': 1 }),
    ],
    ['licences', 'https://mycloud.perfectomobile.com', (client) => client.v1.licenses.list()],
    ['v1', 'https://mycloud.app.perfectomobile.com', (client) => client.v1.devices.list()],
    ['reporting', 'https://mycloud.app.perfectomobile.com', (client) => client.reporting.list()],
    [
      'what runs',
      'https://mycloud.executions.perfectomobile.com',
      (client) => client.executionManager.search(),
    ],
    [
      'an upload',
      'https://mycloud.app.perfectomobile.com',
      async (client) =>
        client.artifacts.upload({ artifactLocator: 'PRIVATE:a' }, await scratchFile('a', 'a file')),
    ],
    [
      'a download by address',
      'https://mycloud.reporting-01.perfectomobile.com',
      (client) =>
        client.reporting.downloadVideo('https://mycloud.reporting-01.perfectomobile.com/v', { path: path() }),
    ],
  ])('goes to the host of its kind with the token: %s', async (_, host, call) => {
    expect(await whereTo(call)).toMatchObject({ host, token: true });
  });

  it.each([
    'https://store.s3.amazonaws.com/video',
    'https://othercloud.app.perfectomobile.com/video',
    'https://mycloud.app.perfectomobile.com:8443/video',
  ])('tells a stranger neither token nor tenant: %s', async (address) => {
    const seen = await whereTo((client) => client.reporting.downloadVideo(address, { path: path() }));
    expect(seen).toMatchObject({ host: new URL(address).origin, token: false });
    expect(seen?.tenant).toBeUndefined();
  });

  it.each(['/v', '/v?signature=a%2Fb', '/a//b%20c?x=1&x=2'])(
    'keeps an address as it is: %s',
    async (target) => {
      const address = `https://store.s3.amazonaws.com${target}`;
      const seen = await whereTo((client) => client.reporting.downloadVideo(address, { path: path() }));
      expect(seen).toMatchObject({ line: `GET ${target} HTTP/1.1` });
    },
  );

  it('names the tenant to its own hosts', async () => {
    const address = 'https://mycloud.app.perfectomobile.com/video';
    const seen = await whereTo((client) => client.reporting.downloadArtifact(address, { path: path() }));
    expect(seen).toMatchObject({ tenant: 'mycloud-perfectomobile-com' });
  });
});
