import { channel } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { makeCertificates, type CertificateFault, type CertificateHosts } from '../certificates.ts';

/** A forward proxy as companies have them: it lets nobody through but by CONNECT, and notes who came. */
export interface ConnectProxy {
  /** `127.0.0.1:<port>` */
  host: string;
  /** Each CONNECT: where it wanted to go, and its Proxy-Authorization. */
  asked: { target: string; authorization: string | undefined }[];
  /** The authority to trust, of a proxy that is reached by https; empty otherwise. */
  caPem: string;
  /** Breaks every tunnel and stops listening. */
  close(): Promise<void>;
}

/** The certificate of a proxy: a good one for localhost unless said otherwise. */
export interface ProxyCertificate {
  fault?: CertificateFault;
  hosts?: CertificateHosts;
}

/** How a proxy answers. */
export interface ProxyOptions {
  /** Demands these credentials, `user:password`. */
  credentials?: string;
  /** Every tunnel ends at this address, whatever name was asked for: the proxy resolves names that nobody else can. */
  port: number;
  hostname: string;
  /** Takes the CONNECT and says nothing. */
  isSilent?: boolean;
  /** Is reached by https, with a certificate of an authority of its own. */
  secure?: ProxyCertificate;
}

/** Tells listeners of this process of each CONNECT, as Node does of each other request (`http.server.request.start`). */
const connects = channel('perfecto-lab.proxy.connect');

/** Opens a proxy in front of a lab, for tests of clients that have no other way out. */
export async function openProxy({
  credentials,
  port,
  hostname,
  isSilent = false,
  secure,
}: ProxyOptions): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const sockets = new Set<Socket>();
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const keep = (socket: Socket) => {
    sockets.add(socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket)));
  };
  const certificates =
    secure &&
    (await makeCertificates(
      secure.fault,
      secure.hosts ?? { names: ['localhost'], addresses: ['127.0.0.1'] },
    ));
  const server = certificates
    ? createSecureServer({ key: certificates.keyPem, cert: certificates.certificatePem })
    : createServer();
  server.on('request', (_, answer) => answer.writeHead(501).end());
  server.on('connection', keep);
  server.on('connect', (request, client: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    connects.publish({ request });
    asked.push({ target: request.url ?? '', authorization });
    if (isSilent) return;
    if (wanted !== undefined && authorization !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const service = connect(port, hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(service).pipe(client);
    });
    keep(service);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked,
    caPem: certificates?.caPem ?? '',
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
