import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RequestBody } from './request-body.ts';

/** A request as the lab sees it, before it is known what it calls. */
export interface LabRequest {
  method: string;
  /** Host as the client named it; every name is served. */
  host: string;
  /** Path as received, without the query. */
  path: string;
  /** Decoded parts of the path; empty ones and a leading host name are left out. */
  segments: string[];
  query: [string, string][];
  headers: IncomingHttpHeaders;
  body: RequestBody;
}

/** A leading path part such as `mycloud.app.perfectomobile.com`, left behind by programs that glue URLs together. */
const hostSegment = /^[\w-]*(\.[\w-]+)*\.perfectomobile\.com$/i;

/**
 * Reads the head of a request. Takes absolute targets, doubled slashes, raw colons and slashes in keys, and leaves out
 * what programs put before the path that were given `localhost:8443/<cloud>` as the name of a cloud.
 */
export function readRequest(incoming: IncomingMessage, cloud: string, beforeBody: () => void): LabRequest {
  const target = (incoming.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const segments: string[] = [];
  for (const part of path.split('/')) {
    if (part !== '') segments.push(decode(part));
  }
  const [first = ''] = segments;
  if (hostSegment.test(first) || first.toLowerCase() === cloud.toLowerCase()) segments.shift();
  return {
    method: incoming.method ?? 'GET',
    host: incoming.headers.host ?? '',
    path,
    segments,
    query: mark < 0 ? [] : [...new URLSearchParams(target.slice(mark + 1))],
    headers: incoming.headers,
    body: new RequestBody(incoming, beforeBody),
  };
}

// A part that is not valid percent-encoding is taken as it stands; the service's own behaviour is not known.
function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
