import type { OperationFacts, ParameterFact } from '@perfecto-actions/catalog/facts';
import type { LabUser } from '../../src/index.ts';
import type { Ask } from '../lab-client.ts';
import type { ExampleCall, Parameters, Value } from './example-call.ts';

/** Where the parameters of a /services call travel. */
export type Placement = 'query' | 'form';

/** One request as it goes to the lab. */
export interface WireRequest {
  path: string;
  ask: Ask;
}

/** How a request is written, apart from what it asks for. */
export interface Writing {
  placement?: Placement;
  method?: string;
  responseFormat?: string;
  /** How parameter names are written; as in the catalogue if nothing is said. */
  spell?: (name: string) => string;
  /** Null sends no credentials. */
  user: LabUser | null;
  /** Names that the operation does not have, or has in the other place: put into the query as they are. */
  extra?: Readonly<Record<string, string>>;
}

/** Whether the operation is called under /services with a parameter `operation`. */
export function isServices(operation: OperationFacts): boolean {
  return operation.operation !== undefined;
}

/** Whether the body of the request is the file itself. */
export function takesRawFile(operation: OperationFacts): boolean {
  return operation.parameters.some(({ in: place, type }) => place === 'body' && type === 'binary');
}

/** How an operation wants to know who calls. */
export function credentialsOf(
  operation: OperationFacts,
): 'securityToken' | 'header' | 'user and password' | 'none' {
  const names = new Set(operation.parameters.map(({ name }) => name));
  if (names.has('Perfecto-Authorization')) return 'header';
  if (names.has('securityToken')) return 'securityToken';
  return isServices(operation) && names.has('user') ? 'user and password' : 'none';
}

/** Writes a call as HTTP, from nothing but the facts of its operation. Throws for a parameter the facts do not have. */
export async function wireRequest(
  operation: OperationFacts,
  parameters: Parameters,
  call: Pick<ExampleCall, 'file' | 'fileType'>,
  writing: Writing,
): Promise<WireRequest> {
  const { spell = (name: string): string => name } = writing;
  const pairs: [string, string][] = [];
  const headers: Record<string, string> = { Host: hostOf(operation) };
  const tenant = operation.parameters.find(({ name, required }) => required && /-tenantid$/i.test(name));
  if (tenant) headers[tenant.name] = 'mycloud-perfectomobile-com';
  const body: Record<string, Value> = {};
  const path: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const fact = factOf(operation, name);
    if (fact.in === 'query') pairs.push(...queryPairs(fact, name, value));
    else if (fact.in === 'path') path[name] = text(value);
    else if (fact.in === 'header') headers[name] = text(value);
    else body[name] = value;
  }
  pairs.push(...credentialPairs(operation, writing.user, headers));
  if (operation.operation !== undefined) pairs.push(['operation', operation.operation]);
  if (writing.responseFormat !== undefined) pairs.push(['responseFormat', writing.responseFormat]);
  const spelt = pairs.map(([name, value]): [string, string] => [spell(name), value]);
  const inForm = writing.placement === 'form';
  const query = [...(inForm ? [] : spelt), ...Object.entries(writing.extra ?? {})];
  const ask: Ask = { method: inForm ? 'POST' : (writing.method ?? plainMethod(operation)), query, headers };
  if (inForm) ask.form = Object.fromEntries(spelt);
  await addBody(operation, body, call, ask);
  return { path: pathOf(operation, path), ask };
}

function plainMethod(operation: OperationFacts): string {
  return isServices(operation) && !takesRawFile(operation) ? 'GET' : (operation.methods[0] ?? 'GET');
}

/** The fact behind a name; families are found by what stands before their variable part, objects by their members. */
function factOf(operation: OperationFacts, name: string): ParameterFact {
  const fact =
    operation.parameters.find((known) => known.name === name) ??
    operation.parameters
      .filter((known) => known.name.includes('<') && name.startsWith(known.name.replace(/<.*/, '')))
      .sort((a, b) => b.name.length - a.name.length)[0] ??
    operation.parameters.find((known) => known.in === 'body' && known.name.startsWith(`${name}.`));
  if (!fact) throw new TypeError(`${operation.id} has no parameter ${name}`);
  return fact;
}

function queryPairs(fact: ParameterFact, name: string, value: Value): [string, string][] {
  if (!Array.isArray(value)) return [[name, text(value)]];
  const items = (value as readonly Value[]).map(text);
  if (!fact.name.endsWith('[]')) return [[name, items.join(',')]];
  return items.map((item, index) => [`${name.slice(0, -2)}[${index}]`, item]);
}

function credentialPairs(
  operation: OperationFacts,
  user: LabUser | null,
  headers: Record<string, string>,
): [string, string][] {
  if (user === null) return [];
  switch (credentialsOf(operation)) {
    case 'securityToken':
      return [['securityToken', user.token]];
    case 'user and password':
      return [
        ['user', user.name],
        ['password', user.password],
      ];
    case 'header':
      headers['Perfecto-Authorization'] = user.token;
      return [];
    case 'none':
      return [];
  }
}

async function addBody(
  operation: OperationFacts,
  body: Readonly<Record<string, Value>>,
  call: Pick<ExampleCall, 'file' | 'fileType'>,
  ask: Ask,
): Promise<void> {
  const { file, fileType = 'application/octet-stream' } = call;
  const members = operation.parameters.filter((fact) => fact.in === 'body' || fact.in === 'multipart');
  const filePart = members.find(({ type }) => type === 'binary');
  if (file === undefined && filePart) throw new TypeError(`${operation.id} needs a file`);
  if (file !== undefined && takesRawFile(operation)) {
    ask.body = file;
    ask.headers = { ...ask.headers, 'Content-Type': fileType };
  } else if (file !== undefined && filePart) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body)) {
      form.append(name, new Blob([JSON.stringify(value)], { type: 'application/json' }));
    }
    form.append(filePart.name, new Blob([new Uint8Array(file)], { type: fileType }), 'example.bin');
    const encoded = new Response(form);
    ask.headers = { ...ask.headers, 'Content-Type': encoded.headers.get('Content-Type') ?? '' };
    ask.body = Buffer.from(await encoded.arrayBuffer());
  } else if (operation.body_format === 'form') {
    ask.form = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, text(value)]));
  } else if (members.length > 0) {
    ask.json = body;
  }
}

function pathOf(operation: OperationFacts, values: Readonly<Record<string, string>>): string {
  // An address that another answer gave stands in place of a path.
  const address = /^\{(\w+)\}$/.exec(operation.path)?.[1];
  if (address !== undefined) return (values[address] ?? '').replace(/^https:\/\/[^/]+/, '');
  const parts = operation.path.split('/').map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === undefined ? part : encodeURIComponent(values[name] ?? '');
  });
  return parts.join('/').replace(/\/+$/, '');
}

function hostOf(operation: OperationFacts): string {
  return operation.host.replace('https://', '').replace('{cloud}', 'mycloud');
}

function text(value: Value): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}
