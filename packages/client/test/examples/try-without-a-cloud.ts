import { readFileSync } from 'node:fs';
import { PerfectoClient } from '@perfecto-actions/client';
import { startLab } from '@perfecto-actions/lab';

/** Counts the devices of a cloud that needs no licence: the lab. */
export async function countDevices(): Promise<number> {
  const lab = await startLab();
  const client = new PerfectoClient({
    cloud: lab.url,
    securityToken: lab.tokens.automation,
    ca: readFileSync(lab.caFile, 'utf8'),
  });
  const { handsets } = await client.v1.devices.list();
  await client.close();
  await lab.close();
  return handsets?.items ?? 0;
}
