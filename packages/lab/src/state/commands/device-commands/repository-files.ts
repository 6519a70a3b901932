import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fill } from '../../../invented.ts';
import { parseKey } from '../../repository/repository-key.ts';
import type { Place, RepositoryItem } from '../../repository/repository.ts';
import { sharingScopeOf } from '../../people/users.ts';
import { CommandFailure } from './command.ts';
import type { CommandContext } from './command.ts';

type Caller = Pick<CommandContext, 'state' | 'user'>;

/** The media item behind a repository key, as the caller sees it; a command fails without one. */
export function mediaItem(caller: Caller, key: string): RepositoryItem {
  const item = caller.state.repository.at(mediaPlace(caller, key));
  if (item) return item;
  throw new CommandFailure(fill(caller.state.settings.itemNotFoundText, { key }));
}

/** Where a command may put a file: a key of the caller's, or one that nobody has. */
function mediaPlace({ user }: Caller, key: string): Place {
  const parsed = parseKey(key);
  if ('invalidVisibility' in parsed) {
    throw new CommandFailure(`Invalid visibility '${parsed.invalidVisibility}' in repository key ${key}`);
  }
  const { visibility } = parsed;
  const scope = visibility === 'PRIVATE' ? user.name : visibility === 'GROUP' ? sharingScopeOf(user) : '';
  return { ...parsed, area: 'media', scope };
}

/** Puts a file that the lab made into the repository; one of another user's is not overwritten. */
export function putMedia(caller: Caller, key: string, bytes: Buffer): void {
  const { repository } = caller.state;
  const place = writablePlace(caller, key);
  const file = repository.newFile();
  writeFileSync(repository.pathOf(file), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { name: owner, group } = caller.user;
  repository.put(place, { file, bytes: bytes.length, sha256 }, { owner, group });
}

/** The place of a key that the caller may write to. */
export function writablePlace(caller: Caller, key: string): Place {
  const { repository, settings } = caller.state;
  const place = mediaPlace(caller, key);
  const before = repository.at(place);
  if (before && before.owner !== caller.user.name) {
    throw new CommandFailure(fill(settings.itemExistsText, { key }));
  }
  return place;
}
