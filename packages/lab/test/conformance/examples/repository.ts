import type { Examples, Stage } from '../example-call.ts';

const file = Buffer.from('the bytes of an example\u0000 file\n');
const media = { repository: 'media', repositoryItemKey: 'PRIVATE:examples/app data.bin' };
const locator = { artifactLocator: 'PRIVATE:examples/app.apk' };

async function uploaded(stage: Stage): Promise<typeof media> {
  await stage.call('repository.upload', media, { file, fileType: 'application/x-example' });
  return media;
}

async function uploadedV1(stage: Stage): Promise<typeof locator> {
  await stage.call('repository.v1.upload', { requestPart }, { file });
  return locator;
}

const requestPart = {
  ...locator,
  artifactType: 'ANDROID',
  artifactName: 'app.apk',
  mimeType: 'application/x-example',
  tags: ['nightly', 'checkout'],
};

export const examples: Examples = {
  'repository.upload': {
    calls: [
      {
        parameters: { ...media, overwrite: true, 'property.team': 'checkout' },
        file,
        fileType: 'text/plain',
      },
    ],
  },
  'repository.download': { calls: [{ arrange: uploaded, bytes: file }] },
  'repository.list': {
    calls: [
      {
        arrange: async (stage) => {
          await uploaded(stage);
          return { repository: 'media' };
        },
      },
    ],
  },
  'repository.info': { calls: [{ arrange: uploaded }] },
  'repository.delete': {
    calls: [{ arrange: uploaded }],
    permission: {
      refused: 'other',
      parameters: { admin: true },
      status: 400,
      text: 'User other.bot@example.com is not authorized to act as administrator',
    },
  },
  'repository.move': {
    calls: [
      {
        arrange: async (stage) => {
          await uploaded(stage);
          return { repositoryItemKey: media.repositoryItemKey };
        },
        parameters: { repositoryKey: 'PRIVATE:examples/moved.bin', 'property.team': 'login' },
      },
    ],
    firstHalf: 'Failed to move repository item',
  },
  'repository.clean': {
    calls: [
      {
        as: 'admin',
        parameters: {
          repositoryItemKey: 'PRIVATE:',
          admin: true,
          owner: 'ci.bot@example.com',
          dryRun: true,
          'lastModified.daysToKeep': 30,
        },
      },
    ],
    permission: {
      refused: 'automation',
      status: 400,
      text: 'User ci.bot@example.com is not authorized to act as administrator',
    },
    firstHalf: 'Failed to clean repository',
  },
  'repository.v1.upload': { calls: [{ parameters: { requestPart }, file }] },
  'repository.v1.download': { calls: [{ arrange: uploadedV1, bytes: file }] },
  'repository.v1.list': {
    calls: [
      {
        arrange: async (stage) => {
          await uploadedV1(stage);
          return {};
        },
        parameters: { artifactType: 'ANDROID', pageSize: 1, skip: 0 },
      },
    ],
  },
  'repository.v1.info': { calls: [{ arrange: uploadedV1 }] },
  'repository.v1.edit': {
    calls: [{ arrange: uploadedV1, parameters: { artifactName: 'renamed.apk', tags: ['weekly'] } }],
  },
  'repository.v1.changeLocator': {
    calls: [{ arrange: uploadedV1, parameters: { targetArtifactLocator: 'PRIVATE:examples/moved.apk' } }],
  },
  'repository.v1.delete': {
    calls: [{ arrange: uploadedV1 }],
    permission: { refused: 'other', status: 404, text: 'Item PRIVATE:examples/app.apk was not found' },
  },
  'repository.internal.uploadDirect': {
    calls: [
      {
        parameters: {
          requestPart: {
            contentType: 'application/zip',
            artifactType: 'GENERAL',
            folderType: 'PRIVATE',
            keyDetails: { artifactId: 'examples/specs.zip' },
            temporary: true,
            fileName: 'specs.zip',
          },
        },
        file,
      },
    ],
  },
};
