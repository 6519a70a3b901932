import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

/** Where a connection leads and how its other end is trusted. */
export interface SecureAddress {
  host: string;
  port: number;
  /** The proxy that leads there; its user and password go to it alone. */
  proxy?: URL | undefined;
  /** Holds for the host and for a proxy that is reached by https. */
  trust: Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'>;
  /** A session of an earlier connection to the host, to go on with. */
  session?: Buffer | undefined;
}

/** The connection was not made in time. */
class ConnectTimeout extends Error {
  readonly code = 'CONNECT_TIMEOUT';
}

/** The proxy itself could not be reached, or was not who it should be; the cause says why. */
export class ProxyUnreached extends Error {
  /** Host and port of the proxy. */
  readonly proxy: string;

  constructor(proxy: string, cause: Error) {
    super(`the proxy ${proxy} was not reached: ${cause.message}`, { cause });
    this.proxy = proxy;
  }
}

/**
 * Makes a TLS connection, through the proxy if there is one, and gives it when its handshake is done: before that,
 * nothing of a request can have left. Broken off by the signal, or after `limitMs` with the code CONNECT_TIMEOUT.
 */
export async function secureConnect(
  address: SecureAddress,
  limitMs: number,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const end = new AbortController();
  const timer = setTimeout(() => {
    end.abort(new ConnectTimeout(`no connection within ${limitMs / 1000} s`));
  }, limitMs);
  const onAbort = (): void => {
    end.abort(signal.reason);
  };
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    const tunnel = address.proxy && (await openTunnel(address, address.proxy, end.signal));
    return await handshake(address, tunnel, end.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function handshake(
  { host, port, trust, session }: SecureAddress,
  tunnel: Socket | undefined,
  end: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      ...(tunnel ? { socket: tunnel } : { port }),
      // An address has no name to ask for; its certificate is checked all the same.
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      ...trust,
      ...(session && { session }),
    });
    const onAbort = (): void => {
      socket.destroy(end.reason as Error);
      tunnel?.destroy();
    };
    // Stays, since a connection that is broken off may fail more than once. One that is closed in its handshake fails, too.
    socket.on('error', reject);
    socket.once('secureConnect', () => {
      resolve(socket);
    });
    end.addEventListener('abort', onAbort);
    if (end.aborted) onAbort();
  });
}

/** Asks the proxy for a way to the host. */
function openTunnel({ host, port, trust }: SecureAddress, proxy: URL, end: AbortSignal): Promise<Socket> {
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const { username, password } = proxy;
  const credentials = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  const proxyHost = proxy.hostname.replace(/[[\]]/g, '');
  const request = proxy.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxyHost,
      // Said outright, since Node would take it from the host header, which names the target.
      servername: isIP(proxyHost) === 0 ? proxyHost : '',
      // Empty for the one of the protocol.
      port: proxy.port,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(username !== '' && { 'proxy-authorization': `Basic ${credentials}` }) },
      agent: false,
      signal: end,
      ...trust,
    });
    asked.once('error', (error) => {
      reject(end.aborted ? (end.reason as Error) : new ProxyUnreached(proxy.host, error));
    });
    asked.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy ${proxy.host} answered ${statusCode}`));
    });
    asked.end();
  });
}

/** A password with a bare percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
