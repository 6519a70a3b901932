import { buffer } from 'node:stream/consumers';

import { fromBufferPromise } from 'yauzl';

/** A file of a zip, with the two words that hold its time. */
export interface ZippedFile {
  name: string;
  bytes: Buffer;
  dosDate: number;
  dosTime: number;
}

/** All files of a zip; rejects if it is not a sound one. */
export async function unzip(bytes: Buffer): Promise<ZippedFile[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const files: ZippedFile[] = [];
  for await (const entry of zip.eachEntry()) {
    files.push({
      name: entry.fileName,
      bytes: await buffer(await zip.openReadStreamPromise(entry)),
      dosDate: entry.lastModFileDate,
      dosTime: entry.lastModFileTime,
    });
  }
  return files;
}
