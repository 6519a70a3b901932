import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Fault, FaultKind, FaultMatch } from '../server/faults.ts';
import { defined, describe } from './problems.ts';
import type { Problems } from './problems.ts';

/** Members of each kind beside the common ones, by their names in a scenario. */
const membersOf: Readonly<Record<FaultKind['kind'], readonly string[]>> = {
  status: ['status', 'body', 'headers', 'retry-after', 'handled'],
  'reset-before': [],
  'reset-after': [],
  'reset-within': ['after-bytes'],
  truncate: ['after-bytes', 'announce'],
  'malformed-body': ['body'],
  'content-type': ['content-type'],
  insert: ['bytes', 'after-bytes'],
  'wrong-length': ['by-bytes'],
  gzip: [],
  'http-1.0': [],
  'huge-headers': ['bytes'],
  drip: ['bytes-per-second'],
  stall: [],
  'not-found-first': ['count'],
  'clock-skew': ['skew'],
  'expired-token': [],
};

/** Every kind of fault that a lab can play. */
export const faultKinds = Object.keys(membersOf) as readonly FaultKind['kind'][];

const common = ['kind', 'operation', 'method', 'path', 'times', 'after'];

/** Reads one fault of a scenario; undefined when it has problems. */
export function readFault(value: unknown, place: string, problems: Problems): Fault | undefined {
  const before = problems.list.length;
  const everything = [...new Set([...common, ...Object.values(membersOf).flat()])];
  const loose = problems.members(place, value, everything);
  const kind = problems.oneOf(`${place}.kind`, loose['kind'], faultKinds);
  if (kind === undefined) {
    if (loose['kind'] === undefined)
      problems.add(place, `kind is missing; known are ${faultKinds.join(', ')}`);
    return undefined;
  }
  const given = problems.members(place, value, [...common, ...membersOf[kind]]);
  const what = readKind(kind, given, place, problems);
  const path = problems.text(`${place}.path`, given['path']);
  const operation = given['operation'];
  const match = defined<FaultMatch>({
    operation: Array.isArray(operation)
      ? operation.map((item, index) => problems.text(`${place}.operation[${index}]`, item) ?? '')
      : problems.text(`${place}.operation`, operation),
    method: problems.text(`${place}.method`, given['method']),
    path,
  });
  if (path !== undefined) {
    try {
      new RegExp(path);
    } catch {
      problems.add(`${place}.path`, `${JSON.stringify(path)} is no regular expression`);
    }
  }
  const counts = defined<{ times?: number; after?: number }>({
    times: problems.wholeNumber(`${place}.times`, given['times']),
    after: problems.wholeNumber(`${place}.after`, given['after']),
  });
  return problems.list.length > before || what === undefined ? undefined : { ...what, match, ...counts };
}

function readKind(
  kind: FaultKind['kind'],
  given: Record<string, unknown>,
  place: string,
  problems: Problems,
): FaultKind | undefined {
  const required = <T>(name: string, value: T | undefined): T | undefined => {
    if (value === undefined && given[name] === undefined) problems.add(place, `${name} is missing`);
    return value;
  };
  const number = (name: string): number | undefined =>
    required(name, problems.wholeNumber(`${place}.${name}`, given[name]));
  switch (kind) {
    case 'status': {
      const status = number('status');
      if (status !== undefined && (status < 200 || status > 599)) {
        problems.add(`${place}.status`, `expected a status of an answer, 200 to 599, found ${status}`);
      }
      const headers = problems.mapping(`${place}.headers`, given['headers'] ?? {});
      const retryAfter = given['retry-after'];
      const date = typeof retryAfter === 'string' ? new Date(retryAfter) : undefined;
      if (date && Number.isNaN(date.getTime()))
        problems.add(`${place}.retry-after`, 'expected seconds or a date');
      return status === undefined
        ? undefined
        : {
            kind,
            status,
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [
                name,
                readHeader(name, value, place, problems),
              ]),
            ),
            ...defined<{ body?: string; retryAfter?: number | Date; handled?: boolean }>({
              handled: problems.flag(`${place}.handled`, given['handled']),
              body: problems.text(`${place}.body`, given['body']),
              retryAfter: date ?? problems.wholeNumber(`${place}.retry-after`, retryAfter),
            }),
          };
    }
    case 'reset-within': {
      const afterBytes = number('after-bytes');
      return afterBytes === undefined ? undefined : { kind, afterBytes };
    }
    case 'truncate': {
      const afterBytes = number('after-bytes');
      const announce = problems.oneOf(`${place}.announce`, given['announce'], ['whole', 'none']);
      return afterBytes === undefined
        ? undefined
        : { kind, afterBytes, ...(announce === undefined ? {} : { announce }) };
    }
    case 'malformed-body':
      return { kind, body: required('body', problems.text(`${place}.body`, given['body'])) ?? '' };
    case 'content-type':
      return {
        kind,
        contentType: readHeader(
          'content-type',
          required('content-type', given['content-type']),
          place,
          problems,
        ),
      };
    case 'insert': {
      const bytes = required('bytes', problems.text(`${place}.bytes`, given['bytes'])) ?? '';
      if (!/^([\da-f]{2})*$/i.test(bytes))
        problems.add(`${place}.bytes`, 'expected bytes in hex, such as efbbbf');
      const afterBytes = problems.wholeNumber(`${place}.after-bytes`, given['after-bytes']);
      return { kind, bytes, ...(afterBytes !== undefined && { afterBytes }) };
    }
    case 'wrong-length':
      return {
        kind,
        byBytes: required('by-bytes', problems.signedNumber(`${place}.by-bytes`, given['by-bytes'])) ?? 0,
      };
    case 'huge-headers':
      return { kind, bytes: number('bytes') ?? 0 };
    case 'drip':
      return { kind, bytesPerSecond: Math.max(1, number('bytes-per-second') ?? 1) };
    case 'not-found-first':
      return { kind, count: number('count') ?? 0 };
    case 'clock-skew': {
      const text = typeof given['skew'] === 'string' ? given['skew'] : '';
      const skewMs = required(
        'skew',
        problems.duration(`${place}.skew`, text.startsWith('-') ? text.slice(1) : given['skew']),
      );
      if (skewMs !== undefined && skewMs > 8.64e14) problems.add(`${place}.skew`, 'is beyond all dates');
      return { kind, skewMs: (text.startsWith('-') ? -1 : 1) * (skewMs ?? 0) };
    }
    case 'reset-before':
    case 'reset-after':
    case 'gzip':
    case 'http-1.0':
    case 'stall':
    case 'expired-token':
      return { kind };
  }
}

/** A header as a server can send it. */
function readHeader(name: string, value: unknown, place: string, problems: Problems): string {
  const text = typeof value === 'boolean' ? String(value) : (problems.text(`${place}.${name}`, value) ?? '');
  try {
    validateHeaderName(name);
    validateHeaderValue(name, text);
  } catch {
    problems.add(place, `HTTP cannot carry the header ${JSON.stringify(name)} with ${describe(text)}`);
  }
  return text;
}
