import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { fill } from '../invented.ts';
import type { InventedSettings } from '../invented.ts';
import { takesRawBody } from './facts-of.ts';
import { collect } from './parameters.ts';
import type { CollectedParameters, GivenParameter } from './parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Format } from './reply.ts';
import { masked } from './request-log.ts';
import type { RequestRecord } from './request-log.ts';
import type { LabRequest } from './request.ts';
import { operationsOf, readServicesPath, routeRest, routeServices } from './router.ts';

/** What is being called, found out step by step; what is known when something is refused shapes the refusal. */
export interface Progress {
  style: 'services' | 'rest';
  format: Format;
  operation?: OperationFacts;
  pathValues: Record<string, string>;
  collected: CollectedParameters;
}

/** Finds the operation. A refusal is handed back, because a fault may come before it. */
export async function findOperation(
  settings: InventedSettings,
  served: (id: string) => boolean,
  request: LabRequest,
  record: RequestRecord,
  progress: Progress,
): Promise<Refusal | undefined> {
  try {
    const found = routeRest(request.method, request.segments, settings, served);
    if (found) {
      progress.operation = found.operation;
      progress.pathValues = found.pathValues;
      progress.collected = collect(request.query, [], settings);
      record.operation = found.operation.id;
      return undefined;
    }
    if (request.segments[0]?.toLowerCase() !== 'services') return new Refusal(404, '', { whole: true });
    progress.style = 'services';
    progress.collected = collect(request.query, [], settings);
    progress.format = formatOf(progress.collected.given, 'json');
    const known = operationsOf(request.segments[1] ?? '', settings);
    const inQuery = progress.collected.given.get('operation')?.value;
    const fromQuery = inQuery === undefined ? undefined : known.get(inQuery);
    if (!fromQuery || !takesRawBody(fromQuery)) {
      const form = await readForm(request, settings.maxParameterBytes);
      record.form = masked(form);
      progress.collected = collect(request.query, form, settings);
      progress.format = formatOf(progress.collected.given, 'json');
    }
    const name = progress.collected.given.get('operation')?.value ?? '';
    const operation = routeServices(request.segments, name, settings);
    progress.operation = operation;
    progress.format = formatOf(progress.collected.given, defaultFormat(operation));
    record.operation = operation.id;
    // Every verb will do on /services, but an upload without a body would store an empty file.
    if (takesRawBody(operation) && !operation.methods.some((known) => known === request.method)) {
      return new Refusal(settings.wrongVerbStatus, `Request method '${request.method}' not supported`);
    }
    // Its body is the file and was read as a form by now; whether the service takes a name from there is not known.
    if (takesRawBody(operation) && request.body.begun) {
      return new Refusal(
        settings.invalidParameterStatus,
        fill(settings.missingParameterText, { name: 'operation' }),
      );
    }
    progress.pathValues = readServicesPath(operation, request.segments, settings);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function readForm(request: LabRequest, maxBytes: number): Promise<[string, string][]> {
  const type = request.headers['content-type'] ?? '';
  // Clients also send an empty body as JSON; a body of another type holds no parameters.
  if (type !== '' && !/urlencoded|text\/plain/i.test(type)) return [];
  return [...new URLSearchParams(await request.body.text(maxBytes))];
}

function formatOf(given: ReadonlyMap<string, GivenParameter>, fallback: Format): Format {
  const value = given.get('responseformat')?.value.toLowerCase();
  return value === 'xml' || value === 'json' ? value : fallback;
}

function defaultFormat(operation: OperationFacts): Format {
  return operation.parameters.find(({ name }) => name === 'responseFormat')?.default === 'xml'
    ? 'xml'
    : 'json';
}
