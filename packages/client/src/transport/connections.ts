import { Agent, type RequestOptions } from 'node:https';
import * as tls from 'node:tls';
import type { TimeLimits } from '../options.ts';
import { proxyFor } from './proxy.ts';
import { secureConnect } from './secure-connect.ts';

/** What the pool needs to know. */
export interface ConnectionOptions {
  ca: string | undefined;
  limits: TimeLimits;
  env: Readonly<Record<string, string | undefined>>;
  agent: Agent | undefined;
}

/** A request that may be broken off while its connection is still being made. */
export type ConnectableOptions = RequestOptions & {
  host: string;
  /** Empty for the one of https. */
  port: string;
  connectSignal: AbortSignal;
};

/**
 * The connections of one client. Reads share kept-alive connections; a call that changes something gets a
 * fresh one, since a kept connection that the server has just closed leaves it open whether the call arrived.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #agents = new Map<string, Agent>();
  readonly #sockets = new Set<tls.TLSSocket>();
  /** Ends connections that are still being made, which no agent knows. */
  readonly #closed = new AbortController();
  /** Last TLS session of each address, so that a fresh connection need not shake hands in full. */
  readonly #sessions = new Map<string, Buffer>();
  #context: tls.SecureContext | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The agent for calls to this address. */
  to(address: string, { fresh }: { fresh: boolean }): Agent {
    if (this.#options.agent) return this.#options.agent;
    const proxy = proxyFor(address, this.#options.env);
    const key = [proxy?.href, fresh].join();
    let agent = this.#agents.get(key);
    if (!agent) this.#agents.set(key, (agent = this.#open(proxy, !fresh)));
    return agent;
  }

  /**
   * Lends a new connection to a call that sends a file. It is not announced as the last one: a server that
   * refuses early would then close it at once, and the refusal would be lost among the bytes still being sent.
   */
  async lend<Result>(address: string, use: (agent: Agent) => Promise<Result>): Promise<Result> {
    if (this.#options.agent) return use(this.#options.agent);
    const agent = this.#open(proxyFor(address, this.#options.env), true);
    try {
      return await use(agent);
    } finally {
      agent.destroy();
    }
  }

  /** Closes every connection and waits until they are closed; calls under way are broken off. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('the client was closed'));
    await Promise.all(
      [...this.#sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve).destroy())),
    );
  }

  /** Hands a connection to a request only when it is ready, so that a request with a connection has left. */
  #open(proxy: URL | undefined, keepAlive: boolean): Agent {
    const agent = new Agent({ keepAlive });
    agent.createConnection = (options: ConnectableOptions, callback) => {
      this.#connect(options, proxy).then(
        (socket) => callback?.(null, socket),
        (error: unknown) => {
          // The type demands a socket, which a failed connection has not.
          (callback as ((error: Error) => void) | undefined)?.(error as Error);
        },
      );
      return undefined;
    };
    return agent;
  }

  async #connect(
    { host, port, connectSignal }: ConnectableOptions,
    proxy: URL | undefined,
  ): Promise<tls.TLSSocket> {
    const key = `${host}:${port}`;
    const { signal: closed } = this.#closed;
    const socket = await secureConnect(
      {
        host,
        port: Number(port),
        proxy,
        // Said outright, since NODE_TLS_REJECT_UNAUTHORIZED in the environment changes the default (R17).
        trust: { rejectUnauthorized: true, secureContext: this.#trusted() },
        session: this.#sessions.get(key),
      },
      this.#options.limits.connectMs,
      AbortSignal.any([connectSignal, closed]),
    );
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('session', (next) => this.#sessions.set(key, next));
    return socket;
  }

  /** Reading the machine's certificates again costs 13 ms, so it is done only where there are others besides. */
  #trusted(): tls.SecureContext {
    const { ca } = this.#options;
    this.#context ??= tls.createSecureContext(ca === undefined ? {} : { ca: [...machineCertificates(), ca] });
    return this.#context;
  }
}

/** The machine's certificates with NODE_EXTRA_CA_CERTS, where this Node can name them: Node 20 cannot. */
function machineCertificates(): readonly string[] {
  return typeof tls.getCACertificates === 'function'
    ? tls.getCACertificates('default')
    : tls.rootCertificates;
}
