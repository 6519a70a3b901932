import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionLostError, ConnectError, DecodeError, RateLimitError } from '../src/index.ts';
import { failureOf, login, openLab, phone, scratchFolder } from './open-lab.ts';

const list = { 'time.offset': 60 };
const script = { repository: 'scripts', repositoryItemKey: login } as const;

describe('an answer that is odd, but good', () => {
  it.each<[string, Fault]>([
    ['is compressed without being asked to', { kind: 'gzip' }],
    ['is one of HTTP/1.0', { kind: 'http-1.0' }],
    ['begins with a byte order mark', { kind: 'insert', bytes: 'efbbbf' }],
  ])('is read where it %s: JSON and XML', async (_, fault) => {
    const { lab, client } = await openLab();
    const devices = await client.v1.devices.list();
    const asXml = await client.devices.list();
    lab.faults.add(fault);
    expect((await client.v1.devices.list()).handsets?.handset).toEqual(devices.handsets?.handset);
    expect((await client.devices.list()).handsets?.handset).toEqual(asXml.handsets?.handset);
  });

  it('is a file as it was before it was compressed', async () => {
    const { lab, client } = await openLab();
    const folder = scratchFolder();
    const [plain, packed] = [join(folder, 'plain.xml'), join(folder, 'packed.xml')];
    await client.repositories.download(script, { path: plain });
    lab.faults.add({ kind: 'gzip' });
    const saved = await client.repositories.download(script, { path: packed });
    expect(readFileSync(packed, 'utf8')).toBe(readFileSync(plain, 'utf8'));
    expect(saved.bytes).toBe(readFileSync(plain).length);
  });
});

describe('an answer that is odd, and bad', () => {
  it('says so when it is not compressed as it says', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    const headers = { 'Content-Encoding': 'gzip' };
    lab.faults.add({ kind: 'status', status: 200, headers, body: 'no gzip' });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(ConnectionLostError);
    expect(error).toMatchObject({
      message: expect.stringContaining('compressed body of its answer is damaged'),
    });
  });

  it('is no text when it holds bytes that are no UTF-8, wherever they stand', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'insert', bytes: 'ff', afterBytes: 23 });
    const endTime = lab.clock.now() + 3_600_000;
    const request = { resourceIds: [phone], startTime: -1, endTime };
    const error = await failureOf(client.v1.reservations.create(request));
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ expected: 'text in UTF-8', excerpt: '"other bytes"' });
  });

  it('has more headers than are read', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'huge-headers', bytes: 100_000 });
    const error = await failureOf(client.executions.list(list));
    expect(error).toMatchObject({
      code: 'CONNECTION_LOST',
      message: expect.stringContaining('the headers of its answer are larger than 16 kB'),
      hint: expect.stringContaining('Repeat the step'),
    });
  });

  it('names the pause that a rate limit asks for', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 429, retryAfter: 3600 });
    const error = await failureOf(client.executions.list(list));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ hint: expect.stringContaining('a pause of 3600 s') });
  });

  it.each([
    ['an address that nobody knows', '', undefined],
    [
      'a thing that the service does not know',
      '{"errorMessage":"Item x wasn\'t found"}',
      "Item x wasn't found",
    ],
  ])('tells a bare status from a word of the service: %s', async (_, body, sentence) => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 404, body });
    expect(await failureOf(client.executions.list(list))).toMatchObject({ code: 'NOT_FOUND', sentence });
  });
});

describe('a certificate', () => {
  it.each([
    ['expired', 'has expired (CERT_HAS_EXPIRED)', 'clock of this runner'],
    ['other-authority', 'is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)', 'ca-file'],
  ] as const)('that is %s is refused with what to do, at once', async (certificate, what, hint) => {
    const { lab, client, clock } = await openLab({ certificate });
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      message: `The certificate of ${new URL(lab.url).host} ${what}.`,
      hint: expect.stringContaining(hint),
    });
    expect(clock.sleeps).toEqual([]);
  });

  it('that is made out for another name is refused, and the name is to be checked', async () => {
    const { lab, as } = await openLab();
    const stranger = as('automation', { cloud: `https://[::ffff:127.0.0.1]:${new URL(lab.url).port}` });
    expect(await failureOf(stranger.executions.list(list))).toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      message: expect.stringContaining('is made out for another name'),
    });
  });
});

describe('R13: a download', () => {
  it('that never begins ends with the limit of a call', async () => {
    const { lab, client } = await openLab({}, { limits: { callMs: 100 }, retries: { attempts: 1 } });
    lab.faults.add({ kind: 'stall' });
    const path = join(scratchFolder(), 'script.xml');
    expect(await failureOf(client.repositories.download(script, { path }))).toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringContaining('was silent for too long'),
      hint: expect.stringContaining('allow more time'),
    });
  });
});
