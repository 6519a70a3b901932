import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import {
  CancelledError,
  ConnectError,
  ConnectionLostError,
  TimeoutError,
  type TransportError,
} from '../errors.ts';
import type { WireRequest } from './wire-request.ts';

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
    // Read by trackLeaving below; undici hands its options through untouched.
    onLeaving: () => {
      hasLeft = true;
    },
  };
  try {
    const { statusCode, headers, body } = await options.dispatcher
      .compose(trackLeaving)
      .request(tracked as unknown as Dispatcher.RequestOptions);
    return { status: statusCode, headers, body };
  } catch (error) {
    throw transportError(error, { request, hasLeft, signal: options.signal });
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
    if (signal.reason instanceof TimeoutError) return signal.reason;
    return new CancelledError(undefined, { cause: error });
  }
  const { code, message } = describe(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) {
    return new ConnectError('CERTIFICATE_REFUSED', `The certificate of ${where} is not trusted (${code}).`, {
      cause: error,
      hint: 'If your company or lab uses an own certificate authority, give its certificate as ca-file.',
    });
  }
  if (code.includes('TIMEOUT') && code !== 'UND_ERR_CONNECT_TIMEOUT') {
    return new TimeoutError(
      `${where} was silent for too long (${request.method} ${request.path}).`,
      'unknown',
      {
        cause: error,
      },
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
  });
}

function describe(error: unknown): { code: string; message: string } {
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const first = errors[0];
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const inner = first instanceof Error && first.cause instanceof Error ? describe(first.cause) : undefined;
  if ((code === '' || code === 'UND_ERR_SOCKET') && inner && inner.code !== '') return inner;
  return { code, message: first instanceof Error ? first.message : String(first) };
}

function reasonOf(code: string, message: string): string {
  const known: Record<string, string> = {
    ENOTFOUND: 'the name is unknown',
    EAI_AGAIN: 'the name could not be looked up',
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'it was reset',
    EPIPE: 'the other side closed it',
    UND_ERR_CONNECT_TIMEOUT: 'it took too long',
    UND_ERR_SOCKET: 'the other side closed it',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the body is shorter or longer than announced',
  };
  return known[code] ?? (code === '' ? message : `${message} (${code})`);
}
