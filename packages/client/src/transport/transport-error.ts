import {
  CancelledError,
  ConnectError,
  ConnectionLostError,
  TimeoutError,
  type TransportError,
} from '../errors.ts';
import { ProxyUnreached } from './secure-connect.ts';
import type { WireRequest } from './wire-types.ts';

/** Reads what went wrong below HTTP into the error tree. The reason of an aborted signal is of that tree already. */
export function transportError(
  error: unknown,
  context: { request: WireRequest; hasLeft: boolean; signal: AbortSignal },
): TransportError | CancelledError {
  const { request, hasLeft, signal } = context;
  if (signal.aborted) {
    const reason = signal.reason as CancelledError | TimeoutError;
    if (hasLeft || reason instanceof CancelledError) return reason;
    // A request that was still waiting for its connection is dropped with it.
    return new TimeoutError(reason.message, 'no', { cause: reason, hint: slowHint });
  }
  const isOfProxy = error instanceof ProxyUnreached;
  const where = isOfProxy ? `the proxy ${error.proxy}` : new URL(request.origin).host;
  const { code, message } = describe(isOfProxy ? error.cause : error);
  if (!hasLeft && /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) {
    const { what, hint } = aboutCertificate(code, isOfProxy ? 'HTTPS_PROXY' : 'the name of the cloud');
    return new ConnectError('CERTIFICATE_REFUSED', `The certificate of ${where} ${what} (${code}).`, {
      cause: error,
      hint,
    });
  }
  if (error instanceof TimeoutError) return error;
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

function aboutCertificate(code: string, origin: string): { what: string; hint: string } {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return {
        what: code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet',
        hint: 'Look at the clock of this runner; if it is right, ask who runs the cloud or the inspecting proxy to renew it.',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { what: 'is made out for another name', hint: `Check ${origin}.` };
    default:
      return {
        what: 'is not trusted',
        hint: 'If your company or lab uses an own certificate authority, give its certificate as ca-file.',
      };
  }
}

/** Code and text of an error of Node; of several addresses that failed, the first. */
function describe(error: unknown): { code: string; message: string } {
  if (!isRecord(error)) return { code: '', message: String(error) };
  const [first] = Array.isArray(error['errors']) ? (error['errors'] as unknown[]) : [];
  if (first !== undefined) return describe(first);
  const code = typeof error['code'] === 'string' ? error['code'] : '';
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
    // Node's word for a body that is shorter than announced.
    ECONNRESET: message === 'aborted' ? 'the answer ended before it was whole' : 'it was reset',
    EPIPE: 'the other side closed it',
    CONNECT_TIMEOUT: 'it took too long',
    ETIMEDOUT: 'it took too long',
    Z_BUF_ERROR: 'the compressed body of its answer ends early',
    Z_DATA_ERROR: 'the compressed body of its answer is damaged',
    HPE_HEADER_OVERFLOW: 'the headers of its answer are larger than 16 kB',
  };
  // What Node's parser could not read.
  if (code.startsWith('HPE_') && !(code in known)) return `its answer is no HTTP (${message})`;
  return known[code] ?? (code === '' ? message : `${message} (${code})`);
}
