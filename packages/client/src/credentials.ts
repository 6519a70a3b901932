import { InputError } from './errors.ts';

/** Who is calling. A security token is the rule; user and password are for clouds that have no tokens. */
export type Credentials =
  | { readonly kind: 'token'; readonly securityToken: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string };

/** Reads the credentials of the client's options; throws InputError when there are none or too many. */
export function readCredentials(given: {
  securityToken?: string;
  user?: string;
  password?: string;
}): Credentials {
  const { user, password } = given;
  const securityToken = given.securityToken?.trim();
  if (securityToken) {
    if (user || password)
      throw new InputError(['Give either a security token or user and password, not both.']);
    if (!/^[\x21-\x7e]+$/.test(securityToken)) {
      throw new InputError([
        'The security token holds a blank, a line break or a character that no token has; copy it anew.',
      ]);
    }
    return { kind: 'token', securityToken };
  }
  if (user && password) return { kind: 'password', user, password };
  if (user || password) throw new InputError(['user and password go together; one of them is missing.']);
  throw new InputError(['No credentials: give a security token.']);
}

/** Credential parameters of a `/services` call (documented: securityToken, else user and password). */
export function credentialFields(credentials: Credentials): Record<string, string> {
  return credentials.kind === 'token'
    ? { securityToken: credentials.securityToken }
    : { user: credentials.user, password: credentials.password };
}

/** Credential headers of a v1 or reporting call; these know tokens only (documented). */
export function credentialHeaders(credentials: Credentials, operation: string): Record<string, string> {
  if (credentials.kind === 'password') {
    throw new InputError([
      `${operation} takes a security token only; user and password work on /services alone.`,
    ]);
  }
  return { 'Perfecto-Authorization': credentials.securityToken };
}
