import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const mib = 2 ** 20;

/** Writes an Android app of about so many MiB: a real zip of random bytes, repeated, so that nothing on the way can shorten them. */
export async function writeApp(path: string, sizeMiB: number): Promise<void> {
  const block = randomBytes(mib);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('a manifest'), 'AndroidManifest.xml', { compress: false });
  zip.addReadStreamLazy('assets/media.bin', { compress: false, size: sizeMiB * mib }, (done) => {
    done(null, Readable.from(Array.from({ length: sizeMiB }, () => block)));
  });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
