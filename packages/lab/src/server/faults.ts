import type { OperationFacts } from '@perfecto-actions/catalog/facts';

/** Which requests a fault is for; all given members must match. */
export interface FaultMatch {
  /** Catalogue id or ids, for example `script.status`. */
  operation?: string | readonly string[];
  method?: string;
  /** Regular expression on the path. */
  path?: RegExp | string;
}

/** What goes wrong. */
export type FaultKind =
  /** An answer instead of the handler's; `retryAfter` is seconds or a date. */
  | {
      kind: 'status';
      status: number;
      body?: string;
      headers?: Record<string, string>;
      retryAfter?: number | Date;
      /** Everything is done all the same: a gateway that did not wait for the answer. */
      handled?: boolean;
    }
  /** The connection breaks before anything was done. */
  | { kind: 'reset-before' }
  /** Everything is done, then the connection breaks instead of the answer. */
  | { kind: 'reset-after' }
  /** The connection breaks while the request body is read, after so many bytes. */
  | { kind: 'reset-within'; afterBytes: number }
  /** The answer's body ends after so many bytes; `announce` says whether Content-Length still names the whole. */
  | { kind: 'truncate'; afterBytes: number; announce?: 'whole' | 'none' }
  /** This text instead of the answer's body. */
  | { kind: 'malformed-body'; body: string }
  /** The right body under a wrong type. */
  | { kind: 'content-type'; contentType: string }
  /** These bytes, in hex, within the answer's body, after so many of its own: a byte order mark, bytes that are no UTF-8. */
  | { kind: 'insert'; bytes: string; afterBytes?: number }
  /** Content-Length is off by so much. With a positive number the rest never comes, and the connection stays open. */
  | { kind: 'wrong-length'; byBytes: number }
  /** The answer's body is compressed, asked for or not. */
  | { kind: 'gzip' }
  /** The answer is one of HTTP/1.0: without a length, its end is the end of the connection. */
  | { kind: 'http-1.0' }
  /** So many bytes of headers before the answer. */
  | { kind: 'huge-headers'; bytes: number }
  /** The answer trickles. */
  | { kind: 'drip'; bytesPerSecond: number }
  /** The request is taken and never answered. */
  | { kind: 'stall' }
  /** The first `count` calls for each execution id answer that it wasn't found. */
  | { kind: 'not-found-first'; count: number }
  /** The Date header is off by so much. */
  | { kind: 'clock-skew'; skewMs: number }
  /** Whatever the client shows is refused as bad credentials. */
  | { kind: 'expired-token' };

/** A fault to play: what, on which requests, how often. */
export type Fault = FaultKind & {
  match?: FaultMatch;
  /** How often it is played; for ever when absent. */
  times?: number;
  /** So many matching requests are let pass first. */
  after?: number;
};

/** The faults of a lab, looked up for each request. */
export interface FaultRegistry {
  /** Adds a fault; of several that match, the one added first is played. */
  add(fault: Fault): void;
  /** Forgets all faults. */
  clear(): void;
}

interface Armed {
  fault: Fault;
  path: RegExp | undefined;
  seen: number;
  played: number;
  /** Calls by path, for not-found-first. */
  byPath: Map<string, number>;
}

/** The registry behind `lab.faults`. */
export class Faults implements FaultRegistry {
  #armed: Armed[] = [];

  add(fault: Fault): void {
    const { path } = fault.match ?? {};
    this.#armed.push({
      fault,
      path: typeof path === 'string' ? new RegExp(path) : path,
      seen: 0,
      played: 0,
      byPath: new Map(),
    });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault to play on a request, counted as played. */
  take(method: string, path: string, operation: OperationFacts | undefined): Fault | undefined {
    for (const armed of this.#armed) {
      if (!matches(armed, method, path, operation)) continue;
      armed.seen += 1;
      if (armed.seen <= (armed.fault.after ?? 0)) continue;
      if (armed.played >= (armed.fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (armed.fault.kind === 'not-found-first') {
        const calls = armed.byPath.get(path) ?? 0;
        if (calls >= armed.fault.count) continue;
        armed.byPath.set(path, calls + 1);
      }
      armed.played += 1;
      return armed.fault;
    }
    return undefined;
  }
}

function matches(armed: Armed, method: string, path: string, operation: OperationFacts | undefined): boolean {
  const { match } = armed.fault;
  if (armed.fault.kind === 'not-found-first' && !operation?.path.includes('{executionId}')) return false;
  if (!match) return true;
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (armed.path && !armed.path.test(path)) return false;
  if (match.operation === undefined) return true;
  const wanted = typeof match.operation === 'string' ? [match.operation] : match.operation;
  return operation !== undefined && wanted.includes(operation.id);
}
