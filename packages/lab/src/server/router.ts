import { operations } from '@perfecto-actions/catalog/facts';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { fill } from '../invented.ts';
import type { InventedSettings } from '../invented.ts';
import { downloadPatterns } from './download-path.ts';
import { isDownload, isServices } from './facts-of.ts';
import { Refusal } from '../refusal.ts';

/** An operation together with what its path held. */
export interface Route {
  operation: OperationFacts;
  pathValues: Record<string, string>;
}

interface RestRoute {
  operation: OperationFacts;
  pattern: string[];
  /** The versions an address with `{version}` has; another one is no address at all. */
  versions: readonly string[];
}

const services = new Map<string, Map<string, OperationFacts>>();
const rest: RestRoute[] = [];

for (const operation of operations) {
  const parts = partsOf(downloadPatterns[operation.id] ?? operation.path);
  if (isServices(operation)) {
    const resource = (parts[1] ?? '').toLowerCase();
    const byOperation = services.get(resource) ?? new Map<string, OperationFacts>();
    services.set(resource, byOperation);
    byOperation.set(operation.operation ?? '', operation);
  } else if (!isPlaceholder(parts[0] ?? '')) {
    const versions = operation.parameters.find(({ name }) => name === 'version')?.values?.map(String) ?? [];
    rest.push({ operation, pattern: parts, versions });
  }
}
// A literal part wins over a placeholder: `devices/connect` is no device id.
rest.sort((a, b) => placeholders(a.pattern) - placeholders(b.pattern));

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function placeholders(pattern: readonly string[]): number {
  return pattern.filter(isPlaceholder).length;
}

function isPlaceholder(part: string): boolean {
  return part.startsWith('{');
}

/** The operation behind a v1 address, or undefined when the address is none. Several operations may share one. */
export function routeRest(
  method: string,
  segments: readonly string[],
  settings: InventedSettings,
  served: (id: string) => boolean,
): Route | undefined {
  let wrongVerb = false;
  let found: Route | undefined;
  for (const { operation, pattern, versions } of rest) {
    const pathValues = matchExactly(pattern, segments);
    const version = pathValues?.['version'];
    if (!pathValues || (version !== undefined && !versions.includes(version))) continue;
    // The address as a whole is the parameter, where the catalogue has no path.
    if (isDownload(operation)) pathValues['downloadUrl'] = `/${segments.join('/')}`;
    if (!operation.methods.some((known) => known === method)) wrongVerb = true;
    else if (served(operation.id)) return { operation, pathValues };
    else found ??= { operation, pathValues };
  }
  if (!found && wrongVerb) {
    throw new Refusal(settings.wrongVerbStatus, `Request method '${method}' not supported`, { whole: true });
  }
  return found;
}

/** The operation of a legacy call. Refuses, in the documented words, a resource or an operation nobody knows. */
export function routeServices(
  segments: readonly string[],
  operationName: string,
  settings: InventedSettings,
): OperationFacts {
  const resource = segments[1] ?? '';
  const operation = operationsOf(resource, settings).get(operationName);
  if (!operation) {
    const text = `Could not find operation '${operationName}' for resource '${resource}'`;
    throw new Refusal(settings.invalidUrlStatus, text, { whole: true });
  }
  return operation;
}

/** Refuses a resource that does not exist; resource names are read without regard to case. */
export function operationsOf(
  resource: string,
  settings: InventedSettings,
): ReadonlyMap<string, OperationFacts> {
  const known = services.get(resource.toLowerCase());
  if (!known) {
    throw new Refusal(settings.invalidUrlStatus, `Could not find resource '${resource}'`, { whole: true });
  }
  return known;
}

/** What the path of a legacy call holds. The last placeholder takes all that is left, since keys and cradle ids hold slashes. */
export function readServicesPath(
  operation: OperationFacts,
  segments: readonly string[],
  settings: InventedSettings,
): Record<string, string> {
  const pattern = partsOf(operation.path);
  const values: Record<string, string> = {};
  const rest = segments.slice(2);
  const wanted = pattern.slice(2);
  for (const [index, part] of wanted.entries()) {
    const given = index === wanted.length - 1 ? rest.slice(index).join('/') : (rest[index] ?? '');
    if (isPlaceholder(part)) {
      if (given !== '') values[part.slice(1, -1)] = given;
    } else if (part.toLowerCase() !== given.toLowerCase()) {
      throw new Refusal(settings.invalidUrlStatus, fill(settings.invalidPathText, { path: rest.join('/') }));
    }
  }
  if (wanted.length === 0 && rest.length > 0) {
    throw new Refusal(settings.invalidUrlStatus, fill(settings.invalidPathText, { path: rest.join('/') }));
  }
  return values;
}

function matchExactly(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = segments[index] ?? '';
    if (isPlaceholder(part)) values[part.slice(1, -1)] = given;
    else if (part !== given) return undefined;
  }
  return values;
}
