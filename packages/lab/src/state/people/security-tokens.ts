import { randomBytes } from 'node:crypto';
import type { LabClock } from '../../clock.ts';
import type { InventedSettings } from '../../invented.ts';
import type { Collection, Store } from '../store/store.ts';
import type { LabUser, Users } from './users.ts';

/** What a security token was exchanged for. */
interface AccessToken {
  user: string;
  /** Without this token, which may be replaced, the access token is worth nothing. */
  securityToken: string;
  untilMs: number;
}

// Each note is a line in the journal, and a client that polls calls thousands of times an hour.
const noteEveryMs = 3_600_000;

/** Security tokens, one for each user, and the short-lived tokens that old clients exchange them for. */
export class SecurityTokens {
  readonly #users: Users;
  readonly #accessTokens: Collection<AccessToken>;
  readonly #clock: LabClock;
  readonly #settings: InventedSettings;

  constructor(store: Store, users: Users, clock: LabClock, settings: InventedSettings) {
    this.#users = users;
    this.#accessTokens = store.collection<AccessToken>('accessTokens');
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Gives a user a new token; the former one is dead from now on. */
  generate(user: LabUser): string {
    const token = inventedToken('security');
    this.#users.all.patch(user.name, { token, tokenUsedMs: this.#clock.now() });
    return token;
  }

  /** The active user a security token belongs to. One that lay unused for too long is dead. */
  userOf(token: string): LabUser | undefined {
    if (token === '') return undefined;
    for (const user of this.#users.all.values()) {
      if (user.token === token && user.status === 'ACTIVE') return this.#used(user);
    }
    return undefined;
  }

  #used(user: LabUser): LabUser | undefined {
    if (user.tokenUsedMs === 0) return user;
    const unusedMs = this.#clock.now() - user.tokenUsedMs;
    if (unusedMs > this.#settings.tokenUnusedMs) return undefined;
    if (unusedMs >= noteEveryMs) this.#users.all.patch(user.name, { tokenUsedMs: this.#clock.now() });
    return user;
  }

  /** A short-lived access token for a good security token. */
  exchange(securityToken: string): string | undefined {
    const user = this.userOf(securityToken);
    if (!user) return undefined;
    const now = this.#clock.now();
    for (const [id, { untilMs }] of [...this.#accessTokens.entries()]) {
      if (untilMs <= now) this.#accessTokens.remove(id);
    }
    const token = inventedToken('access');
    const untilMs = now + this.#settings.accessTokenMs;
    this.#accessTokens.put(token, { user: user.name, securityToken, untilMs });
    return token;
  }

  /** The user behind an access token, as long as it and the security token behind it live. */
  userOfAccessToken(token: string): LabUser | undefined {
    const found = this.#accessTokens.get(token);
    if (!found || found.untilMs <= this.#clock.now()) return undefined;
    const user = this.#users.all.get(found.user);
    return user?.status === 'ACTIVE' && user.token === found.securityToken ? user : undefined;
  }
}

// Looks like nothing a real cloud would give out, so that no scanner and no reader takes it for a secret.
function inventedToken(kind: 'security' | 'access'): string {
  return `lab-${kind}-token-${randomBytes(12).toString('hex')}-not-a-secret`;
}
