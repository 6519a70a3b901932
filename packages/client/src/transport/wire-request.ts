import type { OperationDescriptor, ParameterRule } from '@perfecto-actions/catalog';
import { credentialFields, credentialHeaders } from '../credentials.ts';
import { InputError } from '../errors.ts';
import { writeAddress } from './address.ts';
import type { WireOptions, WireRequest } from './wire-types.ts';

interface Places {
  address?: string;
  path: Map<string, string>;
  query: [name: string, value: string][];
  json: Record<string, unknown>;
}

/** Turns the parameters of one call into a request. Pure; throws InputError for a missing path parameter. */
export function writeRequest(
  descriptor: OperationDescriptor,
  parameters: object,
  options: WireOptions,
): WireRequest {
  const places = sort(descriptor, parameters);
  if (places.address !== undefined) return writeAddress(descriptor, places.address, options);
  const base = new URL(options.cloud.base(descriptor.host));
  const path = base.pathname.replace(/\/$/, '') + fillPath(descriptor, places.path);
  const shared = { origin: base.origin, path };
  return descriptor.style === 'services'
    ? writeServices(descriptor, places, options, shared)
    : writeRest(descriptor, places, options, shared);
}

function writeServices(
  descriptor: OperationDescriptor,
  places: Places,
  options: WireOptions,
  shared: { origin: string; path: string },
): WireRequest {
  const fields = new URLSearchParams({ operation: descriptor.operation ?? '' });
  for (const [name, value] of places.query) fields.append(name, value);
  if (descriptor.body === 'object' || descriptor.xmlOnly)
    fields.set('responseFormat', descriptor.xmlOnly ? 'xml' : options.format);
  if (!descriptor.anonymous) {
    for (const [name, value] of Object.entries(credentialFields(options.credentials)))
      fields.set(name, value);
  }
  const text = fields.toString();
  if (options.bodyIsFile) return { ...shared, method: 'PUT', query: text, headers: {} };
  if (options.credentialsIn === 'query') return { ...shared, method: 'GET', query: text, headers: {} };
  return {
    ...shared,
    method: 'POST',
    query: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: text,
  };
}

function writeRest(
  descriptor: OperationDescriptor,
  places: Places,
  options: WireOptions,
  shared: { origin: string; path: string },
): WireRequest {
  return {
    ...shared,
    method: descriptor.method,
    query: new URLSearchParams(places.query).toString(),
    headers: {
      ...(!descriptor.anonymous && credentialHeaders(options.credentials, descriptor.id)),
      // Some vendor clients always send it on this host; the upload of the Cypress SDK needs it.
      ...(descriptor.host === 'app' && { 'Perfecto-TenantId': options.cloud.tenant }),
      ...bodyType(descriptor),
    },
    ...writeBody(descriptor, places),
  };
}

function bodyType({ parameters, form }: OperationDescriptor): { 'content-type'?: string } {
  if (!Object.values(parameters).includes('body')) return {};
  return { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' };
}

function writeBody({ parameters, form }: OperationDescriptor, { json }: Places): { body?: string } {
  if (!Object.values(parameters).includes('body')) return {};
  const fields = Object.entries(json).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: form ? new URLSearchParams(fields).toString() : JSON.stringify(json) };
}

function sort(descriptor: OperationDescriptor, parameters: object): Places {
  const places: Places = { path: new Map(), query: [], json: {} };
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(parameters) as [string, unknown][]) {
    if (value === undefined) continue;
    const rule = descriptor.parameters[name];
    if (rule === undefined) unknown.push(name);
    else place(places, rule, name, value);
  }
  if (unknown.length > 0) {
    throw new InputError([`${descriptor.id} has no parameter ${unknown.join(', ')}.`], {
      hint: `It has: ${Object.keys(descriptor.parameters).join(', ') || 'none'}.`,
    });
  }
  return places;
}

function place(places: Places, rule: ParameterRule, name: string, value: unknown): void {
  switch (rule) {
    case 'path':
      places.path.set(name, String(value));
      break;
    case 'query':
      places.query.push([name, String(value)]);
      break;
    case 'query:comma':
      places.query.push([name, (value as readonly unknown[]).join(',')]);
      break;
    case 'query:indexed':
      (value as readonly unknown[]).forEach((item, index) => {
        places.query.push([`${name}[${index}]`, String(item)]);
      });
      break;
    case 'query:family':
      for (const [member, text] of Object.entries(value as object)) {
        places.query.push([`${name}.${member}`, String(text)]);
      }
      break;
    case 'body':
      places.json[name] = value;
      break;
    case 'address':
      places.address = String(value);
      break;
    case 'multipart':
      // Parts of a multipart body are framed where the file is: see transfer/upload-body.ts.
      break;
  }
}

function fillPath(descriptor: OperationDescriptor, values: ReadonlyMap<string, string>): string {
  return descriptor.path
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values.get(name) ?? '';
      if (value !== '') return encodePath(descriptor, name, value);
      // The area and the key of a repository list may be left out, the area not alone; nothing else may.
      const isOpenEnd = descriptor.id === 'repository.list' && !values.get('repositoryItemKey');
      if (isOpenEnd) return '';
      throw new InputError([`${descriptor.id} needs ${name}.`]);
    })
    .replace(/\/+$/, '');
}

/**
 * Keys of `/services` keep their slashes, colons and `@` as clients send them (seen in client code); all else is
 * encoded, and elsewhere a slash too. A segment `..` would reach another resource, so it is refused.
 */
function encodePath({ style }: OperationDescriptor, name: string, value: string): string {
  const segments = value.split('/');
  if (segments.some((segment) => segment === '..' || segment === '.')) {
    throw new InputError([`${name} ${JSON.stringify(value)} holds "." or ".." as a path segment.`]);
  }
  return segments
    .map((segment) => encodeURIComponent(segment).replace(/%3A/g, ':').replace(/%40/g, '@'))
    .join(style === 'services' ? '/' : '%2F');
}
