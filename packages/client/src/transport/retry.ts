import {
  ConnectError,
  ConnectionLostError,
  DecodeError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../errors.ts';
import type { RetryLimits } from '../options.ts';

/** What is known when an attempt has failed. */
export interface FailedAttempt {
  error: unknown;
  /** True for reads, and for changes that the caller knows to be harmless when repeated. */
  repeatable: boolean;
  /** Number of the attempt, from 1. */
  attempt: number;
  /** Since the first attempt began. */
  elapsedMs: number;
}

/**
 * How long to wait before the next attempt, or undefined when there is none.
 * An allow-list: what may be repeated is named, all else is final (R5, R13, R19).
 */
export function retryDelayMs(
  failed: FailedAttempt,
  limits: RetryLimits,
  random: () => number,
): number | undefined {
  if (failed.attempt >= limits.attempts || !mayRepeat(failed)) return undefined;
  const delayMs = askedFor(failed.error) ?? backOffMs(failed.attempt, random);
  return failed.elapsedMs + delayMs > limits.withinMs ? undefined : delayMs;
}

function mayRepeat({ error, repeatable }: FailedAttempt): boolean {
  // These left nothing behind, whatever the call does.
  if (error instanceof ConnectError) return error.code === 'CONNECT_FAILED';
  if (error instanceof RateLimitError) return true;
  if (error instanceof TimeoutError && error.sent === 'no') return true;
  return (
    repeatable &&
    (error instanceof TimeoutError ||
      error instanceof ConnectionLostError ||
      error instanceof ServerError ||
      error instanceof DecodeError)
  );
}

function askedFor(error: unknown): number | undefined {
  return error instanceof RateLimitError || error instanceof ServerError ? error.retryAfterMs : undefined;
}

/** 0.5 s, 1 s, 2 s ... up to 15 s, each between half and the whole of it. */
function backOffMs(attempt: number, random: () => number): number {
  return Math.min(15_000, 500 * 2 ** (attempt - 1)) * (0.5 + random() / 2);
}
