import type { Operation, OperationDescriptor } from '@perfecto-actions/catalog';
import { systemClock, type Clock } from '../clock.ts';
import { parseCloud, type Cloud } from '../cloud.ts';
import { readCredentials, type Credentials } from '../credentials.ts';
import { InputError, PerfectoError, TimeoutError } from '../errors.ts';
import {
  defaultLimits,
  defaultRetries,
  type ClientOptions,
  type RetryLimits,
  type TimeLimits,
} from '../options.ts';
import { cancelledBy } from './cancelled-by.ts';
import { Connections } from './connections.ts';
import { exchange, type Exchange, type StreamBody } from './exchange.ts';
import { receiveData, receiveFile, type ReceiveContext } from './receive.ts';
import { retryDelayMs } from './retry.ts';
import { secretsOf } from './secrets.ts';
import { slowHint, transportError } from './transport-error.ts';
import { writeRequest } from './wire-request.ts';
import type { WireRequest } from './wire-types.ts';

/** Options of any call. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Attempts of this call, where it differs from the client's. */
  attempts?: number;
  /** Says that repeating this change does no harm. Reads are repeatable by themselves. */
  repeatable?: boolean;
  /** Limit of time of one attempt in ms, where it differs from the client's: for calls that answer late, and small uploads. */
  callMs?: number;
  /** Asks a `/services` operation for XML where it has both formats; the decoded answer is the same. */
  format?: 'json' | 'xml';
}

/** A body for an upload; opened anew for each attempt, so that a broken one restarts from the file (R16). */
export interface UploadBody {
  open(): StreamBody;
  contentType: string;
}

type Attempt<Result> = (signal: AbortSignal, noteStatus: (status: number) => void) => Promise<Result>;

/** The path of every call: write the request, exchange, read the refusal or decode, and repeat what may be repeated. */
export class Transport {
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly random: () => number;
  readonly credentials: Credentials;
  readonly #options: ClientOptions;
  readonly #limits: TimeLimits;
  readonly #retries: RetryLimits;
  readonly #connections: Connections;

  constructor(options: ClientOptions) {
    this.cloud = parseCloud(options.cloud);
    this.credentials = readCredentials(options);
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#retries = { ...defaultRetries, ...options.retries };
    this.#connections = new Connections({
      limits: this.#limits,
      env: options.env ?? process.env,
      ca: options.ca,
      agent: options.agent,
    });
  }

  /** Calls an operation whose answer is data. */
  async call<Request extends object, Answer>(
    descriptor: Operation<Request, Answer>,
    parameters: Request,
    options: CallOptions = {},
  ): Promise<Answer> {
    const format = formatOf(descriptor, options);
    const request = this.#write(descriptor, parameters, format, false);
    const { callMs = this.#limits.callMs } = options;
    return this.#attempts(descriptor, request, options, callMs, async (signal, noteStatus) => {
      const agent = this.#agent(descriptor, request);
      const { answerMs, idleMs } = this.#limits;
      // A call with a limit of its own waits as long as that.
      const waits = options.callMs === undefined ? { answerMs, idleMs } : { idleMs };
      const head = await exchange(request, { agent, signal, ...waits });
      noteStatus(head.status);
      return receiveData(head, descriptor, format, this.#context(descriptor, parameters, request));
    });
  }

  /** Sends a file as the body of an operation. Repeated only where the caller says it does no harm. */
  async upload<Request extends object, Answer>(
    descriptor: Operation<Request, Answer>,
    parameters: Request,
    body: UploadBody,
    options: CallOptions = {},
  ): Promise<Answer> {
    const format = formatOf(descriptor, options);
    const request = this.#write(descriptor, parameters, format, true);
    request.headers['content-type'] = body.contentType;
    const { callMs = this.#limits.transferMs } = options;
    return this.#attempts(descriptor, request, options, callMs, (signal, noteStatus) =>
      this.#connections.lend(request.origin, async (agent) => {
        const { answerMs, idleMs } = this.#limits;
        const head = await exchange(request, { agent, signal, answerMs, idleMs, body: body.open() });
        noteStatus(head.status);
        return receiveData(head, descriptor, format, this.#context(descriptor, parameters, request));
      }),
    );
  }

  /** Calls an operation whose answer is a file, and hands the open answer to `receive`; repeated as a whole. */
  async download<Request extends object, Result>(
    descriptor: Operation<Request, unknown>,
    parameters: Request,
    receive: (answer: Exchange) => Promise<Result>,
    options: CallOptions = {},
  ): Promise<Result> {
    const request = this.#write(descriptor, parameters, 'json', false);
    return this.#attempts(
      descriptor,
      request,
      options,
      this.#limits.transferMs,
      async (signal, noteStatus) => {
        const { callMs, idleMs } = this.#limits;
        const agent = this.#agent(descriptor, request);
        // The file may take long, but not its beginning.
        const head = await exchange(request, { agent, signal, answerMs: callMs, idleMs });
        noteStatus(head.status);
        const file = await receiveFile(head, this.#context(descriptor, parameters, request));
        try {
          return await receive(file);
        } catch (error) {
          head.body.destroy();
          throw error;
        }
      },
    );
  }

  /** Closes the connections; the client is of no use afterwards. */
  async close(): Promise<void> {
    await this.#connections.close();
  }

  #write(descriptor: OperationDescriptor, parameters: object, format: 'json' | 'xml', bodyIsFile: boolean) {
    return writeRequest(descriptor, parameters, {
      cloud: this.cloud,
      credentials: this.credentials,
      credentialsIn: this.#options.credentialsIn,
      format,
      bodyIsFile,
    });
  }

  #context(descriptor: OperationDescriptor, parameters: object, request: WireRequest): ReceiveContext {
    const secrets = secretsOf(parameters, this.credentials);
    return { descriptor, request, secrets, nowMs: this.clock.now() };
  }

  #agent(descriptor: OperationDescriptor, request: WireRequest) {
    return this.#connections.to(request.origin, { fresh: descriptor.effect === 'changes' });
  }

  async #attempts<Result>(
    descriptor: OperationDescriptor,
    request: WireRequest,
    options: CallOptions,
    attemptMs: number,
    run: Attempt<Result>,
  ): Promise<Result> {
    if (this.#options.readOnly && descriptor.effect === 'changes') {
      throw new InputError([`${descriptor.id} changes something, and this client only reads.`]);
    }
    const began = this.clock.now();
    const limits = {
      ...this.#retries,
      // A transfer may take long before it breaks, and is begun again all the same.
      ...(attemptMs === this.#limits.transferMs && { withinMs: Math.max(this.#retries.withinMs, attemptMs) }),
      ...(options.attempts !== undefined && { attempts: options.attempts }),
    };
    const repeatable = descriptor.effect === 'reads' || options.repeatable === true;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(descriptor, request, options.signal, attemptMs, run);
      const elapsedMs = this.clock.now() - began;
      const delayMs =
        outcome.error === undefined
          ? undefined
          : retryDelayMs({ error: outcome.error, repeatable, attempt, elapsedMs }, limits, this.random);
      this.#options.onExchange?.({
        operation: descriptor.id,
        method: request.method,
        path: request.path,
        attempt,
        durationMs: outcome.durationMs,
        ...(outcome.status !== undefined && { status: outcome.status }),
        ...(outcome.error !== undefined && { error: outcome.error.code }),
        ...(delayMs !== undefined && { retryInMs: Math.round(delayMs) }),
      });
      if (outcome.error === undefined) return outcome.result as Result;
      if (delayMs === undefined) throw outcome.error;
      await this.clock.sleep(delayMs, options.signal);
    }
  }

  async #attempt<Result>(
    descriptor: OperationDescriptor,
    request: WireRequest,
    caller: AbortSignal | undefined,
    attemptMs: number,
    run: Attempt<Result>,
  ): Promise<{ result?: Result; error?: PerfectoError; status?: number; durationMs: number }> {
    if (caller?.aborted) throw cancelledBy(caller);
    const began = this.clock.now();
    const limit = new AbortController();
    const timer = setTimeout(() => {
      const seconds = attemptMs / 1000;
      const message = `${descriptor.id} took longer than ${seconds} s in all.`;
      limit.abort(new TimeoutError(message, 'unknown', { hint: slowHint }));
    }, attemptMs);
    const onCancel = () => {
      limit.abort();
    };
    caller?.addEventListener('abort', onCancel);
    let seen: { status?: number } = {};
    const noteStatus = (status: number) => {
      seen = { status };
    };
    try {
      const result = await run(limit.signal, noteStatus);
      return { result, ...seen, durationMs: this.clock.now() - began };
    } catch (error) {
      if (caller?.aborted) throw cancelledBy(caller);
      const known =
        error instanceof PerfectoError
          ? error
          : transportError(error, { request, hasLeft: true, signal: limit.signal });
      return { error: known, ...seen, durationMs: this.clock.now() - began };
    } finally {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onCancel);
    }
  }
}

/** The format of an answer; only `/services` has a choice, for answers of a known form. */
function formatOf(descriptor: OperationDescriptor, { format = 'json' }: CallOptions): 'json' | 'xml' {
  if (descriptor.xmlOnly) return 'xml';
  return descriptor.style === 'services' && descriptor.body === 'object' ? format : 'json';
}
