import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AuthError } from '../src/index.ts';
import { failureOf, openLab, scratchFile, scratchFolder } from './open-lab.ts';

// Larger than the buffers that the pieces of a file share, and of no round length.
const content = randomBytes(21 * 2 ** 20 + 12_345);
const sha256 = createHash('sha256').update(content).digest('hex');

describe('a file larger than the upload buffers', () => {
  it('arrives byte for byte by the v1 API', async () => {
    const { client } = await openLab();
    const file = await scratchFile('app.apk', content);
    await client.artifacts.upload({ artifactLocator: 'PRIVATE:ci/app.apk', artifactType: 'ANDROID' }, file);
    const path = join(scratchFolder(), 'back.apk');
    await client.artifacts.download('PRIVATE:ci/app.apk', { path });
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(sha256);
  });

  it('arrives byte for byte by the legacy API', async () => {
    const { client } = await openLab();
    const file = await scratchFile('app.apk', content);
    const item = { repository: 'media' as const, repositoryItemKey: 'PRIVATE:ci/app.apk' };
    await client.repositories.upload(item, file);
    const path = join(scratchFolder(), 'back.apk');
    await client.repositories.download(item, { path });
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(sha256);
  });

  it('is refused with the sentence of the service although the body is still on its way', async () => {
    const { as } = await openLab();
    const client = as('automation', { securityToken: 'some-other-token' });
    const file = await scratchFile('app.apk', content);
    const upload = client.artifacts.upload(
      { artifactLocator: 'PRIVATE:ci/app.apk', artifactType: 'ANDROID' },
      file,
    );
    expect(await failureOf(upload)).toBeInstanceOf(AuthError);
  });
});
