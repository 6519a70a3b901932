import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { TimeLimits } from '../options.ts';
import { proxyFor } from './proxy.ts';

/** What the pool needs to know. */
export interface ConnectionOptions {
  ca?: string;
  limits: TimeLimits;
  env: Readonly<Record<string, string | undefined>>;
  dispatcher?: Dispatcher;
}

/**
 * The connections of one client. Reads share kept-alive connections; a call that changes something gets a
 * fresh one, since a kept connection that the server has just closed leaves it open whether the call arrived.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #pools = new Map<string, Dispatcher>();
  readonly #lent = new Set<Dispatcher>();
  #trust: SecureContext | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The dispatcher for calls to this address. */
  to(address: string, { fresh }: { fresh: boolean }): Dispatcher {
    if (this.#options.dispatcher) return this.#options.dispatcher;
    const proxy = proxyFor(address, this.#options.env);
    const key = `${proxy?.href ?? 'direct'} ${fresh ? 'fresh' : 'kept'}`;
    let pool = this.#pools.get(key);
    if (!pool) this.#pools.set(key, (pool = this.#open(proxy, fresh)));
    return pool;
  }

  /**
   * Lends a new connection to a call that sends a file. It is not announced as the last one: a server that
   * refuses early would then close it at once, and the refusal would be lost among the bytes still being sent.
   */
  async lend<Result>(address: string, use: (dispatcher: Dispatcher) => Promise<Result>): Promise<Result> {
    if (this.#options.dispatcher) return use(this.#options.dispatcher);
    const pool = this.#open(proxyFor(address, this.#options.env), false);
    this.#lent.add(pool);
    try {
      return await use(pool);
    } finally {
      this.#lent.delete(pool);
      await pool.destroy();
    }
  }

  /** Closes every connection; calls under way are broken off. */
  async close(): Promise<void> {
    const pools = [...this.#pools.values(), ...this.#lent];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #open(proxy: URL | undefined, fresh: boolean): Dispatcher {
    const { ca, limits } = this.#options;
    // Made once: to read all certificates of the machine takes 25 ms, which a fresh connection must not cost each time.
    if (ca !== undefined) this.#trust ??= createSecureContext({ ca: [...machineCertificates(), ca] });
    const tls = {
      // Said outright, since NODE_TLS_REJECT_UNAUTHORIZED in the environment changes the default (R17).
      rejectUnauthorized: true,
      ...(this.#trust && { secureContext: this.#trust }),
    };
    const shared = { headersTimeout: limits.answerMs, bodyTimeout: limits.idleMs, pipelining: fresh ? 0 : 1 };
    if (!proxy) return new Agent({ ...shared, connect: { ...tls, timeout: limits.connectMs } });
    const { username, password } = proxy;
    const token = `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
    return new ProxyAgent({
      ...shared,
      uri: proxy.origin,
      ...(username !== '' && { token }),
      requestTls: { ...tls, timeout: limits.connectMs },
      proxyTls: { ...tls, timeout: limits.connectMs },
    });
  }
}

/** A password with a bare percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The machine's certificates with NODE_EXTRA_CA_CERTS, where this Node can name them. */
function machineCertificates(): readonly string[] {
  return typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates;
}
