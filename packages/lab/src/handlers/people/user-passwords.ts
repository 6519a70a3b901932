import { fill } from '../../invented.ts';
import type { Answer } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { sharingScopeOf } from '../../state/people/users.ts';
import type { LabUser } from '../../state/people/users.ts';
import { done } from './people-answers.ts';
import { demandRole, isSelf, namedUser } from './people-access.ts';
import { refuseMissing, refusePassword } from './user-rules.ts';

/** Passwords: everybody changes the own one, user administrators those of their group with admin=true. */
export const handlers: Handlers = { 'user.changePassword': changePassword };

function changePassword(call: Call): Answer {
  const { parameters, state } = call;
  // The page knows user and password only: for a self change that is the old password.
  const caller = state.users.byPassword(call.user.name, parameters.raw('password') ?? '');
  if (!caller) throw new Refusal(401, 'Access denied - bad credentials');
  const asAdmin = actsAsAdmin(call, 'users');
  if (!asAdmin && !isSelf(call, parameters.required('userId'))) demandRole(call, 'users');
  const user = namedUser(call);
  if (user.name !== caller.name) demandUserAdministrator(call, user, asAdmin);
  const password = parameters.text('userPassword') ?? refuseMissing(call, 'userPassword');
  refusePassword(call, password);
  state.users.all.patch(user.name, { password, hasTemporaryPassword: false });
  return done;
}

/** Refuses an administrator of another group, and one who did not say admin=true. */
function demandUserAdministrator(call: Call, user: LabUser, asAdmin: boolean): void {
  if (asAdmin && sharingScopeOf(user) === sharingScopeOf(call.user)) return;
  const { notAuthorizedStatus, notUserAdministratorText } = call.state.settings;
  const text = fill(notUserAdministratorText, { user: call.user.name, target: user.name });
  throw new Refusal(notAuthorizedStatus, text);
}
