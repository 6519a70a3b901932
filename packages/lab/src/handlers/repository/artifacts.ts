import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { flagMember, textMember, textsMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import { fill } from '../../invented.ts';
import { artifactNameKeepsRules, parseKey } from '../../state/repository/repository-key.ts';
import { areas, keyOf } from '../../state/repository/repository.ts';
import type { Place, RepositoryItem } from '../../state/repository/repository.ts';
import { upload, uploadDirect } from './artifact-upload.ts';
import { isVisible, placeOf } from './repository-access.ts';
import { fileAnswer } from './repository.ts';

/** The v1 Repository service: artifacts by locator, no areas. */
export const handlers: Handlers = {
  'repository.v1.upload': upload,
  'repository.internal.uploadDirect': uploadDirect,
  // A missing item is 400 here and 404 on info, as documented.
  'repository.v1.download': (call) => {
    const item = find(call, call.parameters.required('artifactLocator'), 400);
    return fileAnswer(call, item, item.artifactName);
  },
  'repository.v1.list': list,
  'repository.v1.info': (call) =>
    treeAnswer({
      artifactsDetails: artifactTree(call, find(call, call.parameters.required('artifactLocator'), 404)),
    }),
  'repository.v1.edit': edit,
  'repository.v1.changeLocator': changeLocator,
  'repository.v1.delete': (call) => {
    const item = find(call, call.parameters.required('artifactLocator'), 404);
    demandOwner(call, item);
    call.state.repository.remove(item);
    return { kind: 'empty' };
  },
};

const applicationTypes = ['ANDROID', 'IOS', 'SIMULATOR'];

/** The item behind a locator, whichever area it was stored in. */
function find(call: Call, locator: string, status: number): RepositoryItem {
  const { repository, settings } = call.state;
  const key = parseKey(locator);
  if ('invalidVisibility' in key) throw new Refusal(400, fill(settings.invalidLocatorText, { locator }));
  const realm = { user: call.user.name, group: call.user.group };
  for (const area of areas) {
    const item = repository.at(placeOf(area, key, realm));
    if (item) return item;
  }
  throw new Refusal(status, fill(settings.itemNotFoundText, { key: locator }));
}

function demandOwner(call: Call, item: RepositoryItem): void {
  const { users, settings } = call.state;
  if (item.owner === call.user.name || users.may(call.user, 'repository')) return;
  throw new Refusal(settings.notAuthorizedStatus, fill(settings.notAuthorizedText, { user: call.user.name }));
}

function artifactTree(call: Call, item: RepositoryItem): Tree {
  const isApplication = applicationTypes.includes(item.artifactType);
  return {
    artifactLocator: keyOf(item),
    username: item.owner,
    groupKey: item.visibility === 'GROUP' ? item.group : '',
    artifactMetadata: {
      artifactName: item.artifactName,
      artifactSize: item.bytes,
      mimeType: item.mimeType,
      artifactType: item.artifactType,
      information: isApplication ? [{ name: 'version', value: call.state.settings.applicationVersion }] : [],
      tags: item.tags,
    },
    usageMetadata: {
      creationTime: item.createdMs,
      lastUpdateTime: item.updatedMs,
      lastDownloadTime: item.downloadedMs,
    },
  };
}

function list(call: Call): Answer {
  const { parameters, state, user } = call;
  const type = parameters.text('artifactType')?.toUpperCase();
  const skip = Math.max(0, parameters.integer('skip') ?? 0);
  const pageSize = Math.max(1, parameters.integer('pageSize') ?? state.settings.artifactsPageSize);
  const realm = { user: user.name, group: user.group };
  const items = [...state.repository.all.values()].filter(
    (item) => isVisible(item, realm) && (type === undefined || item.artifactType === type),
  );
  return treeAnswer({
    artifacts: items.slice(skip, skip + pageSize).map((item) => artifactTree(call, item)),
    truncated: items.length > skip + pageSize,
  });
}

function edit(call: Call): Answer {
  const { json, state } = call;
  const locator = textMember(json, 'artifactLocator') ?? '';
  const item = find(call, locator, 404);
  demandOwner(call, item);
  const artifactName = textMember(json, 'artifactName');
  if (artifactName !== undefined && !artifactNameKeepsRules(artifactName)) {
    throw new Refusal(400, `Invalid artifact name '${artifactName}'`);
  }
  state.repository.all.patch(item.id, {
    artifactName: artifactName ?? item.artifactName,
    tags: textsMember(json, 'tags') ?? item.tags,
    updatedMs: state.clock.now(),
  });
  return { kind: 'empty' };
}

function changeLocator(call: Call): Answer {
  const { json, state, user } = call;
  const item = find(call, textMember(json, 'artifactLocator') ?? '', 404);
  demandOwner(call, item);
  const target = textMember(json, 'targetArtifactLocator') ?? '';
  const key = parseKey(target);
  if ('invalidVisibility' in key || key.path === '') {
    throw new Refusal(400, fill(state.settings.invalidLocatorText, { locator: target }));
  }
  const place: Place = placeOf(item.area, key, { user: user.name, group: user.group });
  if (state.repository.at(place) && !flagMember(json, 'override')) {
    throw new Refusal(409, fill(state.settings.itemExistsText, { key: target }));
  }
  state.repository.move(item, place);
  return { kind: 'empty' };
}
