import { fill } from '../../invented.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { isKnownRole, roleName } from '../../state/people/roles.ts';
import type { LabUser } from '../../state/people/users.ts';

/** Refuses a login name or e-mail address that another user has. */
export function refuseTaken(call: Call, name: string, email: string): void {
  const { users, settings } = call.state;
  const isTaken = (user: LabUser | undefined): boolean =>
    user !== undefined && !(user.status === 'DELETED' && settings.deletedNamesReusable);
  if (isTaken(users.byName(name))) refuse(call, fill(settings.nameTakenText, { user: name }));
  if (isTaken(users.byEmail(email))) refuse(call, fill(settings.emailTakenText, { email }));
}

/** Refuses an e-mail address that a user cannot change to. */
export function refuseEmail(call: Call, user: LabUser, email: string): void {
  const { users, settings } = call.state;
  if (!settings.emailUpdatable) refuse(call, fill(settings.emailFixedText, { user: user.name }));
  const other = users.byEmail(email);
  if (other && other.name !== user.name) refuse(call, fill(settings.emailTakenText, { email }));
}

/** Refuses a password against the policy. */
export function refusePassword(call: Call, password: string): void {
  const { minPasswordLength, passwordPolicyText } = call.state.settings;
  if (password.length < minPasswordLength)
    refuse(call, fill(passwordPolicyText, { length: minPasswordLength }));
}

/** Roles by the names under which they are kept, each once; refuses what is no role. */
export function readRoles(call: Call, given: readonly string[]): string[] {
  const { unknownRolesRefused, unknownRoleText } = call.state.settings;
  const unknown = given.find((role) => !isKnownRole(roleName(role)) && !isAskedFor(call, role));
  if (unknown !== undefined && unknownRolesRefused) refuse(call, fill(unknownRoleText, { role: unknown }));
  return [...new Set(given.map(roleName))];
}

// Devices may ask for roles of any name; a user must be able to get them.
function isAskedFor(call: Call, role: string): boolean {
  const devices = [...call.state.devices.all.values()];
  return devices.some(({ roles }) => roles.some((other) => roleName(other) === roleName(role)));
}

/** Refuses a parameter whose value has the wrong form. */
export function refuseValue(call: Call, name: string, value: string): never {
  return refuse(call, fill(call.state.settings.invalidValueText, { name, value }));
}

/** Refuses a call that lacks a parameter which it cannot do without. */
export function refuseMissing(call: Call, name: string): never {
  return refuse(call, fill(call.state.settings.missingParameterText, { name }));
}

/** Refuses the call with a status for values that will not do. */
export function refuse(call: Call, text: string): never {
  throw new Refusal(call.state.settings.invalidParameterStatus, text);
}
