import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { LabCertificates } from '../certificates.ts';
import { errorMessage } from './reply.ts';

/** The lab cannot listen where it was told to. */
export class ListenError extends Error {
  readonly code = 'LISTEN';
}

/** Serves a request; never rejects. */
export type Serve = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  expectsContinue: boolean,
) => Promise<void>;

/** Servers and how to stop them. */
export interface Listener {
  port: number;
  httpPort: number;
  close(): Promise<void>;
}

/** Opens the HTTPS port, and the plain one which refuses everything in the documented words. */
export async function listen(
  options: {
    port: number;
    httpPort: number;
    hostname: string;
    certificates: LabCertificates;
    securedChannelStatus: number;
  },
  serve: Serve,
): Promise<Listener> {
  const { certificates, hostname, securedChannelStatus } = options;
  const secure = createHttpsServer({
    key: certificates.keyPem,
    cert: certificates.certificatePem,
    ca: certificates.caPem,
    // Uploads of an hour and waits of a client between two polls are normal here.
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    noDelay: true,
  });
  const answer = (expectsContinue: boolean) => (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A reset by the client or by a fault is no event of the lab.
    outgoing.on('error', () => undefined);
    serve(incoming, outgoing, expectsContinue).catch(() => {
      // An answer that HTTP cannot carry, for example a header of a fault with a line break in it.
      outgoing.destroy();
    });
  };
  secure.on('request', answer(false));
  secure.on('checkContinue', answer(true));
  secure.on('tlsClientError', () => undefined);
  const plain = createHttpServer((incoming, outgoing) => {
    refusePlain(incoming, outgoing, securedChannelStatus);
  });
  const [toSecure, toPlain] = [connectionsOf(secure), connectionsOf(plain)];
  await open(secure, options.port, hostname);
  try {
    await open(plain, options.httpPort, hostname);
  } catch (error) {
    await close(secure, toSecure);
    throw error;
  }
  return {
    port: portOf(secure),
    httpPort: portOf(plain),
    async close() {
      await Promise.all([close(secure, toSecure), close(plain, toPlain)]);
    },
  };
}

function refusePlain(incoming: IncomingMessage, outgoing: ServerResponse, status: number): void {
  incoming.resume();
  const isXml = /[?&]responseformat=xml/i.test(incoming.url ?? '');
  // The first check of all: not even the path is looked at.
  const reply = errorMessage(status, 'The operation requires secured channel', isXml ? 'xml' : 'json');
  outgoing.writeHead(reply.status, reply.headers);
  outgoing.end(reply.body);
}

function open(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} on ${hostname} is in use. Stop what listens there, or choose another port (0 takes a free one).`
          : `Cannot listen on ${hostname}:${port}: ${cause.message}`;
      reject(new ListenError(why, { cause }));
    });
    server.listen(port, hostname, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** The connections of a server, also those that have not shaken hands yet, which the server itself does not count. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function close(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of connections) socket.destroy();
  });
}
