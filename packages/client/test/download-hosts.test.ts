import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthError, InputError, RefusedError, parseCloud } from '../src/index.ts';
import {
  failureOf,
  login,
  openLab,
  phone,
  requestsFromNowOn,
  scratchFolder,
  type OpenLab,
} from './open-lab.ts';

describe('hosts that get the credentials of a named cloud', () => {
  const cloud = parseCloud('MyCloud');

  it.each([
    'https://mycloud.perfectomobile.com/a',
    'https://mycloud.app.perfectomobile.com/a?b=c',
    'https://MYCLOUD.APP.PERFECTOMOBILE.COM/a',
    'https://mycloud.executions.perfectomobile.com:443/a',
    'https://mycloud.reporting.perfectomobile.com',
    'https://mycloud.reporting-01.perfectomobile.com',
  ])('are those of the cloud: %s', (address) => {
    expect(cloud.owns(new URL(address))).toBe(true);
  });

  it.each([
    'https://othercloud.perfectomobile.com/a',
    'https://othercloud.app.perfectomobile.com/a',
    'https://app.perfectomobile.com/mycloud',
    'https://perfectomobile.com/mycloud',
    'https://notmycloud.perfectomobile.com/a',
    'https://a.mycloud.perfectomobile.com/a',
    'https://mycloud.a.b.perfectomobile.com/a',
    'https://mycloud.perfectomobile.com.example.org/a',
    'https://mycloud.perfectomobile.com.:443/a',
    'https://mycloudXperfectomobile.com/a',
    'https://mycloud.appXperfectomobile.com/a',
    'https://mycloud.perfectomobileXcom/a',
    'https://mycloud.app.perfectomobile.com:8443/a',
    'http://mycloud.app.perfectomobile.com/a',
    'https://example.org/mycloud.app.perfectomobile.com',
    'https://example.org?https://mycloud.app.perfectomobile.com',
    'https://example.org#mycloud.app.perfectomobile.com',
    'https://example.org\\@mycloud.app.perfectomobile.com/a',
    'https://mycloud.app.perfectomobile.com@example.org/a',
    'https://store.s3.amazonaws.com/mycloud',
    'https://[::1]/a',
  ])('are no others: %s', (address) => {
    expect(cloud.owns(new URL(address))).toBe(false);
  });
});

describe('the host that gets the credentials of a cloud at an address of its own', () => {
  const cloud = parseCloud('https://localhost:8443/mycloud');

  it.each([
    ['https://localhost:8443/any/path', true],
    ['https://localhost/any/path', false],
    ['https://localhost:8444/any/path', false],
    ['https://127.0.0.1:8443/any/path', false],
    ['https://mycloud.app.perfectomobile.com/a', false],
  ])('is that one alone: %s', (address, expected) => {
    expect(cloud.owns(new URL(address))).toBe(expected);
  });
});

interface StrangerToo extends OpenLab {
  stranger: OpenLab;
  path: string;
  videoUrl: string;
  requests: ReturnType<typeof requestsFromNowOn>;
}

/** A lab whose tests name a video, and another lab that is a stranger to its client. */
async function withStranger(): Promise<StrangerToo> {
  const stranger = await openLab();
  const own = await openLab();
  const { executionId } = await own.client.executions.execute({ scriptKey: login, param: { DUT: phone } });
  await own.time.advance(60_000);
  const { resources = [] } = await own.client.reporting.list({ externalId: [executionId] });
  const videoUrl = resources[0]?.videos?.[0]?.downloadUrl ?? '';
  const requests = requestsFromNowOn(own.lab);
  // The client trusts certificates of both.
  const ca = [own.lab.caFile, stranger.lab.caFile].map((file) => readFileSync(file, 'utf8')).join('\n');
  const client = own.as('automation', { ca });
  return { ...own, client, requests, stranger, path: join(scratchFolder(), 'video.mp4'), videoUrl };
}

describe('a download by an address that the service named', () => {
  const needsAddress = 'needs the absolute address that the service named';
  const takesNoUser = 'takes no address with a user name or password in it';
  it.each([
    ['nothing', '', needsAddress],
    ['a path', '/a/video.mp4', needsAddress],
    ['a name', 'video.mp4', needsAddress],
    ['http', 'http://mycloud.app.perfectomobile.com/a', 'takes https addresses only, not http:'],
    ['a file', 'file:///etc/passwd', 'takes https addresses only, not file:'],
    ['data', 'data:text/plain,a', 'takes https addresses only, not data:'],
    ['a user', 'https://me@example.org/a', takesNoUser],
    ['a password', 'https://mycloud.app.perfectomobile.com:secret@example.org/a', takesNoUser],
    ['a password alone', 'https://:secret@example.org/a', takesNoUser],
  ])('is refused before anything is sent, and without showing it: %s', async (_, address, problem) => {
    const { client, requests, path } = await withStranger();
    const error = await failureOf(client.reporting.downloadVideo(address, { path }));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toHaveProperty('message', `reporting.video.download ${problem}.`);
    if (address !== '') expect(String(error)).not.toContain(address);
    expect(requests()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('sends no credentials to a host that is not the cloud', async () => {
    const { client, stranger, path } = await withStranger();
    stranger.lab.faults.add({ kind: 'status', status: 200, body: 'stored elsewhere' });
    const address = `${stranger.lab.url}/store/video.mp4?signature=for-this-file`;
    await client.reporting.downloadVideo(address, { path });
    expect(readFileSync(path, 'utf8')).toBe('stored elsewhere');
    expect(stranger.lab.requests).toEqual([
      expect.objectContaining({
        path: '/store/video.mp4',
        query: { signature: 'for-this-file' },
        credentials: 'none',
        method: 'GET',
      }),
    ]);
  });

  it.each([401, 403])('does not call the token wrong when such a host refuses with %d', async (status) => {
    const { client, stranger, path } = await withStranger();
    stranger.lab.faults.add({ kind: 'status', status, body: 'Request has expired' });
    const error = await failureOf(client.reporting.downloadArtifact(`${stranger.lab.url}/store/a`, { path }));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).not.toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ status, hint: expect.stringContaining('no credentials') });
  });

  it('follows no redirect to another host', async () => {
    const { client, lab, stranger, path, videoUrl } = await withStranger();
    const headers = { Location: `${stranger.lab.url}/store/video.mp4` };
    lab.faults.add({ kind: 'status', status: 302, headers });
    expect(await failureOf(client.reporting.downloadVideo(videoUrl, { path }))).toMatchObject({
      status: 302,
      hint: expect.stringContaining('not followed'),
    });
    expect(stranger.lab.requests).toEqual([]);
  });

  it('shows no signature of the address in events or errors', async () => {
    const { client, lab, events, path, videoUrl } = await withStranger();
    const signed = `${videoUrl}?signature=only-for-this-file`;
    lab.faults.add({ kind: 'reset-before', times: 1 });
    lab.faults.add({ kind: 'status', status: 502, body: '<html>', times: 1 });
    await client.reporting.downloadVideo(signed, { path });
    lab.faults.add({ kind: 'truncate', afterBytes: 10 });
    const error = await failureOf(client.reporting.downloadVideo(signed, { path }));
    expect(JSON.stringify(events)).toContain('reporting.video.download');
    for (let at = error; at instanceof Error; at = at.cause) expect(at.message).not.toContain('only-for');
    expect(JSON.stringify([events, error])).not.toContain('only-for-this-file');
  });

  it('has the token wanted by the cloud itself', async () => {
    const { client, requests, path, videoUrl } = await withStranger();
    const saved = await client.reporting.downloadVideo(videoUrl, { path });
    expect(saved).toMatchObject({ contentType: 'video/mp4' });
    expect(requests()).toEqual([
      expect.objectContaining({ operation: 'reporting.video.download', credentials: 'header', status: 200 }),
    ]);
    const wrong = await failureOf(
      (await openLab()).client.reporting.downloadVideo(videoUrl, { path: `${path}-2` }),
    );
    expect(wrong).toMatchObject({ code: 'CERTIFICATE_REFUSED' });
  });
});
