import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource, PerfectoClient } from '@perfecto-actions/client';
import type { LabProcess } from '../../measuring/lab-process.ts';
import type { KnownFile } from './mixed-calls.ts';

const fileBytes = [1, 1_000, 16_384, 65_537, 262_144];

/** A client that tries once: whatever goes wrong is to be seen. Callers of odd number are administrators. */
export function oneTryClient(
  { url, caFile, token, adminToken }: LabProcess,
  isAdmin: boolean,
): PerfectoClient {
  return new PerfectoClient({
    cloud: url,
    ca: readFileSync(caFile, 'utf8'),
    securityToken: isAdmin ? adminToken : token,
    retries: { attempts: 1 },
    env: {},
  });
}

/** Files of several sizes in a folder. */
export function makeFiles(folder: string): Promise<KnownFile[]> {
  return Promise.all(
    fileBytes.map(async (bytes) => {
      const content = randomBytes(bytes);
      const path = join(folder, `source-${bytes}`);
      await writeFile(path, content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { source: await fileSource(path), sha256 };
    }),
  );
}

/** The ids of all devices that can be had. */
export async function deviceIdsOf(client: PerfectoClient): Promise<string[]> {
  const { handsets } = await client.devices.list({ status: 'connected' });
  return (handsets?.handset ?? []).map(({ deviceId }) => deviceId);
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
