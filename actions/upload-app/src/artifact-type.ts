import { extname } from 'node:path';

/** Kinds of file the v1 repository knows; upper case only (documented). */
export const artifactTypes = [
  'ANDROID',
  'IOS',
  'SIMULATOR',
  'IMAGE',
  'AUDIO',
  'VIDEO',
  'SCRIPT',
  'GENERAL',
] as const;

export type ArtifactType = (typeof artifactTypes)[number];

const byExtension: Record<string, ArtifactType> = {
  '.apk': 'ANDROID',
  '.apks': 'ANDROID',
  '.aab': 'ANDROID',
  '.xapk': 'ANDROID',
  '.ipa': 'IOS',
  ...fromList('IMAGE', '.png .jpg .jpeg .gif .bmp .webp .heic .heif .tif .tiff .svg'),
  ...fromList('AUDIO', '.mp3 .wav .m4a .amr .opus'),
  ...fromList('VIDEO', '.mp4 .mov .mkv .webm .m4v .3gp'),
};

/** The kind by extension; a zip is a simulator app when `holdsSimulatorApp` says so. */
export function artifactTypeOf(path: string, holdsSimulatorApp: boolean): ArtifactType {
  const extension = extname(path).toLowerCase();
  if (extension === '.zip') return holdsSimulatorApp ? 'SIMULATOR' : 'GENERAL';
  return byExtension[extension] ?? 'GENERAL';
}

/** Whether the higher size limit of apps holds. */
export function isApp(type: ArtifactType): boolean {
  return type === 'ANDROID' || type === 'IOS' || type === 'SIMULATOR';
}

function fromList(type: ArtifactType, extensions: string): Record<string, ArtifactType> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, type]));
}
