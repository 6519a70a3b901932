import { createReadStream } from 'node:fs';
import { fill } from '../../invented.ts';
import { success, treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import { demandRight } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { isApplicationName, keyOf } from '../../state/repository/repository.ts';
import type { Place, RepositoryItem } from '../../state/repository/repository.ts';
import { storeFile } from '../../state/repository/store-file.ts';
import { sharingScopeOf } from '../../state/people/users.ts';
import {
  areaOf,
  demandArea,
  demandItem,
  isVisible,
  ownsItem,
  placeOf,
  readKey,
  realmOf,
} from './repository-access.ts';
import type { Realm } from './repository-access.ts';
import { timePair } from '../times.ts';

/** The legacy Repository group. */
export const handlers: Handlers = {
  'repository.upload': upload,
  'repository.download': download,
  'repository.list': list,
  'repository.info': (call) => {
    const { item } = named(call);
    return treeAnswer({ item: { creationTime: timePair(item.createdMs) } });
  },
  'repository.delete': remove,
  'repository.move': move,
  'repository.clean': clean,
};

function named(call: Call): { item: RepositoryItem; place: Place; realm: Realm } {
  const area = demandArea(call);
  const realm = realmOf(call);
  const place = placeOf(area, readKey(call, call.parameters.required('repositoryItemKey')), realm);
  return { item: demandItem(call, place, call.state.settings.notFoundStatus), place, realm };
}

async function upload(call: Call): Promise<Answer> {
  const { state, parameters, body } = call;
  const { settings, repository } = state;
  const area = demandArea(call);
  const realm = realmOf(call);
  const key = readKey(call, parameters.required('repositoryItemKey'));
  if (key.path === '')
    throw new Refusal(
      settings.invalidParameterStatus,
      fill(settings.invalidPathText, { path: call.parameters.required('repositoryItemKey') }),
    );
  const place = placeOf(area, key, realm);
  refuseTaken(call, place, realm);
  const limit = isApplicationName(place.path) ? settings.maxApplicationBytes : settings.maxOtherFileBytes;
  const check = (bytes: number): void => {
    if (bytes > limit)
      throw new Refusal(settings.invalidParameterStatus, fill(settings.tooLargeText, { limit }));
  };
  check(body.length ?? 0);
  const file = repository.newFile();
  const written = await storeFile(() => body.begin(), repository.pathOf(file), check);
  try {
    // Somebody else may have stored the same key while the bytes came in.
    refuseTaken(call, place, realm);
  } catch (error) {
    repository.discard(file);
    throw error;
  }
  repository.put(
    place,
    { file, ...written },
    {
      owner: realm.user,
      group: realm.group,
      mimeType: call.headers['content-type'] ?? '',
      properties: propertiesOf(call),
    },
  );
  return success;
}

function refuseTaken(call: Call, place: Place, realm: Realm): void {
  const { settings, repository } = call.state;
  const before = repository.at(place);
  if (!before) return;
  if (!call.parameters.flag('overwrite')) {
    throw new Refusal(settings.itemExistsStatus, fill(settings.itemExistsText, { key: keyOf(before) }));
  }
  if (!ownsItem(call, before, realm.asAdmin)) {
    throw new Refusal(
      settings.notAuthorizedStatus,
      fill(settings.notAuthorizedText, { user: call.user.name }),
    );
  }
}

function propertiesOf(call: Call): Record<string, string> {
  return Object.fromEntries(call.parameters.family('property').map(({ name, value }) => [name, value]));
}

function download(call: Call): Answer {
  const { item } = named(call);
  return fileAnswer(call, item);
}

/** The stored bytes of an item. */
export function fileAnswer(call: Call, item: RepositoryItem, fileName?: string): Answer {
  const { repository } = call.state;
  repository.noteDownload(item);
  const path = repository.pathOf(item.file);
  // Clients send `multipart/form-data` as type of the file; nobody can use that on the way back.
  const isUsable = /^[\w.+-]+\/[\x20-\x7e]+$/.test(item.mimeType) && !item.mimeType.startsWith('multipart/');
  return {
    kind: 'file',
    contentType: isUsable ? item.mimeType : 'application/octet-stream',
    bytes: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
    length: item.bytes,
    ...(fileName === undefined ? {} : { fileName }),
  };
}

function list(call: Call): Answer {
  const { state, parameters } = call;
  const area = areaOf(call);
  const realm = realmOf(call);
  const given = parameters.raw('repositoryItemKey') ?? '';
  const from = given === '' ? undefined : readKey(call, given);
  const keys: string[] = [];
  for (const item of state.repository.all.values()) {
    if (area !== undefined && item.area !== area) continue;
    if (!isVisible(item, realm)) continue;
    if (from && (item.visibility !== from.visibility || !isBelow(item.path, from.path))) continue;
    keys.push(keyOf(item));
  }
  if (keys.length === 0 && from && from.path !== '') {
    // Status from client code; the text is not known.
    throw new Refusal(500, fill(state.settings.itemNotFoundText, { key: given }));
  }
  return treeAnswer({ items: keys.sort() });
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function remove(call: Call): Answer {
  const { item, realm } = named(call);
  // Both are HTTP 200: notOwner is from client code, readOnly is inferred from a cut word of the page.
  if (!ownsItem(call, item, realm.asAdmin))
    return treeAnswer({ status: 'Failure', completionCode: 'notOwner' });
  const isReadOnly = item.properties['readonly']?.toLowerCase() === 'true';
  if (isReadOnly && !call.parameters.flag('force')) {
    return treeAnswer({ status: 'Failure', completionCode: 'readOnly' });
  }
  call.state.repository.remove(item);
  return treeAnswer({ status: 'Success', completionCode: 'deleted' });
}

function move(call: Call): Answer {
  const { state, parameters } = call;
  const realm = realmOf(call);
  const from = placeOf('media', readKey(call, parameters.required('repositoryItemKey')), realm);
  const item = demandItem(call, from, state.settings.notFoundStatus);
  const to = placeOf('media', readKey(call, parameters.required('repositoryKey')), realm);
  if (!ownsItem(call, item, realm.asAdmin)) {
    const { notAuthorizedStatus, notAuthorizedText } = state.settings;
    throw new Refusal(notAuthorizedStatus, fill(notAuthorizedText, { user: call.user.name }));
  }
  refuseTaken(call, to, realm);
  state.repository.move(item, to, propertiesOf(call));
  return success;
}

/** Removes old execution reports. The names of the counts are invented. */
function clean(call: Call): Answer {
  demandRight(call, 'reports');
  const { state, parameters } = call;
  const key = /^(PRIVATE|GROUP|PUBLIC|SYSTEM):(.*)$/i.exec(parameters.required('repositoryItemKey'));
  if (!key) {
    const given = parameters.required('repositoryItemKey');
    throw new Refusal(
      state.settings.invalidParameterStatus,
      `Invalid visibility '' in repository key ${given}`,
    );
  }
  const [, visibility = '', folder = ''] = key;
  const isPrivate = visibility.toUpperCase() === 'PRIVATE';
  const owner = parameters.text('owner');
  if (isPrivate && owner === undefined) {
    const { invalidParameterStatus, missingParameterText } = state.settings;
    throw new Refusal(invalidParameterStatus, fill(missingParameterText, { name: 'owner' }));
  }
  // GROUP means the group that is named, else the owner's; * every one.
  const { user, group } = realmOf(call);
  const isOneGroup = visibility.toUpperCase() === 'GROUP' && parameters.text('group') !== '*';
  const groupScope = sharingScopeOf({ name: user, group });
  const keepMs = (parameters.integer('lastModified.daysToKeep') ?? 180) * 24 * 3600 * 1000;
  const isDryRun = parameters.flag('dryRun');
  let count = 0;
  for (const execution of [...state.executions.all.values()]) {
    if (execution.completedMs === null || state.clock.now() - execution.completedMs <= keepMs) continue;
    if (!execution.reportKey.startsWith(`${visibility.toUpperCase()}:${folder}`)) continue;
    if (isPrivate && owner !== '*' && execution.user !== owner) continue;
    if (isOneGroup && execution.group !== groupScope) continue;
    count += 1;
    if (!isDryRun) state.executions.remove(execution.executionId);
  }
  return treeAnswer({ status: 'Success', dryRun: isDryRun, reports: count });
}
