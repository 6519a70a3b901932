import type { IncomingHttpHeaders } from 'node:http';
import type { LabUser, Users } from '../state/users.ts';
import type { GivenParameter } from './parameters.ts';

/** How a client said who it is. */
export type CredentialsKind = 'none' | 'securityToken' | 'header' | 'user and password' | 'basic';

/** What a client showed, and the user it belongs to. */
export interface Credentials {
  kind: CredentialsKind;
  user?: LabUser;
}

/** Reads the credentials of a legacy call: parameter, header, user and password, or Basic, in this order. */
export function readServicesCredentials(
  given: ReadonlyMap<string, GivenParameter>,
  headers: IncomingHttpHeaders,
  users: Users,
): Credentials {
  const token = given.get('securitytoken')?.value;
  if (token !== undefined) return withUser('securityToken', users.byToken(token));
  const fromHeader = readHeaderCredentials(headers, users);
  if (fromHeader.kind !== 'none') return fromHeader;
  const user = given.get('user')?.value;
  const password = given.get('password')?.value;
  if (user !== undefined && password !== undefined) {
    return withUser('user and password', users.byPassword(user, password));
  }
  const basic = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return { kind: 'none' };
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return withUser('basic', users.byPassword(name, rest.join(':')));
}

/** Reads the header of a v1 call, in either of its two spellings. */
export function readHeaderCredentials(headers: IncomingHttpHeaders, users: Users): Credentials {
  const header = headers['perfecto-authorization'] ?? headers['perfecto_authorization'];
  if (header === undefined) return { kind: 'none' };
  return withUser('header', users.byToken(Array.isArray(header) ? (header[0] ?? '') : header));
}

function withUser(kind: CredentialsKind, user: LabUser | undefined): Credentials {
  return user ? { kind, user } : { kind };
}
