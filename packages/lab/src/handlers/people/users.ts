import { treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { roleName } from '../../state/people/roles.ts';
import { blankUser, profileFields } from '../../state/people/users.ts';
import type { LabUser, UserStatus } from '../../state/people/users.ts';
import { done, listAnswer } from './people-answers.ts';
import { demandRole, isSelf, namedUser } from './people-access.ts';
import { infoBlock } from '../times.ts';
import { orderedBy } from './user-accounts.ts';
import { profileOf, readGroup, readStatus, readTokens } from './user-parameters.ts';
import { readRoles, refuseEmail, refuseMissing, refusePassword, refuseTaken } from './user-rules.ts';
import { readResponseFields, userTree } from './user-shape.ts';

/** The legacy User group; accounts and passwords have files of their own. */
export const handlers: Handlers = {
  'user.create': create,
  'user.update': update,
  'user.list': list,
  'user.info': info,
  'user.delete': (call) => changeStatus(call, 'DELETED'),
  'user.activate': (call) => changeStatus(call, 'ACTIVE'),
  'user.deactivate': (call) => changeStatus(call, 'INACTIVE'),
  'user.addRoles': (call) => changeRoles(call, (had, given) => [...new Set([...had, ...given])]),
  'user.removeRoles': (call) =>
    changeRoles(call, (had, given) => had.filter((role) => !given.includes(role))),
};

function create(call: Call): Answer {
  demandRole(call, 'users');
  const { parameters, state } = call;
  const email = parameters.required('email');
  const username = parameters.text('username');
  if (username === undefined && state.settings.usernameMandatory) refuseMissing(call, 'username');
  const name = username ?? email;
  const password = parameters.required('userPassword');
  const user: LabUser = {
    ...blankUser(name),
    email,
    password,
    firstName: parameters.text('firstName') ?? '',
    lastName: parameters.text('lastName') ?? '',
    roles: readRoles(call, parameters.list('roles') ?? []),
    group: readGroup(call) ?? '',
    profile: profileOf(call, {}),
    // Documented for callers with user and password only.
    createdBy: parameters.has('securityToken') ? '' : (parameters.text('user') ?? ''),
    hasUnlimitedTokens: parameters.flag('account.unlimited'),
  };
  const tokens = readTokens(call);
  refuseTaken(call, name, email);
  refusePassword(call, password);
  state.users.create(user);
  state.accounts.clear(user);
  if (tokens > 0) state.accounts.add(user, tokens, orderedBy(call));
  return done;
}

/** Sent replaces, not sent stays, sent empty clears (documented). */
function update(call: Call): Answer {
  demandRole(call, 'users');
  const { parameters, state } = call;
  const user = namedUser(call);
  const email = parameters.raw('email') ?? user.email;
  const password = parameters.raw('userPassword') ?? user.password;
  const status = readStatus(call);
  const changes: Partial<LabUser> = {
    email,
    password,
    firstName: parameters.raw('firstName') ?? user.firstName,
    lastName: parameters.raw('lastName') ?? user.lastName,
    roles: parameters.has('roles') ? readRoles(call, parameters.list('roles') ?? []) : user.roles,
    group: readGroup(call) ?? user.group,
    profile: profileOf(call, user.profile),
  };
  if (email !== user.email) refuseEmail(call, user, email);
  if (parameters.has('userPassword')) refusePassword(call, password);
  state.users.all.patch(user.name, changes);
  if (status !== undefined) state.users.setStatus(user.name, status);
  return done;
}

function list(call: Call): Answer {
  demandRole(call, 'users');
  const fields = readResponseFields(call);
  const found = [...call.state.users.all.values()].filter((user) => passes(call, user));
  return listAnswer(
    call,
    'users',
    found.map((user) => userTree(call, user, fields)),
  );
}

const textFilters = ['firstName', 'lastName', 'email', 'status', ...profileFields] as const;

/** Whether a user passes all filters. Texts are equal or not, without regard to case (invented). */
function passes(call: Call, user: LabUser): boolean {
  const { parameters, state } = call;
  const { firstName, lastName, email, status, profile } = user;
  const texts: Partial<Record<string, string>> = { firstName, lastName, email, status, ...profile };
  const groupId = state.groups.byKey(user.group)?.id;
  return (
    textFilters.every((name) => {
      const wanted = parameters.text(name)?.toLowerCase();
      return wanted === undefined || texts[name]?.toLowerCase() === wanted;
    }) &&
    (parameters.list('roles') ?? []).every((role) => user.roles.map(roleName).includes(roleName(role))) &&
    (parameters.list('groups') ?? []).every((id) => id === groupId)
  );
}

/** Own record, or any with the role. */
function info(call: Call): Answer {
  if (!isSelf(call, call.parameters.required('userId'))) demandRole(call, 'users');
  const user = userTree(call, namedUser(call), readResponseFields(call));
  return treeAnswer({ info: infoBlock(call.state), user });
}

function changeStatus(call: Call, status: UserStatus): Answer {
  demandRole(call, 'users');
  call.state.users.setStatus(namedUser(call).name, status);
  return done;
}

function changeRoles(call: Call, change: (had: string[], given: string[]) => string[]): Answer {
  demandRole(call, 'users');
  const user = namedUser(call);
  const given = readRoles(call, call.parameters.list('roles') ?? []);
  call.state.users.all.patch(user.name, { roles: change(user.roles, given) });
  return done;
}
