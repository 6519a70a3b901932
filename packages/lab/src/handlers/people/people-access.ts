import { fill } from '../../invented.ts';
import type { Call } from '../../server/call.ts';
import { isServices, prefixOf } from '../../server/facts-of.ts';
import { Refusal } from '../../refusal.ts';
import type { Right } from '../../state/people/roles.ts';
import type { LabUser } from '../../state/people/users.ts';

/** Refuses a caller whose roles do not bring the right. That v1 does so with 403 is inferred. */
export function demandRole(call: Call, right: Right): void {
  const { users, settings } = call.state;
  if (users.may(call.user, right)) return;
  const status = isServices(call.operation) ? settings.notAuthorizedStatus : 403;
  throw new Refusal(status, fill(settings.roleMissingText, { user: call.user.name, action: actionOf(call) }));
}

// `Failed to create user` says what was not done, the title of a v1 operation the same (`Create user`).
function actionOf({ operation }: Call): string {
  return prefixOf(operation)?.replace(/^Failed to /, '') ?? operation.title.toLowerCase();
}

/** Whether a name is the caller's own login name. */
export function isSelf(call: Call, name: string): boolean {
  return name.toLowerCase() === call.user.name.toLowerCase();
}

/** The user a legacy call is about. The text is built after that of a missing execution. */
export function namedUser(call: Call): LabUser {
  const userId = call.parameters.required('userId');
  const user = call.state.users.byName(userId);
  if (!user) throw new Refusal(call.state.settings.notFoundStatus, `User ${userId} wasn't found`);
  return user;
}
