import { describe, expect, it } from '@jest/globals';
import type { Fault, Lab } from '@perfecto-actions/lab';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  ConflictError,
  FileError,
  fileSource,
  sha256Of,
  type FileSource,
  type PerfectoClient,
  type UploadWatch,
} from '../src/index.ts';
import { failureOf, openLab, scratchFile, scratchFolder } from './open-lab.ts';

const size = 3 * 2 ** 20 + 17;
const bytes = randomBytes(size);

type Upload = (
  client: PerfectoClient,
  file: FileSource,
  options: UploadWatch & { override: boolean },
) => Promise<unknown>;

const uploads: [string, Upload][] = [
  [
    'legacy',
    (client, file, { override, ...options }) =>
      client.repositories.upload(
        { repository: 'media', repositoryItemKey: 'PRIVATE:ci/app.apk', overwrite: override },
        file,
        options,
      ),
  ],
  [
    'v1',
    (client, file, { override, ...options }) =>
      client.artifacts.upload(
        { artifactLocator: 'PRIVATE:ci/app.apk', artifactType: 'ANDROID', artifactName: 'app.apk', override },
        file,
        options,
      ),
  ],
];

function stored({ state }: Lab): { bytes: number; sha256: string }[] {
  return [...state.repository.all.values()]
    .filter(({ path }) => path === 'ci/app.apk')
    .map((item) => ({ bytes: item.bytes, sha256: item.sha256 }));
}

describe.each(uploads)('an upload: %s', (generation, upload) => {
  const operation = generation === 'legacy' ? 'repository.upload' : 'repository.v1.upload';

  it('arrives whole, with its length known beforehand and progress on the way', async () => {
    const { lab, client } = await openLab();
    const file = await scratchFile('app.apk', bytes);
    const progress: number[] = [];
    await upload(client, file, { override: false, onProgress: (sent) => progress.push(sent) });
    expect(stored(lab)).toEqual([{ bytes: size, sha256: await sha256Of(file.path) }]);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(size);
    const sent = lab.requests[0]?.bytesIn ?? 0;
    expect(sent - size).toBeGreaterThanOrEqual(0);
    expect(sent - size).toBeLessThan(1_000);
  });

  it.each<[string, Fault]>([
    ['a reset in the middle', { kind: 'reset-within', afterBytes: 2 ** 20 }],
    ['a reset at the start', { kind: 'reset-before' }],
    ['a lost answer', { kind: 'reset-after' }],
    ['503', { kind: 'status', status: 503 }],
  ])('R16: begins anew from the file after %s, when replacing is allowed', async (_, fault) => {
    const { lab, client, clock } = await openLab();
    lab.faults.add({ ...fault, match: { operation }, times: 2 });
    const file = await scratchFile('app.apk', bytes);
    const progress: number[] = [];
    await upload(client, file, { override: true, onProgress: (sent) => progress.push(sent) });
    expect(stored(lab)).toEqual([{ bytes: size, sha256: await sha256Of(file.path) }]);
    expect(clock.sleeps).toEqual([250, 500]);
    expect(progress.at(-1)).toBe(size);
  });

  it('R16: is given up after four attempts', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'reset-within', afterBytes: 2 ** 20 });
    const error = await failureOf(upload(client, await scratchFile('app.apk', bytes), { override: true }));
    expect(error).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(lab.requests).toHaveLength(4);
    expect(stored(lab)).toEqual([]);
  });

  it.each<[string, Fault, string]>([
    ['a reset in the middle', { kind: 'reset-within', afterBytes: 2 ** 20 }, 'CONNECTION_LOST'],
    ['503', { kind: 'status', status: 503 }, 'SERVER_FAILED'],
  ])('is not repeated after %s when replacing is not allowed', async (_, fault, code) => {
    const { lab, client } = await openLab();
    lab.faults.add(fault);
    const error = await failureOf(upload(client, await scratchFile('app.apk', bytes), { override: false }));
    expect(error).toMatchObject({ code });
    expect(lab.requests).toHaveLength(1);
  });

  it('R19: is repeated after a rate limit in any case', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 429, retryAfter: 1, times: 1 });
    await upload(client, await scratchFile('app.apk', bytes), { override: false });
    expect(stored(lab)).toHaveLength(1);
  });

  it('hears the refusal although the file is not wholly sent', async () => {
    const { client } = await openLab();
    const file = await scratchFile('app.apk', Buffer.alloc(24 * 2 ** 20));
    await upload(client, file, { override: false });
    const error = await failureOf(upload(client, file, { override: false }));
    expect(error).toMatchObject({ message: expect.stringContaining('already exists') });
    if (generation === 'v1') expect(error).toBeInstanceOf(ConflictError);
  });

  it.each([
    [
      'grew',
      (path: string) => {
        appendFileSync(path, 'more');
      },
    ],
    [
      'shrank',
      (path: string) => {
        truncateSync(path, 1_000);
      },
    ],
    [
      'is gone',
      (path: string) => {
        rmSync(path);
      },
    ],
  ])('is broken off when the file %s since it was looked at', async (_, change) => {
    const { lab, client, clock } = await openLab();
    const file = await scratchFile('app.apk', bytes);
    change(file.path);
    const error = await failureOf(upload(client, file, { override: true }));
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({ code: 'FILE_UNUSABLE', message: expect.stringContaining(file.path) });
    expect(clock.sleeps).toEqual([]);
    expect(stored(lab)).toEqual([]);
  });

  it('tells the SHA-256 of what was sent, after a break too', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'reset-within', afterBytes: 2 ** 20, match: { operation }, times: 1 });
    const file = await scratchFile('app.apk', bytes);
    // Another content of the same length than when it was looked at.
    await scratchFile('app.apk', Buffer.alloc(size, 7));
    const told: string[] = [];
    await upload(client, file, { override: true, onSha256: (sha256) => told.push(sha256) });
    expect(told.at(-1)).toBe(await sha256Of(file.path));
    expect(stored(lab)).toEqual([{ bytes: size, sha256: told.at(-1) }]);
  });

  it('R13: ends when the service stops taking it', async () => {
    const { lab, client } = await openLab({}, { limits: { transferMs: 200 } });
    lab.faults.add({ kind: 'stall' });
    const error = await failureOf(upload(client, await scratchFile('app.apk', bytes), { override: false }));
    expect(error).toMatchObject({ code: 'TIMED_OUT' });
  });

  it('ends when it is cancelled', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'stall' });
    const cancel = new AbortController();
    const file = await scratchFile('app.apk', bytes);
    const metadata = { artifactLocator: 'PRIVATE:a.apk', override: true };
    const options = {
      signal: cancel.signal,
      onProgress: () => {
        cancel.abort();
      },
    };
    expect(await failureOf(client.artifacts.upload(metadata, file, options))).toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('an upload whose metadata holds the SHA-256 of the file', () => {
  const metadata = (sha256: string) => ({
    artifactLocator: 'PRIVATE:ci/app.apk',
    artifactType: 'ANDROID' as const,
    tags: ['nightly', `sha256:${sha256}`],
  });

  it('sends it behind the file, which is read once', async () => {
    const { lab, client } = await openLab();
    const file = await scratchFile('app.apk', bytes);
    let readBytes = 0;
    await client.artifacts.upload(metadata, file, { onProgress: (sent) => (readBytes = sent) });
    expect(readBytes).toBe(size);
    const item = [...lab.state.repository.all.values()].find(({ path }) => path === 'ci/app.apk');
    expect(item).toMatchObject({ bytes: size, tags: ['nightly', `sha256:${item?.sha256}`] });
  });

  it('is told what the metadata of a sent file was refused for', async () => {
    const { lab, client } = await openLab();
    const file = await scratchFile('app.apk', bytes);
    await client.artifacts.upload(metadata, file);
    expect(await failureOf(client.artifacts.upload(metadata, file))).toBeInstanceOf(ConflictError);
    expect(stored(lab)).toHaveLength(1);
  });

  it('is broken off when the metadata gets another length than was announced', async () => {
    const { lab, client, clock } = await openLab();
    const file = await scratchFile('app.apk', bytes);
    const uneven = (sha256: string) => ({ ...metadata(sha256), artifactName: sha256.replace(/^0+/, '') });
    const error = await failureOf(client.artifacts.upload(uneven, file));
    expect(error).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('another length'),
    });
    expect(clock.sleeps).toEqual([]);
    expect(stored(lab)).toEqual([]);
  });
});

describe('a file to be sent', () => {
  it.each([
    ['missing', () => join(scratchFolder(), 'none.apk'), /cannot be read/],
    ['a folder', () => scratchFolder(), /is not a file/],
    [
      'empty',
      async () => {
        const file = await scratchFile('e.apk', 'x');
        truncateSync(file.path);
        return file.path;
      },
      /is empty/,
    ],
  ])('is refused when it is %s, by its name', async (_, make, message) => {
    const path = await make();
    const error = await failureOf(fileSource(path));
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(message);
    expect(String(error)).toContain(path);
  });

  it('has a checksum, unless it cannot be read', async () => {
    const file = await scratchFile('a.txt', 'abc');
    expect(await sha256Of(file.path)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await failureOf(sha256Of(`${file.path}.none`))).toBeInstanceOf(FileError);
    expect(readFileSync(file.path, 'utf8')).toBe('abc');
  });
});
