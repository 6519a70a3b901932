import type { IncomingMessage } from 'node:http';

/** An answer of one of the services; an object is sent as JSON, a path as the file's content. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly xml?: string;
  readonly file?: string;
}

/** A request, its address taken apart. */
export interface ServiceRequest {
  readonly method: string;
  /** Without the prefix that GitHub Enterprise Server puts in front. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: IncomingMessage;
  /** Origin under which this request came, for addresses in the answer. */
  readonly origin: string;
}

/** Reads a JSON body; undefined for one that is empty or no object. */
export async function readJson(body: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readText(body));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function readText(body: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A text member, empty when it is absent or something else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The token behind `Authorization: Bearer ...` or `token ...`. */
export function tokenOf({ headers }: ServiceRequest): string {
  return (headers.authorization ?? '').replace(/^(bearer|token)\s+/i, '');
}
