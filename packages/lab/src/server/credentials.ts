import type { IncomingHttpHeaders } from 'node:http';
import type { LabState } from '../state/lab-state.ts';
import type { LabUser } from '../state/people/users.ts';
import type { GivenParameter } from './parameters.ts';

/** How a client said who it is. */
export type CredentialsKind =
  'none' | 'securityToken' | 'accessToken' | 'header' | 'bearer' | 'user and password' | 'basic';

/** What a client showed, and the user it belongs to. */
export interface Credentials {
  kind: CredentialsKind;
  user?: LabUser;
}

/** What credentials are held against. */
export type KnownCredentials = Pick<LabState, 'users' | 'tokens' | 'cloud'>;

/**
 * Reads the credentials of a legacy call: security token, access token (the order of the vendor's client), header,
 * user and password, or Basic, in this order.
 */
export function readServicesCredentials(
  given: ReadonlyMap<string, GivenParameter>,
  headers: IncomingHttpHeaders,
  known: KnownCredentials,
): Credentials {
  const token = given.get('securitytoken')?.value;
  if (token !== undefined) return withUser('securityToken', known.tokens.userOf(token));
  const accessToken = given.get('accesstoken')?.value;
  if (accessToken !== undefined) return withUser('accessToken', known.tokens.userOfAccessToken(accessToken));
  const fromHeader = readHeaderCredentials(headers, known);
  if (fromHeader.kind !== 'none') return fromHeader;
  const user = given.get('user')?.value;
  const password = given.get('password')?.value;
  if (user !== undefined && password !== undefined) {
    return withUser('user and password', known.users.byPassword(user, password));
  }
  const basic = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return { kind: 'none' };
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return withUser('basic', known.users.byPassword(name, rest.join(':')));
}

/** Reads the header of a v1 call, in either of its two spellings. */
export function readHeaderCredentials(
  headers: IncomingHttpHeaders,
  known: Pick<KnownCredentials, 'tokens'>,
): Credentials {
  const header = headers['perfecto-authorization'] ?? headers['perfecto_authorization'];
  if (header === undefined) return { kind: 'none' };
  return withUser('header', known.tokens.userOf(Array.isArray(header) ? (header[0] ?? '') : header));
}

/**
 * Reads what reporting clients of 2017 and 2018 send: an access token and, in TenantID, the cloud it is for. The newer
 * form of the tenant's name is taken, too.
 */
export function readBearerCredentials(headers: IncomingHttpHeaders, known: KnownCredentials): Credentials {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return { kind: 'none' };
  const tenant = String(headers['tenantid'] ?? '').toLowerCase();
  const cloud = known.cloud.toLowerCase();
  const isTenant = tenant === cloud || tenant === `${cloud}-perfectomobile-com`;
  return withUser('bearer', isTenant ? known.tokens.userOfAccessToken(token) : undefined);
}

function withUser(kind: CredentialsKind, user: LabUser | undefined): Credentials {
  return user ? { kind, user } : { kind };
}
