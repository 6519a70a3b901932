import { readConnection, type ConnectionInputs, type InputReader } from '@perfecto-actions/action-kit';
import { artifactTypes, type ArtifactType } from './artifact-type.ts';

export interface Inputs {
  connection: ConnectionInputs;
  /** Globs; an entry that begins with `!` excludes. */
  patterns: string[];
  locator: LocatorInput;
  artifactType: ArtifactType | 'auto';
  tags: string[];
  override: boolean;
  api: 'v1' | 'legacy';
  area: 'media' | 'scripts' | 'datatables';
  skipUnchanged: boolean;
  ifNoFilesFound: 'error' | 'warn' | 'ignore';
}

/** `PRIVATE:ci/app.apk`, or with `isFolder` `PRIVATE:ci/` to which file names are added. */
export interface LocatorInput {
  text: string;
  isFolder: boolean;
}

/** Reads and checks the inputs of upload-app. */
export function readInputs(reader: InputReader): Inputs {
  const connection = readConnection(reader);
  const transferMs = reader.durationMs('timeout', { minMs: 1000, maxMs: 6 * 3_600_000 });
  const inputs: Inputs = {
    connection: {
      ...connection,
      client: { ...connection.client, limits: { ...connection.client.limits, transferMs } },
    },
    patterns: readPatterns(reader),
    locator: readLocator(reader),
    artifactType: reader.choice('artifact-type', ['auto', ...artifactTypes]),
    tags: reader.list('tags'),
    override: reader.flag('override'),
    api: reader.choice('api', ['v1', 'legacy']),
    area: reader.choice('area', ['media', 'scripts', 'datatables']),
    skipUnchanged: reader.flag('skip-unchanged'),
    ifNoFilesFound: reader.choice('if-no-files-found', ['error', 'warn', 'ignore']),
  };
  if (inputs.api === 'legacy' && inputs.tags.length > 0) {
    reader.problems.add('tags', 'work with api v1 only; leave them out or set api to v1.');
  }
  if (inputs.api === 'v1' && reader.text('user') !== '') {
    reader.problems.add('api', 'v1 takes a security token only; with user and password set api to legacy.');
  }
  return inputs;
}

function readPatterns(reader: InputReader): string[] {
  const patterns = reader.lines('path');
  if (patterns.every((pattern) => pattern.startsWith('!'))) {
    reader.problems.add(
      'path',
      patterns.length === 0 ? 'is missing. Name the file to upload.' : 'only excludes; name a file.',
    );
  }
  return patterns;
}

/** Rules of locators: visibility, then a key without backslash (documented). */
function readLocator(reader: InputReader): LocatorInput {
  const text = reader.required('locator');
  const [, visibility, key] = /^([^:]*):(.*)$/.exec(text) ?? [];
  if (text !== '' && (visibility === undefined || key === undefined)) {
    reader.problems.add(
      'locator',
      `${JSON.stringify(text)} has no visibility; write PRIVATE:, GROUP: or PUBLIC: in front.`,
    );
  } else if (visibility !== undefined && !/^(PRIVATE|GROUP|PUBLIC)$/.test(visibility)) {
    reader.problems.add(
      'locator',
      `begins with ${JSON.stringify(visibility)}; give PRIVATE, GROUP or PUBLIC in capitals.`,
    );
  }
  if (key?.includes('\\')) reader.problems.add('locator', 'holds a backslash; folders are separated by "/".');
  if (key?.split('/').some((part) => part === '..' || part === '.')) {
    reader.problems.add('locator', 'holds "." or ".." as a folder.');
  }
  return { text, isFolder: key === '' || text.endsWith('/') };
}
