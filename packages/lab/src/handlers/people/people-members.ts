import { fill } from '../../invented.ts';
import type { Call, JsonObject } from '../../server/call.ts';
import { sentText, textsMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import type { DeviceGroup } from '../../state/people/device-groups.ts';
import type { LabUser } from '../../state/people/users.ts';
import { refuse } from './user-rules.ts';

/** The user a v1 call names. Deleted ones are not there, unless that is set. */
export function v1User(call: Call, name: string, status: 400 | 404): LabUser {
  const { users, settings } = call.state;
  const user = users.byName(name);
  if (user && (user.status !== 'DELETED' || settings.deletedUsersOnV1)) return user;
  throw new Refusal(status, fill(settings.userNotFoundText, { user: name }));
}

/** `roles` of a new user: the sample has a list, the table says a comma separated text. */
export function rolesMember(json: JsonObject): string[] {
  if (typeof json['roles'] !== 'string') return textsMember(json, 'roles') ?? [];
  return json['roles']
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
}

/** A list of texts that must have an entry. */
export function entriesOf(call: Call, name: string): string[] {
  const entries = textsMember(call.json, name) ?? [];
  if (entries.length === 0) refuse(call, fill(call.state.settings.emptyPropertyText, { name }));
  return entries;
}

/** `groupKey` of a new user; empty when there is none. */
export function groupKeyMember(call: Call): string {
  const key = sentText(call.json, 'groupKey') ?? '';
  if (key !== '' && !call.state.groups.byKey(key)) refuseUnknownGroup(call, key);
  return key;
}

/** The device groups that a member names; refuses one that is not there. */
export function deviceGroupsMember(call: Call, member: string): DeviceGroup[] | undefined {
  return textsMember(call.json, member)?.map(
    (name) => call.state.deviceGroups.all.get(name) ?? refuseUnknownGroup(call, name),
  );
}

function refuseUnknownGroup(call: Call, group: string): never {
  refuse(call, fill(call.state.settings.groupNotFoundText, { group }));
}
