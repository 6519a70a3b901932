import type { OperationCalls } from './world.ts';

/** Both repositories. */
export const repositoryCalls: OperationCalls = {
  'repository.upload': async (world) => {
    const item = {
      repository: 'media',
      repositoryItemKey: 'PRIVATE:b.txt',
      property: { team: 'web' },
    } as const;
    const file = await world.file('b.txt');
    return (options) => world.client.repositories.upload(item, file, options);
  },
  'repository.download': async (world) => {
    const item = await world.media();
    return (options) => world.client.repositories.download(item, { ...world.to('a.txt'), ...options });
  },
  'repository.list': async (world) => {
    await world.media();
    return (options) => world.client.repositories.list({ repository: 'media' }, options);
  },
  'repository.info': async (world) => {
    const item = await world.media();
    return (options) => world.client.repositories.info(item, options);
  },
  'repository.delete': async (world) => {
    const item = await world.media();
    return (options) => world.client.repositories.delete(item, options);
  },
  'repository.move': async (world) => {
    const { repositoryItemKey } = await world.media();
    const request = { repositoryItemKey, repositoryKey: 'PRIVATE:b.txt' };
    return (options) => world.client.repositories.move(request, options);
  },
  'repository.clean': (world) => {
    const request = { repositoryItemKey: 'PRIVATE:', admin: true, owner: '*' };
    return (options) => world.admin.repositories.clean(request, options);
  },
  'repository.v1.upload': async (world) => {
    const file = await world.file('b.apk');
    return (options) => world.client.artifacts.upload({ artifactLocator: 'PRIVATE:b.apk' }, file, options);
  },
  'repository.v1.download': async (world) => {
    const locator = await world.artifact();
    return (options) => world.client.artifacts.download(locator, { ...world.to('app.apk'), ...options });
  },
  'repository.v1.list': async (world) => {
    await world.artifact();
    return (options) => world.client.artifacts.list({ artifactType: 'ANDROID' }, options);
  },
  'repository.v1.info': async (world) => {
    const locator = await world.artifact();
    return (options) => world.client.artifacts.info(locator, options);
  },
  'repository.v1.edit': async (world) => {
    const artifactLocator = await world.artifact();
    return (options) => world.client.artifacts.edit({ artifactLocator, tags: ['release'] }, options);
  },
  'repository.v1.changeLocator': async (world) => {
    const request = { artifactLocator: await world.artifact(), targetArtifactLocator: 'PRIVATE:b.apk' };
    return (options) => world.client.artifacts.changeLocator(request, options);
  },
  'repository.v1.delete': async (world) => {
    const locator = await world.artifact();
    return (options) => world.client.artifacts.delete(locator, options);
  },
  'repository.internal.uploadDirect': async (world) => {
    const metadata = {
      folderType: 'PRIVATE',
      fileName: 'tests.zip',
      keyDetails: { artifactId: 'tests.zip' },
    } as const;
    const file = await world.file('tests.zip');
    return (options) => world.client.artifacts.uploadDirect(metadata, file, options);
  },
};
