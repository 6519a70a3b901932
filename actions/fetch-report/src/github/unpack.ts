import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';

/** An artifact is no archive, or holds more than it may. */
export class ArtifactUnreadable extends Error {
  override readonly name = 'ArtifactUnreadable';
  readonly code = 'ARTIFACT_UNREADABLE';
}

/**
 * Has an artifact downloaded into a folder, which is emptied first, and unpacks it there. The artifact client could
 * unpack it too, but with a library that knows no limit and is deprecated by Node. Names that lead out of the folder
 * end it, as yauzl refuses them. What fails leaves no folder.
 */
export async function downloadInto(
  folder: string,
  maxBytes: number,
  download: (options: { path: string; skipDecompress: true }) => Promise<unknown>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    await download({ path: folder, skipDecompress: true });
    const [file = ''] = await readdir(folder);
    const archive = join(folder, file);
    await unpack(archive, folder, maxBytes);
    await rm(archive);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function unpack(archive: string, folder: string, maxBytes: number): Promise<void> {
  const zip = await opened(archive);
  let left = maxBytes;
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName.endsWith('/')) continue;
      // yauzl holds an entry to the size it claims.
      left -= entry.uncompressedSize;
      if (left < 0) throw new ArtifactUnreadable(`The artifact holds more than ${maxBytes} bytes.`);
      const path = join(folder, entry.fileName);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await contentOf(zip, entry), createWriteStream(path));
    }
  } finally {
    zip.close();
  }
}

async function opened(archive: string): Promise<ZipFile> {
  // Loaded only here, as the artifact client is.
  const { open } = await import('yauzl');
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new ArtifactUnreadable(`The artifact is no archive: ${error.message}`, { cause: error }));
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let count = 0; count < zip.entryCount; count += 1) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', (error: Error) => {
        reject(new ArtifactUnreadable(`The artifact cannot be unpacked: ${error.message}`, { cause: error }));
      });
      zip.readEntry();
    });
  }
}

function contentOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(error);
    });
  });
}
