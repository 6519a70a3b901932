import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import type { Lab } from '../src/index.ts';
import { json, rest, services, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const path = '/repository/api/v1/artifacts';

interface Part {
  name: string;
  value: string | Buffer;
  fileName?: string;
  type?: string;
}

function multipart(parts: Part[]): { body: Buffer; headers: Record<string, string> } {
  const boundary = 'lab-test-boundary';
  const pieces: Buffer[] = [];
  for (const { name, value, fileName, type } of parts) {
    const disposition = `form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}`;
    const head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`;
    pieces.push(Buffer.from(head), Buffer.from(value), Buffer.from('\r\n'));
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    body: Buffer.concat(pieces),
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  };
}

function upload(
  lab: Lab,
  metadata: object,
  bytes: string | Buffer,
  options: { fileFirst?: boolean; token?: string } = {},
): Promise<Got> {
  const file = { name: 'inputStream', value: bytes, fileName: 'x.bin', type: 'application/octet-stream' };
  const about = { name: 'requestPart', value: JSON.stringify(metadata) };
  const form = multipart(options.fileFirst === true ? [file, about] : [about, file]);
  return rest(lab, 'POST', path, form, options.token ?? lab.tokens.automation);
}

/** Paths of the items that did not come with the lab. */
function uploaded(lab: Lab): string[] {
  const paths = [...lab.state.repository.all.values()].map(({ path: itemPath }) => itemPath);
  return paths.filter((itemPath) => !itemPath.startsWith('Samples/'));
}

describe('v1 artifacts', () => {
  it.each([
    ['metadata first, without a content type', { name: 'requestPart' }, false],
    ['metadata first, as JSON', { name: 'requestPart', type: 'application/json' }, false],
    ['metadata as a file part', { name: 'requestPart', type: 'application/json', fileName: 'blob' }, false],
    ['the file first', { name: 'requestPart' }, true],
    ['the file as a field', { name: 'requestPart' }, true],
  ])('are uploaded with %s', async (what, about, fileFirst) => {
    const { lab } = await openLab();
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 251));
    const metadata = {
      ...about,
      value: '{"artifactLocator":"PRIVATE:apps/demo.apk","artifactType":"ANDROID"}',
    };
    const file = what.includes('field')
      ? { name: 'inputStream', value: bytes }
      : { name: 'inputStream', value: bytes, fileName: 'demo.apk', type: 'application/octet-stream' };
    const got = await rest(lab, 'POST', path, multipart(fileFirst ? [file, metadata] : [metadata, file]));
    expect(got.status).toBe(200);
    const back = await rest(lab, 'GET', `${path}/artifact`, {
      query: { artifactLocator: 'PRIVATE:apps/demo.apk' },
    });
    expect(back.bytes.equals(bytes)).toBe(true);
    // One store: the legacy call finds it, too.
    expect(
      (await services(lab, 'repositories/media/PRIVATE:apps/demo.apk', 'download')).bytes.equals(bytes),
    ).toBe(true);
  });

  it('are refused with 409 when they exist, and replaced with override', async () => {
    const { lab } = await openLab();
    const artifactLocator = 'PRIVATE:a.txt';
    await upload(lab, { artifactLocator }, 'one');
    for (const fileFirst of [false, true]) {
      const got = await upload(lab, { artifactLocator }, 'two', { fileFirst });
      expect([got.status, userMessage(got)]).toEqual([409, 'Item PRIVATE:a.txt already exists']);
    }
    expect((await upload(lab, { artifactLocator, override: true }, 'three')).status).toBe(200);
    const folder = lab.state.repository.pathOf('');
    expect(readdirSync(folder)).toHaveLength(lab.state.repository.all.size);
  });

  it('leave no file behind when the connection breaks within the upload', async () => {
    const { lab } = await openLab();
    lab.faults.add({
      kind: 'reset-within',
      afterBytes: 300_000,
      match: { operation: 'repository.v1.upload' },
    });
    const folder = lab.state.repository.pathOf('');
    const metadata = { artifactLocator: 'PRIVATE:apps/demo.apk', artifactType: 'ANDROID' };
    await expect(upload(lab, metadata, Buffer.alloc(5_000_000))).rejects.toThrow();
    // The lab notices the break a moment after the client does.
    while (readdirSync(folder).length > lab.state.repository.all.size) await new Promise(setImmediate);
    expect(readdirSync(folder)).toHaveLength(lab.state.repository.all.size);
  });

  it.each([
    ['a backslash in the locator', { artifactLocator: 'PRIVATE:a\\b.txt' }],
    ['a star in the locator without artifactName', { artifactLocator: 'PRIVATE:a*.txt' }],
    ['no visibility', { artifactLocator: 'a.txt' }],
    ['a wrong visibility', { artifactLocator: 'TEAM:a.txt' }],
    ['no locator', {}],
    ['a type in lower case', { artifactLocator: 'PRIVATE:a.apk', artifactType: 'android' }],
    ['a slash in artifactName', { artifactLocator: 'PRIVATE:a.apk', artifactName: 'x/y' }],
    ['tags that are no list', { artifactLocator: 'PRIVATE:a.apk', tags: 'nightly' }],
  ])('are refused with 400 for %s', async (_what, metadata) => {
    const { lab } = await openLab();
    for (const fileFirst of [false, true]) {
      expect((await upload(lab, metadata, 'x', { fileFirst })).status).toBe(400);
    }
    expect(uploaded(lab)).toEqual([]);
  });

  it.each([
    [
      'no metadata',
      [{ name: 'inputStream', value: 'x', fileName: 'a' }],
      "Required part 'requestPart' is missing",
    ],
    [
      'no file',
      [{ name: 'requestPart', value: '{"artifactLocator":"PRIVATE:a"}' }],
      "Required part 'inputStream' is missing",
    ],
    ['metadata that is no JSON', [{ name: 'requestPart', value: '{' }], 'Request body is not valid JSON'],
  ])('are refused with 400 for %s', async (_what, parts, text) => {
    const { lab } = await openLab();
    const got = await rest(lab, 'POST', path, multipart(parts));
    expect([got.status, userMessage(got)]).toEqual([400, text]);
  });

  it('are refused when the body is no multipart or ends in the middle', async () => {
    const { lab } = await openLab();
    expect((await rest(lab, 'POST', path, { json: {} })).status).toBe(400);
    for (const type of ['multipart/form-data; boundary=', 'multipart/form-data; x="boundary="']) {
      const refused = await rest(lab, 'POST', path, { body: '', headers: { 'Content-Type': type } });
      expect({ type, status: refused.status }).toEqual({ type, status: 400 });
    }
    const { body, headers } = multipart([
      { name: 'requestPart', value: '{"artifactLocator":"PRIVATE:a"}' },
      { name: 'inputStream', value: Buffer.alloc(5000), fileName: 'a' },
    ]);
    const got = await rest(lab, 'POST', path, { body: body.subarray(0, 3000), headers });
    expect(got.status).toBe(400);
    expect(uploaded(lab)).toEqual([]);
  });

  it('keep the size limits, in either order of parts', async () => {
    const { lab } = await openLab({
      settings: {
        maxApplicationBytes: 300_000,
        maxOtherFileBytes: 150_000,
        artifactTypeMandatoryAboveBytes: 100_000,
      },
    });
    const text = async (metadata: object, bytes: number, fileFirst: boolean): Promise<string> => {
      const got = await upload(lab, metadata, Buffer.alloc(bytes), { fileFirst });
      return got.status === 200 ? 'stored' : userMessage(got);
    };
    for (const fileFirst of [false, true]) {
      const name = fileFirst ? 'a' : 'b';
      expect(await text({ artifactLocator: `PRIVATE:${name}1.apk` }, 120_000, fileFirst)).toBe(
        'artifactType is mandatory for files larger than 100000 bytes',
      );
      expect(
        await text({ artifactLocator: `PRIVATE:${name}2.bin`, artifactType: 'GENERAL' }, 160_000, fileFirst),
      ).toBe('File is larger than the limit of 150000 bytes');
      expect(
        await text({ artifactLocator: `PRIVATE:${name}3.bin`, artifactType: 'IOS' }, 310_000, fileFirst),
      ).toBe('File is larger than the limit of 300000 bytes');
      expect(
        await text({ artifactLocator: `PRIVATE:${name}4.bin`, artifactType: 'IOS' }, 290_000, fileFirst),
      ).toBe('stored');
      expect(await text({ artifactLocator: `PRIVATE:${name}5.bin` }, 90_000, fileFirst)).toBe('stored');
    }
  });

  it('are listed in pages and by type, with native numbers', async () => {
    const { lab, clock } = await openLab();
    for (const n of [1, 2, 3]) {
      await upload(
        lab,
        { artifactLocator: `PRIVATE:${n}.ipa`, artifactType: 'IOS', tags: ['nightly'] },
        'xyz',
      );
    }
    const list = async (query: Record<string, string>) =>
      json(await rest(lab, 'GET', `${path}/`, { query })) as {
        artifacts: { artifactLocator: string }[];
        truncated: boolean;
      };
    const first = await list({ artifactType: 'IOS', pageSize: '2' });
    expect(first.truncated).toBe(true);
    expect(first.artifacts[0]).toEqual({
      artifactLocator: 'PRIVATE:1.ipa',
      username: 'ci.bot@example.com',
      groupKey: '',
      artifactMetadata: {
        artifactName: '1.ipa',
        artifactSize: 3,
        mimeType: '',
        artifactType: 'IOS',
        information: [{ name: 'version', value: '1.0.0' }],
        tags: ['nightly'],
      },
      usageMetadata: { creationTime: clock.now(), lastUpdateTime: clock.now(), lastDownloadTime: 0 },
    });
    const second = await list({ artifactType: 'IOS', pageSize: '2', skip: '2' });
    expect(second.artifacts.map(({ artifactLocator }) => artifactLocator)).toEqual(['PRIVATE:3.ipa']);
    expect(second.truncated).toBe(false);
  });

  it('answer 400 for a missing one on download and 404 on info, edit, move, delete', async () => {
    const { lab } = await openLab();
    const query = { artifactLocator: 'PRIVATE:none.txt' };
    const statuses = [
      await rest(lab, 'GET', `${path}/artifact`, { query }),
      await rest(lab, 'GET', `${path}/artifact/info`, { query }),
      await rest(lab, 'PUT', `${path}/`, { json: { ...query, tags: [] } }),
      await rest(lab, 'PATCH', `${path}/`, { json: { ...query, targetArtifactLocator: 'PRIVATE:b.txt' } }),
      await rest(lab, 'DELETE', path, { query }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 404, 404, 404, 404]);
  });

  it('are edited, moved and deleted', async () => {
    const { lab } = await openLab();
    await upload(lab, { artifactLocator: 'PRIVATE:a.txt' }, 'x');
    await upload(lab, { artifactLocator: 'PRIVATE:b.txt' }, 'y');
    const edit = { artifactLocator: 'PRIVATE:a.txt', artifactName: 'Nice name', tags: ['one'] };
    expect((await rest(lab, 'PUT', `${path}/`, { json: edit })).status).toBe(200);
    const move = (targetArtifactLocator: string, override = false): Promise<Got> =>
      rest(lab, 'PATCH', `${path}/`, {
        json: { artifactLocator: 'PRIVATE:a.txt', targetArtifactLocator, override },
      });
    expect((await move('PRIVATE:b.txt')).status).toBe(409);
    expect((await move('PRIVATE:b.txt', true)).status).toBe(200);
    const info = json(
      await rest(lab, 'GET', `${path}/artifact/info`, { query: { artifactLocator: 'PRIVATE:b.txt' } }),
    ) as { artifactsDetails: { artifactMetadata: object } };
    expect(info.artifactsDetails.artifactMetadata).toMatchObject({
      artifactName: 'Nice name',
      tags: ['one'],
      artifactSize: 1,
    });
    expect((await rest(lab, 'DELETE', path, { query: { artifactLocator: 'PRIVATE:b.txt' } })).status).toBe(
      200,
    );
    expect(uploaded(lab)).toEqual([]);
  });

  it('do not let a stranger change a PUBLIC one, nor see a PRIVATE one', async () => {
    const { lab } = await openLab();
    await upload(lab, { artifactLocator: 'PUBLIC:a.txt' }, 'x');
    await upload(lab, { artifactLocator: 'PRIVATE:a.txt' }, 'x');
    const query = { artifactLocator: 'PUBLIC:a.txt' };
    expect((await rest(lab, 'DELETE', path, { query }, lab.tokens.other)).status).toBe(400);
    const replaced = await upload(lab, { ...query, override: true }, 'y', { token: lab.tokens.other });
    expect(replaced.status).toBe(400);
    const hidden = await rest(
      lab,
      'GET',
      `${path}/artifact`,
      { query: { artifactLocator: 'PRIVATE:a.txt' } },
      lab.tokens.other,
    );
    expect(hidden.status).toBe(400);
  });

  it('refuse a wrong token in the words of the repository service', async () => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', path, {}, 'nonsense');
    expect(got.status).toBe(401);
    expect(userMessage(got)).toMatch(/^Failed decoding the offline token: /);
  });

  it('of type SCRIPT can be run', async () => {
    const { lab } = await openLab();
    await upload(lab, { artifactLocator: 'PRIVATE:s/mine.xml', artifactType: 'SCRIPT' }, '<script/>');
    expect((await services(lab, 'executions', 'execute', { scriptKey: 'PRIVATE:s/mine.xml' })).status).toBe(
      200,
    );
  });

  it('are taken from the Cypress SDK, too', async () => {
    const { lab } = await openLab();
    const form = multipart([
      {
        name: 'requestPart',
        value:
          '{"folderType":"PRIVATE","keyDetails":{"artifactId":"tests.zip"},"artifactType":"GENERAL","fileName":"tests.zip"}',
      },
      { name: 'inputPart', value: 'zip', fileName: 'tests.zip', type: 'application/zip' },
    ]);
    const direct = '/repository-management-webapp/rest/v1/repository-management/artifacts/direct';
    expect((await rest(lab, 'PUT', direct, form)).status).toBe(400);
    const headers = { ...form.headers, 'perfecto-tenantid': 'mycloud-perfectomobile-com' };
    expect((await rest(lab, 'PUT', direct, { ...form, headers })).status).toBe(200);
    expect(
      (await rest(lab, 'GET', `${path}/artifact`, { query: { artifactLocator: 'PRIVATE:tests.zip' } })).text,
    ).toBe('zip');
  });
});
