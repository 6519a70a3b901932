import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as send, type Agent } from 'node:https';
import type { Readable } from 'node:stream';
import { FileError, InputError, TimeoutError } from '../errors.ts';
import type { ConnectableOptions } from './connections.ts';
import { slowHint, transportError } from './transport-error.ts';
import { uncompressed } from './uncompressed.ts';
import type { WireRequest } from './wire-types.ts';

/** A body that travels as a stream, with its length known beforehand. */
export interface StreamBody {
  length: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** The head of an answer and its body, not yet read. */
export interface Exchange {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
}

/** What one attempt needs besides the request. */
export interface ExchangeOptions {
  agent: Agent;
  /** Ends the attempt, body included; its reason is a CancelledError or a TimeoutError. */
  signal: AbortSignal;
  body?: StreamBody;
  /** Longest silence until the head of the answer, in ms; absent when only the signal limits it. */
  answerMs?: number;
  /** Longest silence within the body of the answer, in ms. */
  idleMs: number;
}

/** Sends one request and waits for the head of its answer. No redirect is followed, nothing is repeated. */
export async function exchange(request: WireRequest, options: ExchangeOptions): Promise<Exchange> {
  const { signal } = options;
  let hasLeft = false;
  let sending: ClientRequest | undefined;
  try {
    sending = begin(request, options);
    // Agents hand over a connection when it is ready: before it, nothing can have reached the service.
    sending.once('socket', () => {
      hasLeft = true;
    });
    const answer = answerTo(sending, request, options);
    if (options.body) await sendFile(sending, options.body, answer);
    const head = await answer;
    const body = await uncompressed(head, head.headers['content-encoding']);
    return { status: head.statusCode ?? 0, headers: head.headers, body };
  } catch (error) {
    sending?.destroy();
    // What was to be sent is at fault, not the connection.
    if (error instanceof FileError || error instanceof InputError) throw error;
    throw transportError(error, { request, hasLeft, signal });
  }
}

function begin(request: WireRequest, { agent, signal, body }: ExchangeOptions): ClientRequest {
  const { hostname, port } = new URL(request.origin);
  // Node counts the body of a POST or PUT itself, and sends that of a DELETE without its length.
  const length = body?.length ?? Buffer.byteLength(request.body ?? '');
  const options: ConnectableOptions = {
    host: hostname.replace(/[[\]]/g, ''),
    port,
    path: request.query === '' ? request.path : `${request.path}?${request.query}`,
    method: request.method,
    headers: { ...request.headers, ...(length > 0 && { 'content-length': String(length) }) },
    agent,
    connectSignal: signal,
  };
  const sending = send(options);
  if (!body) sending.end(request.body);
  return sending;
}

/** The answer when its head is there; its body breaks with the signal, or when nothing comes for too long. */
function answerTo(
  sending: ClientRequest,
  { origin, method, path }: WireRequest,
  { signal, answerMs = 0, idleMs }: ExchangeOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let head: IncomingMessage | undefined;
    const breakOff = (reason: Error): void => {
      (head ?? sending).destroy(reason);
      reject(reason);
    };
    signal.addEventListener('abort', () => {
      breakOff(signal.reason as Error);
    });
    sending.setTimeout(answerMs).on('timeout', () => {
      const what = `${new URL(origin).host} was silent for too long (${method} ${path}).`;
      breakOff(new TimeoutError(what, 'unknown', { hint: slowHint }));
    });
    sending.on('error', reject);
    sending.once('close', () => {
      reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    });
    sending.once('response', (answer) => {
      head = answer;
      sending.setTimeout(idleMs);
      // A body may break before anybody reads it; whoever reads it later still gets the error.
      answer.on('error', () => undefined);
      resolve(answer);
    });
  });
}

/**
 * Sends a file piece by piece, the next when the last is written. Ends early when the answer is there first: it says
 * why. Throws only for the file's own faults; those of the connection are the answer's.
 */
async function sendFile(
  sending: ClientRequest,
  { chunks }: StreamBody,
  answer: Promise<unknown>,
): Promise<void> {
  const decided = answer.then(
    () => true,
    () => true,
  );
  const isDecidedBefore = (event: 'socket' | 'drain'): Promise<boolean> =>
    Promise.race([decided, once(sending, event).then(() => false)]);
  // A file is opened when there is a connection to take it.
  if (await isDecidedBefore('socket')) return;
  for await (const chunk of chunks) {
    if (!sending.write(chunk) && (await isDecidedBefore('drain'))) return;
  }
  sending.end();
}
