import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { profileFields } from '../../state/people/users.ts';
import type { LabUser, UserStatus } from '../../state/people/users.ts';
import { refuseValue } from './user-rules.ts';

/** The details of a user after a legacy call: sent replaces, not sent stays, sent empty clears. */
export function profileOf(call: Call, before: LabUser['profile']): LabUser['profile'] {
  const { parameters } = call;
  const birthDate = parameters.text('birthDate');
  if (birthDate !== undefined && !isDate(birthDate)) refuseValue(call, 'birthDate', birthDate);
  const profile = { ...before };
  for (const name of profileFields) {
    const value = parameters.raw(name);
    if (value !== undefined) profile[name] = value;
  }
  return profile;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** Key of the group whose id `groups` gives; empty when it is sent empty, undefined when it is not sent. */
export function readGroup(call: Call): string | undefined {
  const id = call.parameters.raw('groups');
  if (id === undefined || id === '') return id;
  const group = call.state.groups.all.get(id);
  if (!group) throw new Refusal(call.state.settings.notFoundStatus, `Group ${id} wasn't found`);
  return group.key;
}

const statuses: readonly UserStatus[] = ['PENDING', 'ACTIVE', 'INACTIVE', 'DELETED'];

/** The status an update asks for, in small letters on the wire. */
export function readStatus(call: Call): UserStatus | undefined {
  const given = call.parameters.text('status')?.toUpperCase();
  return statuses.find((status) => status === given);
}

/** How many account tokens a call names; refuses fewer than none. */
export function readTokens(call: Call): number {
  const tokens = call.parameters.integer('account.tokens') ?? 0;
  if (tokens < 0) refuseValue(call, 'account.tokens', String(tokens));
  return tokens;
}
