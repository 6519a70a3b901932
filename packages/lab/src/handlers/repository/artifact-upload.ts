import type { Answer } from '../../server/answer.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Call, JsonObject } from '../../server/call.ts';
import { flagMember, isObject, textMember, textsMember } from '../../server/json-body.ts';
import { readUploadForm } from '../../server/multipart.ts';
import { Refusal } from '../../refusal.ts';
import { fill } from '../../invented.ts';
import {
  artifactNameKeepsRules,
  locatorKeepsRules,
  parseKey,
} from '../../state/repository/repository-key.ts';
import { isApplicationName } from '../../state/repository/repository.ts';
import type { Place, StoredFile } from '../../state/repository/repository.ts';
import { storeFile } from '../../state/repository/store-file.ts';
import { ownsItem, placeOf } from './repository-access.ts';

/** What the metadata of an upload asks for. */
interface Wanted {
  place: Place;
  locator: string;
  artifactType: string | undefined;
  artifactName: string | undefined;
  mimeType: string;
  override: boolean;
  tags: string[];
}

const applicationTypes = ['IOS', 'ANDROID', 'SIMULATOR'];

/** v1 upload: multipart with `requestPart` and `inputStream`. */
export function upload(call: Call): Promise<Answer> {
  return receive(call, 'inputStream', readWanted);
}

/** The call of the Cypress SDK: the file part is `inputPart`, and the metadata has other names. Undocumented. */
export function uploadDirect(call: Call): Promise<Answer> {
  if (call.headers['perfecto-tenantid'] === undefined) {
    throw new Refusal(400, 'Missing Perfecto-TenantId header', { whole: true });
  }
  return receive(call, 'inputPart', readDirectWanted);
}

async function receive(
  call: Call,
  filePart: string,
  read: (call: Call, metadata: JsonObject) => Wanted,
): Promise<Answer> {
  const { repository, settings } = call.state;
  let wanted: Wanted | undefined;
  const check = (bytes: number): void => {
    // While the metadata has not come, the file may still turn out to be an application.
    const limit = wanted ? limitOf(call, wanted) : settings.maxApplicationBytes;
    if (bytes > limit) throw new Refusal(400, fill(settings.tooLargeText, { limit }), { whole: true });
    const typeLimit = settings.artifactTypeMandatoryAboveBytes;
    if (wanted && wanted.artifactType === undefined && bytes > typeLimit) {
      throw new Refusal(400, fill(settings.artifactTypeMissingText, { limit: typeLimit }), { whole: true });
    }
  };
  let file: string | undefined;
  try {
    const form = await readUploadForm<StoredFile>(call.body, {
      filePart,
      onMetadata(metadata) {
        wanted = read(call, metadata);
        refuseTaken(call, wanted);
      },
      async onFile(source) {
        file = repository.newFile();
        return { file, ...(await storeFile(() => source, repository.pathOf(file), check)) };
      },
    });
    const about = wanted ?? read(call, form.metadata);
    check(form.stored.bytes);
    refuseTaken(call, about);
    repository.put(about.place, form.stored, {
      owner: call.user.name,
      group: call.user.group,
      mimeType: about.mimeType,
      tags: about.tags,
      ...(about.artifactType === undefined ? {} : { artifactType: about.artifactType }),
      ...(about.artifactName === undefined ? {} : { artifactName: about.artifactName }),
    });
    // Only the code 200 is documented; the body is invented.
    return treeAnswer({ artifactLocator: about.locator });
  } catch (error) {
    if (file !== undefined) repository.discard(file);
    throw error;
  }
}

function limitOf(call: Call, wanted: Wanted): number {
  const { maxApplicationBytes, maxOtherFileBytes } = call.state.settings;
  const isApplication =
    wanted.artifactType === undefined
      ? isApplicationName(wanted.place.path)
      : applicationTypes.includes(wanted.artifactType);
  return isApplication ? maxApplicationBytes : maxOtherFileBytes;
}

function refuseTaken(call: Call, wanted: Wanted): void {
  const { repository, settings, users } = call.state;
  const before = repository.at(wanted.place);
  if (!before) return;
  if (!wanted.override) {
    throw new Refusal(409, fill(settings.itemExistsText, { key: wanted.locator }), { whole: true });
  }
  if (!ownsItem(call, before, users.may(call.user, 'repository'))) {
    throw new Refusal(
      settings.notAuthorizedStatus,
      fill(settings.notAuthorizedText, { user: call.user.name }),
    );
  }
}

function readWanted(call: Call, metadata: JsonObject): Wanted {
  const locator = textMember(metadata, 'artifactLocator') ?? '';
  const artifactName = textMember(metadata, 'artifactName');
  const artifactType = readType(call, textMember(metadata, 'artifactType'));
  if (artifactName !== undefined && !artifactNameKeepsRules(artifactName)) {
    throw new Refusal(400, `Invalid artifact name '${artifactName}'`, { whole: true });
  }
  return {
    place: readPlace(call, locator, artifactName !== undefined, artifactType),
    locator,
    artifactType,
    artifactName,
    mimeType: textMember(metadata, 'mimeType') ?? '',
    override: flagMember(metadata, 'override'),
    tags: textsMember(metadata, 'tags') ?? [],
  };
}

function readDirectWanted(call: Call, metadata: JsonObject): Wanted {
  const keyDetails = metadata['keyDetails'];
  const artifactId = isObject(keyDetails) ? textMember(keyDetails, 'artifactId') : undefined;
  const locator = `${textMember(metadata, 'folderType') ?? 'PRIVATE'}:${artifactId ?? ''}`;
  const artifactType = readType(call, textMember(metadata, 'artifactType'));
  return {
    place: readPlace(call, locator, true, artifactType),
    locator,
    artifactType,
    artifactName: textMember(metadata, 'fileName'),
    mimeType: textMember(metadata, 'contentType') ?? '',
    // The client makes its keys unique itself; whether the service replaces is not known.
    override: true,
    tags: [],
  };
}

// Upper case only (documented).
function readType(call: Call, artifactType: string | undefined): string | undefined {
  if (artifactType === undefined || artifactType === '') return undefined;
  const fact = call.operation.parameters.find(({ name }) => name === 'requestPart.artifactType');
  const known = call.operation.id === 'repository.v1.upload' ? (fact?.values ?? []) : [artifactType];
  if (known.includes(artifactType)) return artifactType;
  throw new Refusal(400, `Invalid artifact type '${artifactType}'`, { whole: true });
}

function readPlace(call: Call, locator: string, hasName: boolean, artifactType: string | undefined): Place {
  const key = parseKey(locator);
  if ('invalidVisibility' in key || !locatorKeepsRules(key.path, hasName)) {
    throw new Refusal(400, fill(call.state.settings.invalidLocatorText, { locator }), { whole: true });
  }
  const area = artifactType === 'SCRIPT' ? 'scripts' : 'media';
  return placeOf(area, key, { user: call.user.name, group: call.user.group });
}
