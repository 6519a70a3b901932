import type { Credentials } from './credentials.ts';
import type { LabRequest } from './request.ts';

/** One request as the lab saw it. Holds no secret: values of credentials and secured parameters are masked. */
export interface RequestRecord {
  method: string;
  host: string;
  /** Path without query. */
  path: string;
  query: Record<string, string>;
  /** Form fields of a legacy POST. */
  form: Record<string, string>;
  credentials: Credentials['kind'];
  /** Login name of the caller, once known. */
  user?: string;
  /** Catalogue id, once known. */
  operation?: string;
  /** 0 until answered, and for good when the connection was broken instead. */
  status: number;
  bytesIn: number;
  bytesOut: number;
  /** Real time in ms since the epoch. */
  startedAtMs: number;
  durationMs: number;
  /** Kind of the fault that was played. */
  fault?: string;
}

/**
 * Holds a request: when it was received and nothing was done yet, though its operation is known, and when it was
 * handled and its answer is not sent yet. The lab goes on with it once the promise is settled.
 */
export type Hold = (record: RequestRecord, moment: 'received' | 'handled') => Promise<void> | void;

const limit = 20_000;
const secretNames =
  /^(securitytoken|accesstoken|password|userpassword|offlinetoken|offline_token|newpassword|oldpassword|securedparam\..*)$/i;

/** The requests a lab received, oldest first; the newest 20,000 or more are kept. */
export class RequestLog {
  readonly records: RequestRecord[] = [];

  open(request: LabRequest): RequestRecord {
    const record: RequestRecord = {
      method: request.method,
      host: request.host,
      path: request.path,
      query: masked(request.query),
      form: {},
      credentials: 'none',
      status: 0,
      bytesIn: 0,
      bytesOut: 0,
      startedAtMs: Date.now(),
      durationMs: 0,
    };
    this.records.push(record);
    // Dropped in bulk, so that a busy lab does not shift the list at each request.
    if (this.records.length >= 2 * limit) this.records.splice(0, limit);
    return record;
  }
}

/** Names and values with the secret values replaced. */
export function masked(pairs: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(pairs.map(([name, value]) => [name, secretNames.test(name) ? '***' : value]));
}
