import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listFiles } from './bundle.ts';
import { actionFolders } from '../workspace.ts';

/** A committed file of a bundle, and the SHA-256 of its bytes in hex. */
export interface BundleDigest {
  /** Path from the root of the checkout, with `/`. */
  readonly name: string;
  readonly sha256: string;
}

/** Every file of every committed bundle, sorted by action and path. */
export async function bundleDigests(root: string): Promise<BundleDigest[]> {
  const digests: BundleDigest[] = [];
  for (const folder of await actionFolders(root, 'dist/index.js')) {
    const dist = join(folder, 'dist');
    for (const { path } of await listFiles(dist)) {
      const bytes = await readFile(join(dist, path));
      digests.push({
        name: `${relative(root, dist).replaceAll('\\', '/')}/${path}`,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
  }
  return digests;
}

/** The digests as `sha256sum --check` reads them. */
export function checksumFile(digests: readonly BundleDigest[]): string {
  return digests.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}
