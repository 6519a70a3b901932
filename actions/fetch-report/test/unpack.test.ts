import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ZipFile } from 'yazl';
import { downloadInto } from '../src/github/unpack.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unpack-'));
});

afterEach(() => rm(root, { recursive: true }));

/** Stands for a download: leaves an archive with these files in the folder it is given. */
function archiveOf(files: Record<string, string>) {
  return async ({ path }: { path: string }) => {
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(join(path, 'artifact.zip')));
  };
}

describe('downloadInto', () => {
  it('leaves the files and no archive, and nothing of what was there before', async () => {
    const folder = join(root, 'leg');
    await downloadInto(folder, 100, archiveOf({ 'old.txt': 'old' }));
    await downloadInto(folder, 100, archiveOf({ 'results.json': '{}', 'a/b.png': 'picture' }));
    expect((await readdir(folder)).sort()).toEqual(['a', 'results.json']);
    expect(await readFile(join(folder, 'a/b.png'), 'utf8')).toBe('picture');
  });

  it('leaves nothing of an archive that holds more than it may', async () => {
    const much = archiveOf({ 'a.txt': 'x'.repeat(60), 'b.txt': 'x'.repeat(60) });
    await expect(downloadInto(join(root, 'leg'), 100, much)).rejects.toMatchObject({
      code: 'ARTIFACT_UNREADABLE',
    });
    expect(await readdir(root)).toEqual([]);
  });

  it('leaves nothing of what is no archive', async () => {
    const page = ({ path }: { path: string }) => writeFile(join(path, 'artifact'), '<html>Sign in</html>');
    await expect(downloadInto(join(root, 'leg'), 100, page)).rejects.toMatchObject({
      code: 'ARTIFACT_UNREADABLE',
    });
    expect(await readdir(root)).toEqual([]);
  });

  it('writes nothing outside of its folder', async () => {
    // yazl refuses such a name, so that it is put in afterwards, in both places where an archive has it.
    const evil = async ({ path }: { path: string }) => {
      await archiveOf({ 'aa/evil.txt': 'evil' })({ path });
      const file = join(path, 'artifact.zip');
      const bytes = (await readFile(file)).toString('latin1').replaceAll('aa/evil', '../evil');
      await writeFile(file, bytes, 'latin1');
    };
    await expect(downloadInto(join(root, 'leg'), 100, evil)).rejects.toMatchObject({
      code: 'ARTIFACT_UNREADABLE',
    });
    expect(await readdir(root)).toEqual([]);
  });
});
