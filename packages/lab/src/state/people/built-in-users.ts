import { blankUser } from './users.ts';
import type { LabUser } from './users.ts';

/**
 * The users every lab has. `lab` is the lab administrator, `userAdmin` has the user management role, `noRole` has no
 * role at all, `other` is an automation user of another group.
 */
export type BuiltInUser = 'automation' | 'admin' | 'lab' | 'other' | 'userAdmin' | 'noRole';

/** Tokens and passwords are invented and say so. */
export const builtInUsers: Readonly<Record<BuiltInUser, LabUser>> = {
  automation: builtIn('ci.bot@example.com', 'automation', 'CI', 'Bot', ['AUTOMATION'], 'mobile'),
  admin: builtIn('admin@example.com', 'admin', 'Ada', 'Admin', ['ADMINISTRATOR', 'AUTOMATION'], 'mobile'),
  lab: builtIn('lab.admin@example.com', 'device-lab', 'Lee', 'Lab', ['LAB_ADMINISTRATOR'], 'device-lab'),
  other: builtIn('other.bot@example.com', 'other', 'Other', 'Bot', ['AUTOMATION'], 'web'),
  userAdmin: builtIn('uma@example.com', 'user-admin', 'Uma', 'Users', ['USER_ADMINISTRATOR'], 'mobile'),
  noRole: builtIn('nora@example.com', 'no-role', 'Nora', 'Norole', [], 'mobile'),
};

function builtIn(
  name: string,
  word: string,
  firstName: string,
  lastName: string,
  roles: string[],
  group: string,
): LabUser {
  const token = `lab-${word}-token-not-a-secret`;
  const password = `lab-${word}-password-not-a-secret`;
  return { ...blankUser(name), password, token, firstName, lastName, roles, group };
}
