import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { refuseMissingMember, sentFlag, sentText, textMember } from '../../server/json-body.ts';
import { blankUser } from '../../state/people/users.ts';
import type { LabUser } from '../../state/people/users.ts';
import { demandRole, isSelf } from './people-access.ts';
import { deviceGroupsMember, groupKeyMember, rolesMember, v1User } from './people-members.ts';
import { isFound, pageOf } from './search-page.ts';
import { readRoles, refuseEmail, refusePassword, refuseTaken } from './user-rules.ts';

/** The v1 User service. Login names are kept in small letters (documented). */
export const handlers: Handlers = {
  'user.v1.create': create,
  'user.v1.update': update,
  'user.v1.delete': (call) => {
    demandRole(call, 'users v1');
    call.state.users.setStatus(v1User(call, call.parameters.required('username'), 404).name, 'DELETED');
    return { kind: 'empty' };
  },
  'user.v1.search': search,
};

/** A user as v1 shows one. Nothing is left out (inferred from the sample of the search). */
function userTree(user: LabUser): Tree {
  return {
    username: user.name,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    enabled: user.status === 'ACTIVE',
    isIdpUser: user.isIdpUser,
    lastLoginAt: user.lastLoginMs,
  };
}

function create(call: Call): Answer {
  demandRole(call, 'users v1');
  const { json, state } = call;
  const name = (sentText(json, 'username') ?? '').toLowerCase();
  const email = sentText(json, 'email') ?? '';
  const isIdpUser = sentFlag(json, 'isIdpUser') ?? false;
  const password = sentText(json, 'password') ?? '';
  if (!isIdpUser && password === '') refuseMissingMember('password', state.settings);
  if (password !== '') refusePassword(call, password);
  const user: LabUser = {
    ...blankUser(name),
    email,
    password,
    firstName: sentText(json, 'firstName') ?? '',
    lastName: sentText(json, 'lastName') ?? '',
    hasTemporaryPassword: sentFlag(json, 'tempPassword') ?? false,
    roles: readRoles(call, rolesMember(json)),
    group: groupKeyMember(call),
    status: (sentFlag(json, 'enabled') ?? true) ? 'ACTIVE' : 'INACTIVE',
    isIdpUser,
    idpLink: sentText(json, 'idpLink') ?? '',
    idpUsername: sentText(json, 'idpUsername') ?? '',
  };
  const deviceGroups = deviceGroupsMember(call, 'deviceGroups') ?? [];
  refuseTaken(call, name, email);
  state.users.create(user);
  state.accounts.clear(user);
  for (const group of deviceGroups) state.deviceGroups.change(group, { usersToAdd: [name] });
  return treeAnswer(userTree(user));
}

/** Sent replaces, not sent stays, sent without a value clears (documented). */
function update(call: Call): Answer {
  const { json, state } = call;
  const name = textMember(json, 'username') ?? '';
  if (!isSelf(call, name)) demandRole(call, 'users v1');
  const user = v1User(call, name, 404);
  const password = sentText(json, 'password');
  const email = sentText(json, 'email') ?? user.email;
  const enabled = sentFlag(json, 'enabled');
  const changes: Partial<LabUser> = {
    email,
    password: password ?? user.password,
    firstName: sentText(json, 'firstName') ?? user.firstName,
    lastName: sentText(json, 'lastName') ?? user.lastName,
    hasTemporaryPassword:
      sentFlag(json, 'tempPassword') ?? (password === undefined && user.hasTemporaryPassword),
    isIdpUser: sentFlag(json, 'isIdpUser') ?? user.isIdpUser,
    idpLink: sentText(json, 'idpLink') ?? user.idpLink,
    idpUsername: sentText(json, 'idpUsername') ?? user.idpUsername,
  };
  if (password !== undefined) refusePassword(call, password);
  if (email !== user.email) refuseEmail(call, user, email);
  state.users.all.patch(user.name, changes);
  if (enabled !== undefined) state.users.setStatus(user.name, enabled ? 'ACTIVE' : 'INACTIVE');
  return { kind: 'empty' };
}

function search(call: Call): Answer {
  const { parameters, state } = call;
  const username = parameters.text('username');
  if (username === undefined || !isSelf(call, username)) demandRole(call, 'users v1');
  const groupKey = parameters.text('_groupKey');
  const isIdpUser = parameters.text('isIdpUser')?.toLowerCase();
  const found = [...state.users.all.values()].filter(
    (user) =>
      (user.status !== 'DELETED' || state.settings.deletedUsersOnV1) &&
      isFound(call, user.name, username) &&
      isFound(call, user.firstName, parameters.text('firstName')) &&
      isFound(call, user.lastName, parameters.text('lastName')) &&
      (groupKey === undefined || user.group === groupKey) &&
      (isIdpUser === undefined || String(user.isIdpUser) === isIdpUser),
  );
  const { items, truncated } = pageOf(call, found, {
    username: ({ name }) => name,
    firstName: ({ firstName }) => firstName,
    lastName: ({ lastName }) => lastName,
    email: ({ email }) => email,
    enabled: ({ status }) => status === 'ACTIVE',
    isIdpUser: (user) => user.isIdpUser,
    lastLoginAt: ({ lastLoginMs }) => lastLoginMs,
  });
  return treeAnswer({ users: items.map(userTree), truncated });
}
