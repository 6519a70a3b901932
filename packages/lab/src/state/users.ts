import type { Collection, Store } from './store.ts';

/** A person or program that may call the lab. */
export interface LabUser {
  /** Login name, an e-mail address. */
  name: string;
  password: string;
  /** Security token; empty when none was generated. */
  token: string;
  firstName: string;
  lastName: string;
  /** Legacy role names, for example AUTOMATION or ADMINISTRATOR (protocol.md 9), and LAB_ADMINISTRATOR. */
  roles: string[];
  /** Group of the user; GROUP items are shared inside it. */
  group: string;
  /** A deactivated user cannot log in. */
  active: boolean;
}

/** What `admin=true` may reach into. Which role allows what follows the role pages as far as they go, else it is invented. */
export type Right =
  'executions' | 'reports' | 'repository' | 'reservations' | 'devices' | 'users' | 'device lab';

const rightsByRole: Readonly<Record<string, readonly Right[]>> = {
  ADMINISTRATOR: ['executions', 'reports', 'repository', 'reservations', 'devices', 'users'],
  AUTOMATION_ADMINISTRATOR: ['executions', 'reports', 'repository'],
  RESERVATION_ADMINISTRATOR: ['reservations'],
  HANDSET_ADMINISTRATOR: ['devices', 'device lab'],
  LAB_ADMINISTRATOR: ['devices', 'device lab', 'reservations'],
  USER_ADMINISTRATOR: ['users'],
};

/** The four users every lab has. Tokens and passwords are invented and say so. */
export const builtInUsers: Readonly<Record<'automation' | 'admin' | 'lab' | 'other', LabUser>> = {
  automation: builtIn('ci.bot@example.com', 'automation', 'CI', 'Bot', ['AUTOMATION'], 'mobile'),
  admin: builtIn('admin@example.com', 'admin', 'Ada', 'Admin', ['ADMINISTRATOR', 'AUTOMATION'], 'mobile'),
  lab: builtIn('lab.admin@example.com', 'device-lab', 'Lee', 'Lab', ['LAB_ADMINISTRATOR'], 'device-lab'),
  other: builtIn('other.bot@example.com', 'other', 'Other', 'Bot', ['AUTOMATION'], 'web'),
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
  return { name, password, token, firstName, lastName, roles, group, active: true };
}

/** The users of the lab. */
export class Users {
  readonly all: Collection<LabUser>;

  constructor(store: Store) {
    this.all = store.collection<LabUser>('users');
  }

  byName(name: string): LabUser | undefined {
    return (
      this.all.get(name) ??
      [...this.all.values()].find((user) => user.name.toLowerCase() === name.toLowerCase())
    );
  }

  byToken(token: string): LabUser | undefined {
    if (token === '') return undefined;
    for (const user of this.all.values()) if (user.token === token && user.active) return user;
    return undefined;
  }

  byPassword(name: string, password: string): LabUser | undefined {
    const user = this.byName(name);
    return user?.active === true && user.password === password ? user : undefined;
  }

  /** Whether the user's roles allow `admin=true` on this kind of thing. */
  may(user: LabUser, right: Right): boolean {
    return user.roles.some((role) => rightsByRole[role]?.includes(right) ?? false);
  }
}
