import type { OperationDescriptor } from '@perfecto-actions/catalog';
import { credentialHeaders } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { WireOptions, WireRequest } from './wire-types.ts';

/**
 * A request to an address that an answer of the service named, such as that of a video. It may lie anywhere behind
 * https, since old vendor samples fetch it without credentials (seen in client code), which hints at a store of files
 * elsewhere; but credentials go along only to the cloud's own hosts.
 * Throws InputError for anything but a plain https address. The address may hold a signature: it is never shown.
 */
export function writeAddress(
  { id, method }: OperationDescriptor,
  address: string,
  { cloud, credentials }: WireOptions,
): WireRequest {
  const problem = problemOf(address);
  if (problem !== undefined) throw new InputError([`${id} ${problem}.`]);
  const url = new URL(address);
  const shared = { origin: url.origin, path: url.pathname, query: url.search.slice(1), method };
  if (!cloud.owns(url)) return { ...shared, headers: {}, isElsewhere: true };
  return {
    ...shared,
    headers: { ...credentialHeaders(credentials, id), 'Perfecto-TenantId': cloud.tenant },
  };
}

function problemOf(address: string): string | undefined {
  if (!URL.canParse(address)) return 'needs the absolute address that the service named';
  const { protocol, username, password } = new URL(address);
  if (protocol !== 'https:') return `takes https addresses only, not ${protocol}`;
  if (username !== '' || password !== '') return 'takes no address with a user name or password in it';
  return undefined;
}
