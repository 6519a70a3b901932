import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { DecodeError, FileError, type SaveOptions } from '../src/index.ts';
import { failureOf, openLab, scratchFile, scratchFolder, type OpenLab } from './open-lab.ts';

const size = 2 * 2 ** 20 + 5;
const bytes = randomBytes(size);
const item = { repository: 'media', repositoryItemKey: 'PRIVATE:app.apk' } as const;

interface Download extends OpenLab {
  folder: string;
  path: string;
  get: (options?: Partial<SaveOptions> & { signal?: AbortSignal }) => Promise<unknown>;
}

async function open(
  options: Parameters<typeof openLab>[1] = {},
  content: Buffer | string = bytes,
): Promise<Download> {
  const opened = await openLab({}, options);
  await opened.as('automation').repositories.upload(item, await scratchFile('app.apk', content));
  const folder = scratchFolder();
  const path = join(folder, 'deep', 'app.apk');
  return {
    ...opened,
    folder,
    path,
    get: (given = {}) => opened.client.repositories.download(item, { path, ...given }),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe('a download', () => {
  it('says what whoever looked at its bytes said, and does not blame the disk', async () => {
    const { get, folder } = await open({ retries: { attempts: 1 } });
    const error = await failureOf(
      get({
        through: async function* (chunks) {
          for await (const chunk of chunks) {
            if (chunk.length > 0) throw new DecodeError('repository.download', '$', 'a picture', 'a page');
            yield chunk;
          }
        },
      }),
    );
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', expected: 'a picture' });
    expect(filesIn(folder)).toEqual([]);
  });

  it('leaves nothing behind when whoever changes its bytes fails, and says how', async () => {
    const { get, folder } = await open({ retries: { attempts: 1 } });
    const error = await failureOf(
      get({
        through: async function* (chunks) {
          for await (const chunk of chunks) {
            if (chunk.length > 0) throw new RangeError('the archive is damaged');
            yield chunk;
          }
        },
      }),
    );
    expect(String(error)).toContain('the archive is damaged');
    expect(filesIn(folder)).toEqual([]);
  });

  it('has its name only once it is whole', async () => {
    const { get, path, folder } = await open();
    const seen: string[] = [];
    const saved = await get({
      through: async function* (chunks) {
        for await (const chunk of chunks) {
          if (existsSync(path)) seen.push('too early');
          yield chunk;
        }
      },
    });
    expect(saved).toEqual({ path, bytes: size, contentType: 'application/octet-stream' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(filesIn(folder)).toEqual(['app.apk']);
    expect(seen).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['a cut body', { kind: 'truncate', afterBytes: 2 ** 20 }],
    ['a reset', { kind: 'reset-before' }],
    ['503', { kind: 'status', status: 503 }],
  ])('is repeated as a whole after %s', async (_, fault) => {
    const { get, path, folder, lab, clock } = await open();
    lab.faults.add({ ...fault, times: 2 });
    await get();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(filesIn(folder)).toEqual(['app.apk']);
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it('leaves nothing behind when it stays cut, and an older file alone', async () => {
    const { get, path, folder, lab } = await open();
    mkdirSync(join(folder, 'deep'));
    writeFileSync(path, 'older');
    lab.faults.add({ kind: 'truncate', afterBytes: 2 ** 20 });
    expect(await failureOf(get())).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(filesIn(folder)).toEqual(['app.apk']);
    expect(readFileSync(path, 'utf8')).toBe('older');
  });

  it('is broken off above its cap, at once and without a second try', async () => {
    const { get, folder, clock } = await open();
    const error = await failureOf(get({ maxBytes: 100_000 }));
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({
      message: expect.stringContaining('larger than 100000 bytes'),
      hint: expect.stringContaining('Raise'),
    });
    expect(filesIn(folder)).toEqual([]);
    expect(clock.sleeps).toEqual([]);
  });

  it('may be as long as its cap', async () => {
    const { get } = await open();
    expect(await get({ maxBytes: size })).toMatchObject({ bytes: size });
  });

  it.each(['a file in the place of a folder', 'a folder in the place of the file'])(
    'is a FileError that names the file when it cannot be written: %s',
    async (what) => {
      const { get, path, folder, clock } = await open();
      if (what.startsWith('a file')) writeFileSync(join(folder, 'deep'), 'x');
      else mkdirSync(path, { recursive: true });
      const error = await failureOf(get());
      expect(error).toBeInstanceOf(FileError);
      expect(error).toMatchObject({ message: expect.stringContaining(path), cause: expect.anything() });
      expect(clock.sleeps).toEqual([]);
      expect(filesIn(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );

  it('that is given up before it is read does not keep its connection', async () => {
    const { lab, as, path, folder } = await open();
    const agent = new Agent({ ca: readFileSync(lab.caFile) });
    const connections: (Duplex | null | undefined)[] = [];
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const connection = connect(options, callback);
      connections.push(connection);
      return connection;
    };
    writeFileSync(join(folder, 'deep'), 'a file in the place of the folder');
    const { repositories } = as('automation', { agent });
    expect(await failureOf(repositories.download(item, { path }))).toBeInstanceOf(FileError);
    expect(connections.map((connection) => connection?.destroyed)).toEqual([true]);
  });

  it('leaves nothing behind when it is cancelled or takes too long', async () => {
    const { get, folder, lab } = await open({ limits: { transferMs: 2_000 }, retries: { attempts: 1 } });
    lab.faults.add({ kind: 'drip', bytesPerSecond: 1_000, times: 1 });
    expect(await failureOf(get())).toMatchObject({ code: 'TIMED_OUT' });
    const cancel = new AbortController();
    const cancelled = failureOf(
      get({
        signal: cancel.signal,
        through: async function* (chunks) {
          for await (const chunk of chunks) {
            cancel.abort();
            yield chunk;
          }
        },
      }),
    );
    expect(await cancelled).toMatchObject({ code: 'CANCELLED' });
    expect(filesIn(folder)).toEqual([]);
  });

  it.each([
    [
      'with its status',
      400,
      'NOT_FOUND',
      '{"errorMessage":"Failed to get repository item - Item x was not found"}',
    ],
    ['with 200', 200, 'NOT_FOUND', '{"errorMessage":"Failed to get repository item - Item x was not found"}'],
    ['with 401', 401, 'CREDENTIALS_REFUSED', ''],
    ['with 204', 204, 'ANSWER_UNREADABLE', ''],
    ['with 302', 302, 'REFUSED', ''],
  ])('is no file when the service refuses: %s', async (_, status, code, body) => {
    const { get, folder, lab } = await open({ retries: { attempts: 1 } });
    lab.faults.add({
      kind: 'status',
      status,
      body,
      headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) },
    });
    expect(await failureOf(get())).toMatchObject({ code });
    expect(filesIn(folder)).toEqual([]);
  });

  it('keeps the bytes of a small JSON file as they are', async () => {
    const { client, lab, folder } = await open();
    const text = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from('{"a":1}'),
      Buffer.from([0xff]),
    ]);
    const locator = 'PRIVATE:data.json';
    await client.artifacts.upload(
      { artifactLocator: locator, mimeType: 'application/json' },
      await scratchFile('data.json', text),
    );
    const path = join(folder, 'data.json');
    expect(await client.artifacts.download(locator, { path })).toMatchObject({
      contentType: 'application/json',
    });
    expect(readFileSync(path).equals(text)).toBe(true);
    expect(lab.requests.at(-1)).toMatchObject({ operation: 'repository.v1.download', status: 200 });
  });

  it('of a report that does not exist yet is a NotFoundError', async () => {
    const { client, folder } = await open();
    const { reportKey } = await client.executions.execute({ scriptKey: 'PUBLIC:Samples/login.xml' });
    const error = await failureOf(client.reports.download({ reportKey }, { path: join(folder, 'r.xml') }));
    expect(error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining(reportKey) });
    expect(filesIn(folder)).toEqual([]);
  });
});
