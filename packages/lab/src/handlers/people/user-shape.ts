import type { Tree } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { profileFields } from '../../state/people/users.ts';
import type { LabUser } from '../../state/people/users.ts';
import { isoSeconds } from '../times.ts';
import { refuseValue } from './user-rules.ts';

const fieldNames: readonly string[] = [
  'username',
  'firstName',
  'lastName',
  'email',
  'roles',
  'groups',
  ...profileFields,
  'status',
  'pendingTimestamp',
  'referredBy',
  'authentication',
  'promotionCode',
  'lastLogin',
  'createdBy',
];

/** The fields that `responseFields` asks for, in small letters; undefined when it asks for none. */
export function readResponseFields(call: Call): ReadonlySet<string> | undefined {
  const given = call.parameters.list('responseFields');
  // The default of the catalogue is a description, not a list.
  if (!given || (call.parameters.raw('responseFields') ?? '') === '') return undefined;
  const known = new Set(fieldNames.map((name) => name.toLowerCase()));
  for (const name of given) if (!known.has(name.toLowerCase())) refuseValue(call, 'responseFields', name);
  // Without the login name nobody could tell one user of a list from the next (invented).
  return new Set(['username', ...given.map((name) => name.toLowerCase())]);
}

/** One user of a legacy answer; what is empty is left out. */
export function userTree(call: Call, user: LabUser, fields?: ReadonlySet<string>): Tree {
  const { groups, settings } = call.state;
  const group = groups.byKey(user.group);
  const all: Record<string, Tree | undefined> = {
    username: user.name,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    roles: user.roles.length === 0 ? undefined : user.roles,
    groups: group ? [{ id: group.id }] : undefined,
    ...Object.fromEntries(profileFields.map((name) => [name, user.profile[name]])),
    status: user.status,
    pendingTimestamp: user.status === 'PENDING' ? isoSeconds(user.pendingMs) : undefined,
    referredBy: user.referredBy,
    authentication: user.isIdpUser ? settings.authenticationExternal : settings.authenticationLocal,
    promotionCode: user.promotionCode,
    lastLogin: user.lastLoginMs === 0 ? undefined : isoSeconds(user.lastLoginMs),
    createdBy: user.createdBy,
  };
  const shown = Object.entries(all).filter(
    ([name, value]) => value !== undefined && value !== '' && (fields?.has(name.toLowerCase()) ?? true),
  );
  return Object.fromEntries(shown);
}
