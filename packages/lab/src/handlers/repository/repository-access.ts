import { fill } from '../../invented.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { parseKey } from '../../state/repository/repository-key.ts';
import type { RepositoryKey } from '../../state/repository/repository-key.ts';
import { areas } from '../../state/repository/repository.ts';
import type { Area, Place, RepositoryItem } from '../../state/repository/repository.ts';
import { sharingScopeOf } from '../../state/people/users.ts';

/** Whose repository a legacy call works in: the caller's own, or another's with admin=true. */
export interface Realm {
  user: string;
  group: string;
  asAdmin: boolean;
}

/** Reads admin, owner and group of a legacy call. */
export function realmOf(call: Call): Realm {
  const { user, parameters, state } = call;
  const asAdmin = actsAsAdmin(call, 'repository');
  if (!asAdmin) return { user: user.name, group: user.group, asAdmin };
  const owner = parameters.text('owner');
  const ownerGroup = owner === undefined ? undefined : state.users.byName(owner)?.group;
  const group = parameters.text('group');
  return {
    user: owner ?? user.name,
    group: group === undefined ? (ownerGroup ?? user.group) : groupKeyOf(call, group),
    asAdmin,
  };
}

/** The page asks for the name of a group; id and key are taken, too, and the key of one that was deleted. */
function groupKeyOf({ state: { groups } }: Call, group: string): string {
  return (groups.byKey(group) ?? groups.all.get(group) ?? groups.byName(group))?.key ?? group;
}

/** The area of a legacy path. Without one the key stands in its place, which has a documented text. */
export function areaOf(call: Call): Area | undefined {
  const given = call.parameters.raw('repository');
  if (given === undefined) return undefined;
  const area = areas.find((known) => known === given.toLowerCase());
  if (area === undefined)
    throw new Refusal(call.state.settings.invalidParameterStatus, `Invalid data type ${given}`);
  return area;
}

/** The same for the calls that cannot do without. */
export function demandArea(call: Call): Area {
  const area = areaOf(call);
  if (area === undefined) throw new Refusal(call.state.settings.invalidParameterStatus, 'Invalid data type ');
  return area;
}

/** Takes a key apart; the refusal of a wrong visibility is from client code. */
export function readKey(call: Call, key: string): RepositoryKey {
  const parsed = parseKey(key);
  if (!('invalidVisibility' in parsed)) return parsed;
  const text = `Invalid visibility '${parsed.invalidVisibility}' in repository key ${key}`;
  throw new Refusal(call.state.settings.invalidParameterStatus, text);
}

/** Where a key leads in a realm. */
export function placeOf(area: Area, key: RepositoryKey, realm: Pick<Realm, 'user' | 'group'>): Place {
  return { ...key, area, scope: key.visibility === 'PUBLIC' ? '' : scopeIn(realm, key.visibility) };
}

/** Whether an item belongs to the realm: all PUBLIC, the GROUP's, the user's own PRIVATE (inferred for v1). */
export function isVisible(item: RepositoryItem, realm: Pick<Realm, 'user' | 'group'>): boolean {
  if (item.visibility === 'PUBLIC') return true;
  return item.scope === scopeIn(realm, item.visibility);
}

function scopeIn({ user, group }: Pick<Realm, 'user' | 'group'>, visibility: 'PRIVATE' | 'GROUP'): string {
  return visibility === 'PRIVATE' ? user : sharingScopeOf({ name: user, group });
}

/** Whether the caller may replace, move or delete an item. */
export function ownsItem(call: Call, item: RepositoryItem, asAdmin: boolean): boolean {
  return asAdmin || item.owner === call.user.name;
}

/** The item at a place, or the refusal of a call that needs it. */
export function demandItem(call: Call, place: Place, status: number): RepositoryItem {
  const item = call.state.repository.at(place);
  if (item) return item;
  const { itemNotFoundText } = call.state.settings;
  throw new Refusal(status, fill(itemNotFoundText, { key: `${place.visibility}:${place.path}` }));
}
