import { pipeline, type Readable, type Transform } from 'node:stream';
import type { Dispatcher } from 'undici';
import {
  CancelledError,
  ConnectError,
  ConnectionLostError,
  FileError,
  TimeoutError,
  type TransportError,
} from '../errors.ts';
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
  dispatcher: Dispatcher;
  /** Ends the attempt, body included. */
  signal: AbortSignal;
  body?: StreamBody;
  /** Longest time to the head of the answer in ms, where it differs from the connection's; 0 for none but the signal's. */
  headMs?: number;
}

type TrackedOptions = Dispatcher.DispatchOptions & { onLeaving?: () => void };

/** Sends one request and waits for the head of its answer. No redirect is followed, nothing is repeated. */
export async function exchange(request: WireRequest, options: ExchangeOptions): Promise<Exchange> {
  let hasLeft = false;
  const tracked = {
    origin: request.origin,
    path: request.query === '' ? request.path : `${request.path}?${request.query}`,
    method: request.method,
    headers: { ...request.headers, ...(options.body && { 'content-length': String(options.body.length) }) },
    body: options.body?.chunks ?? request.body ?? null,
    signal: options.signal,
    ...(options.headMs !== undefined && { headersTimeout: options.headMs }),
    // Read by trackLeaving below; undici hands its options through untouched.
    onLeaving: () => {
      hasLeft = true;
    },
  };
  try {
    const { statusCode, headers, body } = await untilAborted(
      options.dispatcher.compose(trackLeaving).request(tracked as unknown as Dispatcher.RequestOptions),
      options.signal,
    );
    return { status: statusCode, headers, body: await uncompressed(body, headers['content-encoding']) };
  } catch (error) {
    // The file that was to be sent is at fault, not the connection.
    if (error instanceof FileError) throw error;
    throw transportError(error, { request, hasLeft, signal: options.signal });
  }
}

/**
 * The body as it was before it was compressed. Nothing asks for that, but a server may do it all the same
 * (RFC 9110, 12.5.3), and so do proxies.
 */
async function uncompressed(body: Readable, encoding: string | string[] | undefined): Promise<Readable> {
  // A body may break before anybody reads it; whoever reads it later still gets the error.
  body.on('error', () => undefined);
  const name = String(encoding ?? 'identity')
    .trim()
    .toLowerCase();
  if (name === 'identity') return body;
  // Loaded when it is needed, which is next to never.
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib');
  const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const decoder = decoders[name]?.();
  if (decoder === undefined) return body;
  // The errors of the body become those of the decoder.
  pipeline(body, decoder, () => undefined);
  return decoder;
}

/** undici heeds a signal only once it is connected; a proxy that says nothing would hold a call for minutes (R13). */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(signal.reason as Error);
    };
  });
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Notes the moment a connection takes the request: before it, nothing can have reached the service. */
const trackLeaving: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const { onLeaving } = options as TrackedOptions;
  const wrapped: Dispatcher.DispatchHandlers = {
    onConnect: (abort) => {
      onLeaving?.();
      handler.onConnect?.(abort);
    },
    onError: (error) => handler.onError?.(error),
    onHeaders: (...head) => handler.onHeaders?.(...head) ?? true,
    onData: (chunk) => handler.onData?.(chunk) ?? true,
    onComplete: (trailers) => handler.onComplete?.(trailers),
    onBodySent: (...sent) => handler.onBodySent?.(...sent),
    onResponseStarted: () => handler.onResponseStarted?.(),
  };
  return dispatch(options, wrapped);
};

/** Reads what went wrong below HTTP into the error tree. */
export function transportError(
  error: unknown,
  context: { request: WireRequest; hasLeft: boolean; signal: AbortSignal },
): TransportError | CancelledError {
  const { request, hasLeft, signal } = context;
  const where = new URL(request.origin).host;
  if (signal.aborted) {
    if (signal.reason instanceof CancelledError) return signal.reason;
    if (signal.reason instanceof TimeoutError) {
      // A request that was still waiting for its connection is dropped with it.
      return hasLeft
        ? signal.reason
        : new TimeoutError(signal.reason.message, 'no', {
            cause: signal.reason,
            ...(signal.reason.hint !== undefined && { hint: signal.reason.hint }),
          });
    }
    return new CancelledError(undefined, { cause: error });
  }
  const { code, message } = describe(error);
  if (!hasLeft && /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) {
    const { what, hint } = aboutCertificate(code);
    return new ConnectError('CERTIFICATE_REFUSED', `The certificate of ${where} ${what} (${code}).`, {
      cause: error,
      hint,
    });
  }
  if (code.includes('TIMEOUT') && code !== 'UND_ERR_CONNECT_TIMEOUT') {
    return new TimeoutError(
      `${where} was silent for too long (${request.method} ${request.path}).`,
      'unknown',
      { cause: error, hint: slowHint },
    );
  }
  if (!hasLeft) {
    return new ConnectError('CONNECT_FAILED', `No connection to ${where}: ${reasonOf(code, message)}.`, {
      cause: error,
      hint: 'Check the name of the cloud, and HTTPS_PROXY and NO_PROXY where a proxy is needed.',
    });
  }
  return new ConnectionLostError(`The connection to ${where} broke: ${reasonOf(code, message)}.`, 'unknown', {
    cause: error,
    hint: 'Repeat the step; if it stays, ask who runs the cloud, or the proxy or firewall on the way to it.',
  });
}

/** What to do when a limit of time has passed. */
export const slowHint =
  'The service or the way to it is slow or hangs: repeat the step, or allow more time (request-timeout, for an upload timeout).';

function aboutCertificate(code: string): { what: string; hint: string } {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return {
        what: code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet',
        hint: 'Look at the clock of this runner; if it is right, ask who runs the cloud or the inspecting proxy to renew it.',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { what: 'is made out for another name', hint: 'Check the name of the cloud.' };
    default:
      return {
        what: 'is not trusted',
        hint: 'If your company or lab uses an own certificate authority, give its certificate as ca-file.',
      };
  }
}

/** Code and text of an error of Node or undici; of several addresses that failed, the first. */
function describe(error: unknown): { code: string; message: string } {
  if (!isRecord(error)) return { code: '', message: String(error) };
  const [first] = Array.isArray(error['errors']) ? (error['errors'] as unknown[]) : [];
  if (first !== undefined) return describe(first);
  const code = typeof error['code'] === 'string' ? error['code'] : '';
  const inner = isRecord(error['cause']) ? describe(error['cause']) : undefined;
  // undici wraps what happened to a socket, and a certificate refused behind a proxy.
  if (/^(|UND_ERR_SOCKET|UND_ERR_PRX_TLS)$/.test(code) && inner && inner.code !== '') return inner;
  return { code, message: String(error['message']) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function reasonOf(code: string, message: string): string {
  const known: Record<string, string> = {
    ENOTFOUND: 'the name is unknown',
    EAI_AGAIN: 'the name could not be looked up',
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'it was reset',
    EPIPE: 'the other side closed it',
    Z_BUF_ERROR: 'the compressed body of its answer ends early',
    Z_DATA_ERROR: 'the compressed body of its answer is damaged',
    UND_ERR_CONNECT_TIMEOUT: 'it took too long',
    UND_ERR_SOCKET: 'the other side closed it',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the body is shorter or longer than announced',
    UND_ERR_HEADERS_OVERFLOW: 'the headers of its answer are larger than 16 kB',
  };
  return known[code] ?? (code === '' ? message : `${message} (${code})`);
}
