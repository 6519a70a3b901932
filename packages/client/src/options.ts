import type { Agent } from 'node:https';
import type { Clock } from './clock.ts';

/** One exchange, for a log. By design it holds no query, no header and no body. */
export interface ExchangeEvent {
  operation: string;
  method: string;
  /** Path without the query. */
  path: string;
  attempt: number;
  durationMs: number;
  /** HTTP status, absent when no answer came. */
  status?: number;
  /** Code of the error that ended the attempt. */
  error?: string;
  /** Wait before the next attempt, when there is one. */
  retryInMs?: number;
}

/** Limits of time of one call, in milliseconds. */
export interface TimeLimits {
  /** To make the connection, TLS included. */
  connectMs: number;
  /** From the last byte sent to the head of the answer; for an upload also the longest time without progress. */
  answerMs: number;
  /** Longest silence within the body of an answer. */
  idleMs: number;
  /** One attempt of a call that moves no file, all in all; of a download, to the head of its answer. */
  callMs: number;
  /** One attempt of an upload or a download, all in all. */
  transferMs: number;
}

export const defaultLimits: TimeLimits = {
  connectMs: 15_000,
  // A large app takes the service a while after its last byte; calls without a file end by callMs before.
  answerMs: 300_000,
  idleMs: 60_000,
  callMs: 90_000,
  transferMs: 3_600_000,
};

/** How often a call that may be repeated is repeated. */
export interface RetryLimits {
  /** Attempts in all, the first included. */
  attempts: number;
  /** No attempt begins later than this after the first. */
  withinMs: number;
}

export const defaultRetries: RetryLimits = { attempts: 4, withinMs: 120_000 };

/** Options of {@link PerfectoClient}. */
export interface ClientOptions {
  /** `mycloud`, `mycloud.perfectomobile.com`, or a base URL such as `https://localhost:8443`. */
  cloud: string;
  securityToken?: string;
  /** Deprecated by Perfecto; only for clouds without tokens. Goes with `password`. */
  user?: string;
  password?: string;
  /** Certificates (PEM text) trusted besides those of the machine. */
  ca?: string;
  /** Refuses every call that changes something, before it is sent: for plans. */
  readOnly?: boolean;
  /** `body` (default) keeps credentials out of the address; `query` is for clouds that refuse a body. */
  credentialsIn?: 'body' | 'query';
  limits?: Partial<TimeLimits>;
  retries?: Partial<RetryLimits>;
  /** Environment that HTTPS_PROXY and NO_PROXY are read from. Default: process.env. */
  env?: Readonly<Record<string, string | undefined>>;
  clock?: Clock;
  /** Random number in [0, 1) for the jitter of waits. */
  random?: () => number;
  onExchange?: (event: ExchangeEvent) => void;
  /** Makes the connections instead of the client, proxy and certificates included; for tests and special networks. */
  agent?: Agent;
}
