import type { Operation } from '@perfecto-actions/catalog';
import { scriptList, scriptStatus, type ScriptStatusAnswer } from '@perfecto-actions/catalog/script';
import {
  AuthError,
  CancelledError,
  DecodeError,
  InputError,
  NotFoundError,
  PerfectoError,
  RateLimitError,
  RefusedError,
  ServerError,
} from '../errors.ts';
import { inParallel } from '../parallel.ts';
import type { Transport } from '../transport/transport.ts';
import { readStatus, type Ending, type Outcome } from './outcome.ts';

/** Options of a wait; all times in milliseconds. */
export interface WaitOptions {
  /** The wait ends after this at the latest. */
  timeoutMs: number;
  /** First pause between polls; grows by a fifth each time up to `maxPollIntervalMs`. Default 5 s. */
  pollIntervalMs?: number;
  /** The longest pause, so that an end is seen within this and an answer's time. Default 30 s. */
  maxPollIntervalMs?: number;
  /** Failed polls are tolerated for this long without a good one between them (R4, R5). Default 5 min. */
  errorBudgetMs?: number;
  /** An execution that is not found is waited for this long, since a start may lag (R9). Default 60 s. */
  graceMs?: number;
  signal?: AbortSignal;
  /** Called after each poll; `running` holds the last status of what is still running. */
  onPoll?: (progress: WaitProgress) => void;
  /** Called once for each execution, the moment its end is seen. */
  onEnd?: (ended: EndedExecution) => void;
}

export interface WaitProgress {
  running: readonly { executionId: string; status?: ScriptStatusAnswer }[];
  ended: number;
  elapsedMs: number;
  /** The error of this poll, when it failed and was tolerated. */
  tolerated?: PerfectoError;
}

/** How one execution ended, as far as the wait could see. */
export interface EndedExecution {
  executionId: string;
  outcome: Outcome;
  ending: Ending;
  /** One sentence. */
  why: string;
  /** The last status that was read. */
  status?: ScriptStatusAnswer;
}

interface Watched {
  executionId: string;
  missingSinceMs?: number;
  status?: ScriptStatusAnswer;
}

/**
 * Waits for any number of executions with one poller. Answers in the order of the ids; a deadline, a lost
 * execution, an unknown state or an unreachable service is inconclusive, never passed (R7, R8).
 * Throws AuthError at once (R4) and CancelledError when the signal aborts.
 */
export async function waitFor(
  transport: Transport,
  executionIds: readonly string[],
  options: WaitOptions,
): Promise<EndedExecution[]> {
  if (executionIds.length === 0) throw new InputError(['There is no execution to wait for.']);
  const wait = new Wait(transport, executionIds, options);
  return wait.run();
}

class Wait {
  readonly #transport: Transport;
  readonly #options: Required<Omit<WaitOptions, 'signal' | 'onPoll' | 'onEnd'>> & WaitOptions;
  readonly #order: readonly string[];
  readonly #watched: Map<string, Watched>;
  readonly #ended = new Map<string, EndedExecution>();
  readonly #beganMs: number;
  #hasSucceeded = false;
  /** Since when no poll has succeeded, and the error of the last one; undefined after a good one. */
  #failing: { sinceMs: number; error: PerfectoError } | undefined;
  #canList = true;

  constructor(transport: Transport, executionIds: readonly string[], options: WaitOptions) {
    this.#transport = transport;
    this.#options = {
      pollIntervalMs: 5_000,
      maxPollIntervalMs: 30_000,
      errorBudgetMs: 300_000,
      graceMs: 60_000,
      ...options,
    };
    this.#order = [...new Set(executionIds)];
    this.#watched = new Map(this.#order.map((executionId) => [executionId, { executionId }]));
    this.#beganMs = transport.clock.now();
  }

  async run(): Promise<EndedExecution[]> {
    const { timeoutMs, maxPollIntervalMs, signal } = this.#options;
    let pauseMs = this.#options.pollIntervalMs;
    for (;;) {
      await this.#poll();
      if (this.#watched.size === 0) break;
      const leftMs = timeoutMs - this.#elapsedMs();
      if (leftMs <= 0) {
        this.#endAtLimit();
        break;
      }
      const jitter = 0.9 + this.#transport.random() * 0.2;
      const wantedMs = Math.max(Math.min(pauseMs * jitter, maxPollIntervalMs), this.#askedPauseMs());
      await this.#transport.clock.sleep(Math.min(wantedMs, leftMs), signal);
      pauseMs = Math.min(pauseMs * 1.2, maxPollIntervalMs);
    }
    return this.#order.map((executionId) => this.#ended.get(executionId)).filter((end) => end !== undefined);
  }

  async #poll(): Promise<void> {
    let tolerated: PerfectoError | undefined;
    try {
      await this.#read();
      this.#failing = undefined;
      this.#hasSucceeded = true;
    } catch (error) {
      tolerated = this.#tolerate(error);
    }
    this.#options.onPoll?.({
      running: [...this.#watched.values()],
      ended: this.#ended.size,
      elapsedMs: this.#elapsedMs(),
      ...(tolerated && { tolerated }),
    });
  }

  /** One execution is asked for by its status; several by one list, and only what the list leaves out one by one. */
  async #read(): Promise<void> {
    const listed =
      this.#watched.size > 1 && this.#canList ? await this.#list() : new Map<string, ScriptStatusAnswer>();
    const rest: Watched[] = [];
    for (const watched of [...this.#watched.values()]) {
      const status = listed.get(watched.executionId);
      if (status === undefined) rest.push(watched);
      else this.#see(watched, status);
    }
    await inParallel(rest, 4, async (watched) => {
      try {
        this.#see(watched, await this.#call(scriptStatus, { executionId: watched.executionId }));
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        this.#miss(watched);
      }
    });
  }

  async #list(): Promise<Map<string, ScriptStatusAnswer>> {
    // The window reaches back beyond the start of the wait: a wait may begin long after the start (R12).
    const offsetS = Math.ceil(this.#elapsedMs() / 1000) + 86_400;
    try {
      const { executions = [] } = await this.#call(scriptList, { 'time.offset': offsetS });
      const found = new Map<string, ScriptStatusAnswer>();
      for (const entry of executions) {
        const { executionId, status, completed, flowEndCode } = entry;
        // Which fields an entry has is inferred; what the verdict needs and misses is asked for one by one.
        if (status === undefined || completed === undefined || (completed && flowEndCode === undefined))
          continue;
        if (this.#watched.has(executionId)) found.set(executionId, { ...entry, status, completed });
      }
      return found;
    } catch (error) {
      // A cloud that refuses the list, or garbles it, still answers for each execution.
      if (isRefusalOfList(error)) this.#canList = false;
      else if (!(error instanceof DecodeError)) throw error;
      return new Map();
    }
  }

  #call<Request extends object, Answer>(
    descriptor: Operation<Request, Answer>,
    request: Request,
  ): Promise<Answer> {
    const { signal } = this.#options;
    // The poll itself is the repetition.
    return this.#transport.call(descriptor, request, { attempts: 1, ...(signal && { signal }) });
  }

  #see(watched: Watched, status: ScriptStatusAnswer): void {
    delete watched.missingSinceMs;
    watched.status = status;
    const reading = readStatus(status);
    if (reading.state === 'ended') this.#end(watched, reading);
  }

  #miss(watched: Watched): void {
    const now = this.#transport.clock.now();
    watched.missingSinceMs ??= now;
    const missingMs = now - watched.missingSinceMs;
    if (missingMs >= this.#options.graceMs) this.#endLost(watched, missingMs);
  }

  #endLost(watched: Watched, missingMs: number): void {
    const seconds = Math.round(missingMs / 1000);
    this.#end(watched, {
      outcome: 'inconclusive',
      ending: 'lost',
      why: `The service has not known it for ${seconds} s; ids live for a short time after the end. Check the id and the name of the cloud.`,
    });
  }

  #tolerate(error: unknown): PerfectoError {
    const { signal, errorBudgetMs } = this.#options;
    if (signal?.aborted || error instanceof CancelledError) throw error;
    if (!(error instanceof PerfectoError) || isFinal(error)) throw error;
    const now = this.#transport.clock.now();
    this.#failing = { sinceMs: this.#failing?.sinceMs ?? now, error };
    if (now - this.#failing.sinceMs >= errorBudgetMs) this.#endUnreachable(error, errorBudgetMs);
    return error;
  }

  /** What the service asked for with its last refusal, as far as the error budget goes; 0 when it asked for nothing. */
  #askedPauseMs(): number {
    if (this.#failing === undefined) return 0;
    const { error, sinceMs } = this.#failing;
    if (!(error instanceof RateLimitError || error instanceof ServerError)) return 0;
    const failingMs = this.#transport.clock.now() - sinceMs;
    return Math.min(error.retryAfterMs ?? 0, this.#options.errorBudgetMs - failingMs);
  }

  /** The limit of the wait has come. What was never seen cannot be said to run still. */
  #endAtLimit(): void {
    const { timeoutMs } = this.#options;
    if (this.#failing && !this.#hasSucceeded) this.#endUnreachable(this.#failing.error, timeoutMs);
    const now = this.#transport.clock.now();
    for (const watched of [...this.#watched.values()]) {
      if (watched.missingSinceMs !== undefined) this.#endLost(watched, now - watched.missingSinceMs);
    }
    const seconds = Math.round(timeoutMs / 1000);
    this.#endAll('timed-out', `It was still running after ${seconds} s, the limit of this wait.`);
  }

  #endUnreachable({ message, hint }: PerfectoError, durationMs: number): void {
    const seconds = Math.round(durationMs / 1000);
    const why = `No poll has succeeded for ${seconds} s; the last error: ${message}`;
    this.#endAll('unreachable', hint === undefined ? why : `${why} ${hint}`);
  }

  #endAll(ending: Ending, why: string): void {
    for (const watched of [...this.#watched.values()])
      this.#end(watched, { outcome: 'inconclusive', ending, why });
  }

  #end(watched: Watched, how: { outcome: Outcome; ending: Ending; why: string }): void {
    const { executionId, status } = watched;
    const ended = {
      executionId,
      outcome: how.outcome,
      ending: how.ending,
      why: how.why,
      ...(status && { status }),
    };
    this.#watched.delete(executionId);
    this.#ended.set(executionId, ended);
    this.#options.onEnd?.(ended);
  }

  #elapsedMs(): number {
    return this.#transport.clock.now() - this.#beganMs;
  }
}

/** Credentials, bad input and refusals do not get better by waiting; what the service or the network breaks may (R5). */
function isFinal(error: PerfectoError): boolean {
  if (error instanceof AuthError || error instanceof InputError) return true;
  if (error.code === 'CERTIFICATE_REFUSED') return true;
  return error instanceof RefusedError && error.status < 500;
}

function isRefusalOfList(error: unknown): boolean {
  if (error instanceof AuthError) return error.code === 'NOT_PERMITTED';
  return error instanceof RefusedError || error instanceof NotFoundError;
}
