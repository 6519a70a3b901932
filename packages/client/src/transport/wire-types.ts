import type { OperationDescriptor } from '@perfecto-actions/catalog';
import type { Cloud } from '../cloud.ts';
import type { Credentials } from '../credentials.ts';

type Method = OperationDescriptor['method'];

/** A request as it goes on the wire, body aside for uploads. */
export interface WireRequest {
  method: Method;
  /** Scheme, host and port. */
  origin: string;
  /** Path without the query: this much may be logged. */
  path: string;
  query: string;
  headers: Record<string, string>;
  body?: string;
  /** Set for an address outside the cloud, to which no credentials went. */
  isElsewhere?: true;
}

/** How the request is written. */
export interface WireOptions {
  cloud: Cloud;
  credentials: Credentials;
  /** In the body unless said otherwise. */
  credentialsIn: 'body' | 'query' | undefined;
  format: 'json' | 'xml';
  /** The body is a file, so parameters and credentials have to travel in the query or in headers. */
  bodyIsFile?: boolean;
}
