import { describe, expect, it } from '@jest/globals';
import { rest, send, startScript, userMessage } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { bodyAt } from './report/mp4-reader.ts';
import { unzip } from './report/unzip.ts';
import { checkout, follow, listTests, login, phone, ranTest } from './reporting-client.ts';

describe('videos', () => {
  it('are real MP4 files under a name of their own, recorded as what they are', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const [video] = test.videos;
    const got = await follow(lab, video?.downloadUrl ?? '');
    expect([got.status, got.headers['content-type']]).toEqual([200, 'video/mp4']);
    expect(got.headers['content-disposition']).toContain('F52F82C4DEMO01_1.mp4');
    expect(bodyAt(got.bytes, 'moov', 'mvhd').length).toBeGreaterThan(0);
    expect(lab.requests.at(-1)).toMatchObject({ operation: 'reporting.video.download', status: 200 });
  });

  it('are the same bytes to be played, without a name', async () => {
    const { lab, clock } = await openLab();
    const [video] = (await ranTest(lab, clock, login)).videos;
    const played = await follow(lab, video?.streamingUrl ?? '');
    expect(played.headers).not.toHaveProperty('content-disposition');
    expect(played.bytes.equals((await follow(lab, video?.downloadUrl ?? '')).bytes)).toBe(true);
  });

  it('have the size that the list says', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const [video] = test.videos as unknown as {
      downloadUrl: string;
      screen: { width: number; height: number };
    }[];
    const { bytes } = await follow(lab, video?.downloadUrl ?? '');
    // Width and height are the last two members of the track header, in 16.16 fixed point.
    const header = bodyAt(bytes, 'moov', 'trak', 'tkhd');
    const [width, height] = [header.readUInt32BE(76) / 65_536, header.readUInt32BE(80) / 65_536];
    expect(video?.screen).toEqual({ width, height });
  });
});

describe('artifacts', () => {
  it.each([
    ['DEVICE_LOGS', 'device_log.txt', 'DeviceAgent'],
    ['VITALS', 'vitals.csv', 'Timestamp (ms)'],
    ['NETWORK', 'capture.pcap', ''],
  ])('of type %s come as a zip with one file', async (type, name, content) => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const artifact = test.artifacts.find((candidate) => candidate.type === type);
    const got = await follow(lab, artifact?.path ?? '');
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/zip']);
    const files = await unzip(got.bytes);
    expect(files.map((file) => file.name)).toEqual([name]);
    expect(files[0]?.bytes.toString()).toContain(content);
    expect(files[0]?.bytes.length).toBeGreaterThan(50);
    expect(lab.requests.at(-1)?.operation).toBe('reporting.artifact.download');
  });

  it('hold the screenshots that the commands name', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const test = await ranTest(lab, clock, checkout);
    const got = await rest(lab, 'GET', `/export/api/v1/test-executions/${test.id}/commands`);
    const addresses = [...got.text.matchAll(/"(https:[^"]+\.png)"/g)].map((match) => match[1] ?? '');
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      const picture = await follow(lab, address);
      expect([picture.headers['content-type'], picture.bytes.subarray(1, 4).toString()]).toEqual([
        'image/png',
        'PNG',
      ]);
    }
  });
});

describe('addresses of files', () => {
  it('cannot be guessed: neither another code nor that of another test leads to a file', async () => {
    const { lab, clock } = await openLab();
    const one = await ranTest(lab, clock, login);
    const other = await ranTest(lab, clock, login);
    const address = one.artifacts[0]?.path ?? '';
    for (const wrong of [
      address.replace(/\/[^/]+\/([^/]+)$/, `/${'A'.repeat(32)}/$1`),
      address.replace(one.id, other.id),
      address.replace('/artifacts/', '/videos/'),
    ]) {
      const got = await follow(lab, wrong);
      expect([got.status, userMessage(got)]).toEqual([404, 'File vitals.csv.zip was not found']);
    }
  });

  it('are others in another lab', async () => {
    const [a, b] = await Promise.all([openLab(), openLab()]);
    const [one, other] = [await ranTest(a.lab, a.clock, login), await ranTest(b.lab, b.clock, login)];
    const path = (address = ''): string => new URL(address).pathname;
    expect(one.id).toBe(other.id);
    expect(path(one.artifacts[0]?.path)).not.toBe(path(other.artifacts[0]?.path));
  });

  it('want the token, wherever they were written down', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const { pathname } = new URL(test.artifacts[0]?.path ?? '');
    const [none, wrong] = [
      await send(lab, pathname),
      await rest(lab, 'GET', pathname, {}, 'wrong-not-a-secret'),
    ];
    for (const got of [none, wrong]) {
      expect([got.status, userMessage(got)]).toEqual([401, 'Unable to authenticate bearer token']);
    }
  });

  it('are open where the lab is told so, but never to a wrong token', async () => {
    const { lab, clock } = await openLab({ settings: { downloadNeedsToken: false } });
    const test = await ranTest(lab, clock, login);
    const { pathname } = new URL(test.artifacts[0]?.path ?? '');
    expect((await send(lab, pathname)).status).toBe(200);
    expect((await rest(lab, 'GET', pathname, {}, 'wrong-not-a-secret')).status).toBe(401);
    expect((await send(lab, '/export/api/v3/test-executions')).status).toBe(401);
  });

  it('lead nowhere once the test is not kept any more', async () => {
    const { lab, clock } = await openLab({ settings: { reportingRetentionMs: 3_600_000 } });
    const test = await ranTest(lab, clock, login);
    await clock.advance(3_600_000);
    expect((await follow(lab, test.artifacts[0]?.path ?? '')).status).toBe(404);
  });

  it('are none before the test is processed', async () => {
    const { lab, clock } = await openLab();
    await startScript(lab, login, phone);
    await clock.advance(2_000);
    expect(JSON.stringify(await listTests(lab))).not.toMatch(/\/reporting\/(videos|artifacts)\//);
  });

  it('are subject to faults by the id of the operation', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    lab.faults.add({ kind: 'status', status: 503, match: { operation: 'reporting.video.download' } });
    expect((await follow(lab, test.videos[0]?.downloadUrl ?? '')).status).toBe(503);
    expect((await follow(lab, test.artifacts[0]?.path ?? '')).status).toBe(200);
  });
});
