// A process of its own for one upload by the client, so that its peak memory can be read: see uploads.ts. The action refuses what the service would refuse for its size; the client does not.
import { readFileSync } from 'node:fs';
import { PerfectoClient, fileSource } from '@perfecto-actions/client';

const [cloud = '', caFile = '', path = ''] = process.argv.slice(2);
const client = new PerfectoClient({
  cloud,
  ca: readFileSync(caFile, 'utf8'),
  securityToken: process.env['LAB_TOKEN'] ?? '',
});
const file = await fileSource(path);
await client.repositories.upload(
  { repository: 'media', repositoryItemKey: 'PRIVATE:bench/app.apk', overwrite: true },
  file,
);
await client.close();
