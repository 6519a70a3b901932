import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { Lab } from '../src/index.ts';

/** One request of a test. */
export interface Ask {
  method?: string;
  query?: Record<string, string> | [string, string][];
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Buffer;
  json?: unknown;
  /** Name the certificate must be good for; localhost if nothing is said. */
  servername?: string;
}

/** What came back. */
export interface Got {
  status: number;
  /** Of HTTP. */
  version: string;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

/** Sends a request over TLS, trusting the lab's authority and nothing else. */
export function send(lab: Pick<Lab, 'url' | 'caFile'>, path: string, ask: Ask = {}): Promise<Got> {
  const query = new URLSearchParams(ask.query ?? {}).toString();
  const headers: Record<string, string> = { ...ask.headers };
  let body = ask.body;
  if (ask.form) {
    body = new URLSearchParams(ask.form).toString();
    headers['Content-Type'] ??= 'application/x-www-form-urlencoded';
  }
  if (ask.json !== undefined) {
    body = JSON.stringify(ask.json);
    headers['Content-Type'] ??= 'application/json';
  }
  if (body !== undefined && headers['Transfer-Encoding'] === undefined) {
    headers['Content-Length'] = String(Buffer.byteLength(body));
  }
  const { port } = new URL(lab.url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        servername: ask.servername ?? 'localhost',
        port,
        path: query === '' ? path : `${path}?${query}`,
        method: ask.method ?? (body === undefined ? 'GET' : 'POST'),
        headers,
        ca: readFileSync(lab.caFile),
        agent: false,
      },
      (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on('data', (piece: Buffer) => pieces.push(piece));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const { statusCode = 0, httpVersion: version, headers: got } = incoming;
          resolve({ status: statusCode, version, headers: got, bytes, text: bytes.toString('utf8') });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A legacy call by the automation user, as a GET. */
export function services(
  lab: Lab,
  path: string,
  operation: string,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<Got> {
  return send(lab, `/services/${path}`, { query: { operation, securityToken: token, ...query } });
}

/** A v1 call by the automation user. */
export function rest(
  lab: Lab,
  method: string,
  path: string,
  ask: Ask = {},
  token = lab.tokens.automation,
): Promise<Got> {
  return send(lab, path, { ...ask, method, headers: { 'Perfecto-Authorization': token, ...ask.headers } });
}

/** The text of a legacy error. */
export function errorMessage(got: Got): string {
  return (JSON.parse(got.text) as { errorMessage: string }).errorMessage;
}

/** The text of a v1 error. */
export function userMessage(got: Got): string {
  return (JSON.parse(got.text) as { userMessage: string }[])[0]?.userMessage ?? '';
}

/** A JSON answer; the test says what it takes it for. */
export function json(got: Got): unknown {
  return JSON.parse(got.text);
}

/** One member of a JSON answer. */
export function member(got: Got, name: string): unknown {
  return (json(got) as Record<string, unknown>)[name];
}

/** Status fields a test looks at. */
export interface StatusFields {
  status: string;
  completed: string;
  progressPercentage: string;
  flowEndCode: string;
  reason?: string;
  completionDescription?: string;
  failedActions: string;
  failedValidations: string;
  devices: { deviceId: string }[];
}

/** Starts a script and gives its ids. */
export async function startScript(
  lab: Lab,
  scriptKey: string,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<{ executionId: string; reportKey: string }> {
  const got = await services(lab, 'executions', 'execute', { scriptKey, ...query }, token);
  if (got.status !== 200) throw new TypeError(`start was refused: ${got.text}`);
  return json(got) as { executionId: string; reportKey: string };
}

/** The status of an execution. */
export async function statusOf(lab: Lab, executionId: string): Promise<StatusFields> {
  return json(await services(lab, `executions/${executionId}`, 'status')) as StatusFields;
}
