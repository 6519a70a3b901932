import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:tls';
import { readFileSync } from 'node:fs';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, member, send, services } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

function put(
  lab: Lab,
  place: string,
  body: string | Buffer,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<Got> {
  return send(lab, `/services/repositories/${place}`, {
    method: 'PUT',
    query: { operation: 'upload', securityToken: token, ...query },
    body,
    headers: { 'Content-Type': 'application/octet-stream' },
  });
}

function keys(got: Got): string[] {
  return (json(got) as { items: string[] }).items;
}

describe('the legacy repository', () => {
  it('refuses an upload that is named in a form, whose body can be no file', async () => {
    const { lab } = await openLab();
    const got = await send(lab, '/services/repositories/media/PRIVATE:a.bin', {
      method: 'POST',
      form: { operation: 'upload', securityToken: lab.tokens.automation },
    });
    expect(got.status).toBe(400);
    expect(errorMessage(got)).toContain("Mandatory parameter 'operation' is missing");
    expect(lab.state.repository.all.size).toBe((await openLab()).lab.state.repository.all.size);
  });

  it('stores a file under a raw key and gives it back byte for byte', async () => {
    const { lab, clock } = await openLab();
    const bytes = Buffer.alloc(3_000_000, 'perfecto');
    expect((await put(lab, 'media/PRIVATE:ci/app 1.apk'.replace(' ', '%20'), bytes)).text).toBe(
      '{"status":"Success"}',
    );
    const got = await services(lab, 'repositories/media/PRIVATE%3Aci%2Fapp%201.apk', 'download');
    expect(got.bytes.equals(bytes)).toBe(true);
    const [item] = [...lab.state.repository.all.values()].filter(({ path }) => path === 'ci/app 1.apk');
    expect(item).toMatchObject({
      bytes: 3_000_000,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      artifactType: 'ANDROID',
      downloadedMs: clock.now(),
    });
  });

  it.each(['POST', 'PUT'])('takes %s, whatever the content type says', async (method) => {
    const { lab } = await openLab();
    const query = { operation: 'upload', securityToken: lab.tokens.automation };
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await send(lab, '/services/repositories/MEDIA/private:a.txt', {
      method,
      query,
      body: 'a=1&b=2',
      headers,
    });
    expect((await services(lab, 'repositories/media/PRIVATE:a.txt', 'download')).text).toBe('a=1&b=2');
  });

  it('is not stored by a GET', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'repositories/media/PRIVATE:a.txt', 'upload');
    expect([got.status, errorMessage(got)]).toEqual([
      405,
      "Failed to upload repository item - Request method 'GET' not supported",
    ]);
  });

  it('stores an empty file and one that comes in chunks', async () => {
    const { lab } = await openLab();
    expect((await put(lab, 'media/PRIVATE:empty.txt', '')).status).toBe(200);
    const query = { operation: 'upload', securityToken: lab.tokens.automation };
    const headers = { 'Transfer-Encoding': 'chunked' };
    await send(lab, '/services/repositories/media/PRIVATE:chunks.txt', {
      method: 'PUT',
      query,
      body: 'chunks',
      headers,
    });
    expect((await services(lab, 'repositories/media/PRIVATE:chunks.txt', 'download')).text).toBe('chunks');
  });

  it.each([
    [
      'a wrong visibility',
      'media/TEST:test/x.ipa',
      "Invalid visibility 'TEST' in repository key TEST:test/x.ipa",
    ],
    ['a wrong area', 'music/PUBLIC:x', 'Invalid data type music'],
    ['a missing area', 'PUBLIC:x.ipa', 'Invalid data type PUBLIC:x.ipa'],
    ['a key without a path', 'media/PUBLIC:', "Invalid path 'PUBLIC:'"],
  ])('refuses %s', async (_what, place, reason) => {
    const { lab } = await openLab();
    const got = await put(lab, place, 'x');
    expect([got.status, errorMessage(got)]).toEqual([400, `Failed to upload repository item - ${reason}`]);
  });

  it('refuses an existing key unless overwrite=true', async () => {
    const { lab } = await openLab();
    await put(lab, 'media/PRIVATE:a.txt', 'one');
    const got = await put(lab, 'media/PRIVATE:a.txt', 'two');
    expect(errorMessage(got)).toBe('Failed to upload repository item - Item PRIVATE:a.txt already exists');
    expect((await put(lab, 'media/PRIVATE:a.txt', 'three', { overwrite: 'true' })).status).toBe(200);
    expect((await services(lab, 'repositories/media/PRIVATE:a.txt', 'download')).text).toBe('three');
  });

  it('answers as soon as a file is known to pass its limit, and keeps nothing of it', async () => {
    const { lab } = await openLab({ settings: { maxOtherFileBytes: 1000, maxApplicationBytes: 5000 } });
    const folder = lab.state.repository.pathOf('');
    const before = readdirSync(folder).length;
    const declared = await put(lab, 'media/PRIVATE:a.txt', Buffer.alloc(1001));
    expect(errorMessage(declared)).toBe(
      'Failed to upload repository item - File is larger than the limit of 1000 bytes',
    );
    const query = { operation: 'upload', securityToken: lab.tokens.automation };
    const chunked = await send(lab, '/services/repositories/media/PRIVATE:a.txt', {
      method: 'PUT',
      query,
      body: Buffer.alloc(500_000),
      headers: { 'Transfer-Encoding': 'chunked' },
    });
    expect(chunked.status).toBe(400);
    expect((await put(lab, 'media/PRIVATE:a.apk', Buffer.alloc(5000))).status).toBe(200);
    expect(readdirSync(folder)).toHaveLength(before + 1);
  });

  it('refuses before the body is sent when the client waits for 100 Continue', async () => {
    const { lab } = await openLab();
    const ask = (token: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(lab.url);
        const socket = connect({
          host: '127.0.0.1',
          port: Number(port),
          servername: 'localhost',
          ca: readFileSync(lab.caFile),
        });
        let text = '';
        socket.setEncoding('utf8');
        socket.on('data', (piece: string) => {
          text += piece;
          if (/^HTTP\/1\.1 100 Continue\r\n\r\n$/.test(text)) socket.write('hello');
          else if (text.includes('"}')) socket.end();
        });
        socket.on('close', () => {
          resolve(text);
        });
        socket.on('error', reject);
        socket.write(
          `PUT /services/repositories/media/PRIVATE:c.txt?operation=upload&securityToken=${token} HTTP/1.1\r\n` +
            'Host: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n',
        );
      });
    expect(await ask('nonsense')).toMatch(/^HTTP\/1\.1 401 /);
    expect(await ask(lab.tokens.automation)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    expect((await services(lab, 'repositories/media/PRIVATE:c.txt', 'download')).text).toBe('hello');
  });

  it('keeps PRIVATE items per user, GROUP items per group, PUBLIC ones for all', async () => {
    const { lab } = await openLab();
    for (const place of ['PRIVATE:p.txt', 'GROUP:g.txt', 'PUBLIC:u.txt'])
      await put(lab, `media/${place}`, 'x');
    expect(keys(await services(lab, 'repositories/media', 'list'))).toEqual([
      'GROUP:g.txt',
      'PRIVATE:p.txt',
      'PUBLIC:u.txt',
    ]);
    expect(keys(await services(lab, 'repositories/media', 'list', {}, lab.tokens.admin))).toEqual([
      'GROUP:g.txt',
      'PUBLIC:u.txt',
    ]);
    expect(keys(await services(lab, 'repositories/media', 'list', {}, lab.tokens.other))).toEqual([
      'PUBLIC:u.txt',
    ]);
    const hidden = await services(lab, 'repositories/media/PRIVATE:p.txt', 'download', {}, lab.tokens.other);
    expect(errorMessage(hidden)).toBe(
      'Failed to download repository item - Item PRIVATE:p.txt was not found',
    );
    const owner = { admin: 'true', owner: lab.users.automation.name };
    expect(
      (await services(lab, 'repositories/media/PRIVATE:p.txt', 'download', owner, lab.tokens.admin)).text,
    ).toBe('x');
    const refused = await services(
      lab,
      'repositories/media/PRIVATE:p.txt',
      'download',
      owner,
      lab.tokens.other,
    );
    expect(errorMessage(refused)).toContain('not authorized');
  });

  it('lists folders and whole areas, and treats a key that names nothing as an error 500', async () => {
    const { lab } = await openLab();
    for (const place of ['media/PRIVATE:apps/a.apk', 'media/PRIVATE:apps2/b.apk', 'datatables/PRIVATE:t.csv'])
      await put(lab, place, 'x');
    expect(keys(await services(lab, 'repositories/media/PRIVATE:apps', 'list'))).toEqual([
      'PRIVATE:apps/a.apk',
    ]);
    expect(keys(await services(lab, 'repositories', 'list'))).toContain('PRIVATE:t.csv');
    expect(keys(await services(lab, 'repositories/media/GROUP:', 'list'))).toEqual([]);
    const got = await services(lab, 'repositories/media/PRIVATE:nothing', 'list');
    expect([got.status, errorMessage(got)]).toEqual([
      500,
      'Failed to list repository items - Item PRIVATE:nothing was not found',
    ]);
    const xml = await services(lab, 'repositories/media/PRIVATE:apps', 'list', { responseFormat: 'xml' });
    expect(xml.text).toContain('<response><items><item>PRIVATE:apps/a.apk</item></items></response>');
  });

  it('tells when an item was stored, and refuses a key in place of the area in the documented words', async () => {
    const { lab } = await openLab();
    await put(lab, 'media/PUBLIC:a.txt', 'x');
    expect((await services(lab, 'repositories/media/PUBLIC:a.txt', 'info')).text).toBe(
      '{"item":{"creationTime":{"formatted":"2024-05-06T10:11:12Z","millis":"1714990272000"}}}',
    );
    const got = await services(lab, 'repositories/PUBLIC:a.txt', 'info');
    expect(errorMessage(got)).toBe('Failed to get repository item info - Invalid data type PUBLIC:a.txt');
  });

  it('deletes; says notOwner and readOnly with HTTP 200', async () => {
    const { lab } = await openLab();
    await put(lab, 'media/PUBLIC:a.txt', 'x', { 'property.readonly': 'true' });
    const remove = (query: Record<string, string>, token: string): Promise<Got> =>
      services(lab, 'repositories/media/PUBLIC:a.txt', 'delete', query, token);
    const answers = [
      await remove({}, lab.tokens.other),
      await remove({ force: 'false' }, lab.tokens.automation),
      await remove({ admin: 'true', force: 'true' }, lab.tokens.admin),
      await remove({}, lab.tokens.automation),
    ].map(({ status, text }) => `${status} ${text}`);
    expect(answers).toEqual([
      '200 {"status":"Failure","completionCode":"notOwner"}',
      '200 {"status":"Failure","completionCode":"readOnly"}',
      '200 {"status":"Success","completionCode":"deleted"}',
      '400 {"errorMessage":"Failed to delete repository item - Item PUBLIC:a.txt was not found"}',
    ]);
  });

  it('moves a media file to another key', async () => {
    const { lab } = await openLab();
    await put(lab, 'media/PRIVATE:old.txt', 'x');
    await put(lab, 'media/PRIVATE:taken.txt', 'y');
    const move = (repositoryKey: string): Promise<Got> =>
      services(lab, 'repositories/media/PRIVATE:old.txt', 'move', { repositoryKey });
    expect(errorMessage(await move('PRIVATE:taken.txt'))).toContain('already exists');
    expect((await move('PUBLIC:new.txt')).text).toBe('{"status":"Success"}');
    expect((await services(lab, 'repositories/media/PUBLIC:new.txt', 'download')).text).toBe('x');
    expect((await move('PUBLIC:newer.txt')).status).toBe(400);
    const wrongArea = await services(lab, 'repositories/scripts/PRIVATE:x.xml', 'move', {
      repositoryKey: 'PRIVATE:y',
    });
    expect(errorMessage(wrongArea)).toContain("Invalid path 'scripts/PRIVATE:x.xml'");
  });

  it('cleans old reports only when it is no dry run, and only for administrators', async () => {
    const { lab, clock } = await openLab();
    await services(lab, 'executions', 'execute', {
      scriptKey: 'PUBLIC:Samples/login.xml',
      'output.visibility': 'public',
    });
    await clock.advance(200 * 24 * 3_600_000);
    const clean = (query: Record<string, string>, token: string): Promise<Got> =>
      services(lab, 'repositories/executions/PUBLIC:', 'clean', { admin: 'true', ...query }, token);
    expect((await clean({}, lab.tokens.automation)).status).toBe(400);
    expect(member(await clean({}, lab.tokens.admin), 'reports')).toBe('1');
    expect(lab.state.executions.all.size).toBe(1);
    expect(
      member(await clean({ dryRun: 'false', 'lastModified.daysToKeep': '300' }, lab.tokens.admin), 'reports'),
    ).toBe('0');
    await clean({ dryRun: 'false' }, lab.tokens.admin);
    expect(lab.state.executions.all.size).toBe(0);
  });
});
