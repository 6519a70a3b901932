import type { LabClock } from '../../clock.ts';
import { rolesAllow } from './roles.ts';
import type { Right } from './roles.ts';
import type { Collection, Store } from '../store/store.ts';

/** PENDING: waits for an administrator. INACTIVE: deactivated. DELETED: the record is kept. Only ACTIVE can log in. */
export type UserStatus = 'PENDING' | 'ACTIVE' | 'INACTIVE' | 'DELETED';

/** Details of a person, all deprecated and plain text, in the order of the documented user object. */
export const profileFields = [
  'location',
  'companyName',
  'phoneNumber',
  'phoneNumberExt',
  'mobilePhoneNumber',
  'jobTitle',
  'address',
  'city',
  'country',
  'countryCode',
  'state',
  'stateCode',
  'zipCode',
  'website',
  'birthDate',
  'gender',
] as const;

export type ProfileField = (typeof profileFields)[number];

/** A person or program that may call the lab. Texts are empty and times 0 where there is nothing to say. */
export interface LabUser {
  /** Login name, mostly an e-mail address; compared without regard to case. */
  name: string;
  password: string;
  /** The password is only for the first login. */
  hasTemporaryPassword: boolean;
  /** Security token; empty when none was generated. */
  token: string;
  /** When the token was made or last seen in use, noted once an hour at most; 0: it does not age. */
  tokenUsedMs: number;
  firstName: string;
  lastName: string;
  email: string;
  /** Legacy role names, for example AUTOMATION or ADMINISTRATOR (protocol.md 9), and LAB_ADMINISTRATOR. */
  roles: string[];
  /** Key of the user's group; GROUP items are shared inside it. Empty: in no group. */
  group: string;
  status: UserStatus;
  /** Since when PENDING. */
  pendingMs: number;
  profile: Partial<Record<ProfileField, string>>;
  /** An external identity provider checks the user, who then has no password here. */
  isIdpUser: boolean;
  idpLink: string;
  idpUsername: string;
  /** Last login with a password; calls with a token are none. */
  lastLoginMs: number;
  /** Neither can be set through the API; a scenario can. */
  referredBy: string;
  promotionCode: string;
  /** Login name of whoever made the user. */
  createdBy: string;
  /** Whether the account has as many tokens (device minutes) as it likes. */
  hasUnlimitedTokens: boolean;
}

/** An active user about whom nothing but the name is known. */
export function blankUser(name: string): LabUser {
  return {
    name,
    password: '',
    hasTemporaryPassword: false,
    token: '',
    tokenUsedMs: 0,
    firstName: '',
    lastName: '',
    email: name.includes('@') ? name : '',
    roles: [],
    group: '',
    status: 'ACTIVE',
    pendingMs: 0,
    profile: {},
    isIdpUser: false,
    idpLink: '',
    idpUsername: '',
    lastLoginMs: 0,
    referredBy: '',
    promotionCode: '',
    createdBy: '',
    hasUnlimitedTokens: false,
  };
}

/**
 * Whom a user shares GROUP things with: the key of the group. Somebody in no group shares with nobody (invented).
 */
export function sharingScopeOf(user: Pick<LabUser, 'name' | 'group'>): string {
  return user.group === '' ? ` only ${user.name}` : user.group;
}

/** The users of the lab. */
export class Users {
  readonly all: Collection<LabUser>;
  readonly #clock: LabClock;

  constructor(store: Store, clock: LabClock) {
    this.all = store.collection<LabUser>('users');
    this.#clock = clock;
  }

  byName(name: string): LabUser | undefined {
    return (
      this.all.get(name) ??
      [...this.all.values()].find((user) => user.name.toLowerCase() === name.toLowerCase())
    );
  }

  byEmail(email: string): LabUser | undefined {
    const wanted = email.toLowerCase();
    return wanted === ''
      ? undefined
      : [...this.all.values()].find((user) => user.email.toLowerCase() === wanted);
  }

  /** The active user with this name and password; counts as a login. */
  byPassword(name: string, password: string): LabUser | undefined {
    const user = this.byName(name);
    if (user?.status !== 'ACTIVE' || user.isIdpUser) return undefined;
    if (password === '' || user.password !== password) return undefined;
    return this.all.patch(user.name, { lastLoginMs: this.#clock.now() });
  }

  /** Makes a user; takes the place of a deleted one of that name. */
  create(user: LabUser): void {
    const before = this.byName(user.name);
    if (before) this.all.remove(before.name);
    this.all.put(user.name, user);
  }

  /** Whoever is not active any more loses the security token at once. */
  setStatus(name: string, status: UserStatus): void {
    const pendingMs = status === 'PENDING' ? this.#clock.now() : 0;
    this.all.patch(name, { status, pendingMs, ...(status === 'ACTIVE' ? {} : { token: '' }) });
  }

  /** Whether the user's roles bring a right. */
  may(user: LabUser, right: Right): boolean {
    return rolesAllow(user.roles, right);
  }
}
