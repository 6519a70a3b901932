import type { Answer } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { textMember } from '../../server/json-body.ts';
import { legacyRolesOf } from '../../state/people/roles.ts';
import type { LabUser } from '../../state/people/users.ts';
import { demandRole } from './people-access.ts';
import { deviceGroupsMember, entriesOf, v1User } from './people-members.ts';
import { readRoles } from './user-rules.ts';

/** The v1 Role service: roles and device groups of a user. A name that is not there is 400 here (inferred). */
export const handlers: Handlers = {
  'role.v1.addRoles': (call) => changeRoles(call, (had, given) => [...new Set([...had, ...given])]),
  'role.v1.removeRoles': (call) =>
    changeRoles(call, (had, given) => {
      const gone = new Set(given.flatMap(legacyRolesOf));
      return had.filter((role) => !gone.has(role));
    }),
  'role.v1.addToDeviceGroup': (call) => changeDeviceGroups(call, 'usersToAdd'),
  'role.v1.removeFromDeviceGroup': (call) => changeDeviceGroups(call, 'usersToRemove'),
};

function namedInBody(call: Call): LabUser {
  return v1User(call, textMember(call.json, 'username') ?? '', 400);
}

function changeRoles(call: Call, change: (had: string[], given: string[]) => string[]): Answer {
  demandRole(call, 'users v1');
  const user = namedInBody(call);
  const given = readRoles(call, entriesOf(call, 'roles'));
  call.state.users.all.patch(user.name, { roles: change(user.roles, given) });
  return { kind: 'empty' };
}

function changeDeviceGroups(call: Call, how: 'usersToAdd' | 'usersToRemove'): Answer {
  demandRole(call, 'org groups');
  const { name } = namedInBody(call);
  entriesOf(call, 'groupsNames');
  const groups = deviceGroupsMember(call, 'groupsNames') ?? [];
  for (const group of groups) call.state.deviceGroups.change(group, { [how]: [name] });
  return { kind: 'empty' };
}
