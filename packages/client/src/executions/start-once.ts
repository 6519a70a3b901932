import {
  scriptExecute,
  scriptList,
  type ScriptExecuteAnswer,
  type ScriptExecuteRequest,
  type ScriptListAnswer,
} from '@perfecto-actions/catalog/script';
import {
  CancelledError,
  DecodeError,
  PerfectoError,
  ServerError,
  StartUnknownError,
  TransportError,
} from '../errors.ts';
import { inParallel } from '../parallel.ts';
import { mayHaveArrived } from '../transport/may-have-arrived.ts';
import type { Transport } from '../transport/transport.ts';

/** How starts prove that an execution is their own. */
export interface StartOptions {
  /**
   * True when nobody else can start this script key, for example because it carries the run id. Only then an
   * execution that appears after an unanswered start is provably ours; otherwise it may be somebody else's (R10).
   */
  keyIsOurs: boolean;
  /** Run-time parameter that names the device. Default DUT (custom, seen in client code). */
  deviceParameter?: string;
  /** Starts under way at a time. Default 8. */
  parallel?: number;
  /** How long to look for executions after unanswered starts. Default 20 s. */
  lookForMs?: number;
  /** Called the moment a start is known to have worked (R2). */
  onStarted?: (index: number, execution: StartedExecution) => void;
  /** Begins no further start once aborted (they get a CancelledError); those under way are finished. */
  signal?: AbortSignal;
  /** Breaks off starts under way too. */
  lateSignal?: AbortSignal;
}

/** A started execution; `found` when it was looked up because the answer to the start was lost. */
export interface StartedExecution extends ScriptExecuteAnswer {
  found: boolean;
}

/** One request's outcome, in the order of the requests. */
export type Start = { readonly execution: StartedExecution } | { readonly error: PerfectoError };

/** What the list shows after unanswered starts; not whole when its last reading failed. */
interface Look {
  traces: readonly Listed[];
  isWhole: boolean;
}

/** A service that asks for more is not waited for. */
const longestPauseMs = 60_000;

type Listed = NonNullable<ScriptListAnswer['executions']>[number];

/**
 * Starts scripts exactly once each (R6). The API has no idempotency key, so the list of executions is read
 * before, and unanswered starts are looked up in it afterwards. A start is sent again only when it never left,
 * was refused by a rate limit, or got a 503 and left no trace (cloud down or in upgrade: seen in client code).
 * An outcome that stays unknown is a StartUnknownError with the candidates. All requests name one script key.
 */
export async function startOnce(
  transport: Transport,
  requests: readonly ScriptExecuteRequest[],
  options: StartOptions,
): Promise<Start[]> {
  const [first] = requests;
  if (first === undefined) return [];
  const starts = new Starts(transport, first.scriptKey, requests, options);
  return starts.run();
}

class Starts {
  readonly #transport: Transport;
  readonly #scriptKey: string;
  readonly #requests: readonly ScriptExecuteRequest[];
  readonly #options: StartOptions;
  readonly #done = new Map<number, Start>();
  readonly #unanswered = new Map<number, PerfectoError>();
  #before = new Set<string>();

  constructor(
    transport: Transport,
    scriptKey: string,
    requests: readonly ScriptExecuteRequest[],
    options: StartOptions,
  ) {
    this.#transport = transport;
    this.#scriptKey = scriptKey;
    this.#requests = requests;
    this.#options = options;
  }

  async run(): Promise<Start[]> {
    this.#before = new Set((await this.#list()).map(({ executionId }) => executionId));
    for (let round = 1; ; round += 1) {
      const open = [...this.#requests.entries()].filter(([index]) => !this.#done.has(index));
      await inParallel(open, this.#options.parallel ?? 8, ([index, request]) => this.#start(index, request));
      if (this.#unanswered.size === 0) break;
      const look = await this.#lookUp();
      const mayRepeat =
        look.isWhole &&
        look.traces.length === 0 &&
        this.#allUnavailable() &&
        round < 3 &&
        (this.#askedPauseMs() ?? 0) <= longestPauseMs;
      if (this.#unanswered.size > 0 && !(mayRepeat && (await this.#pause(1000 * round))))
        this.#giveUp(look, round);
      this.#unanswered.clear();
    }
    return this.#requests.map((_, index) => this.#done.get(index)).filter((start) => start !== undefined);
  }

  /** Waits before starts are sent again; false when the caller wants no more of them. */
  async #pause(durationMs: number): Promise<boolean> {
    const { signal } = this.#options;
    try {
      await this.#transport.clock.sleep(this.#askedPauseMs() ?? durationMs, signal);
    } catch (error) {
      if (error instanceof CancelledError) return false;
      throw error;
    }
    return signal?.aborted !== true;
  }

  async #start(index: number, request: ScriptExecuteRequest): Promise<void> {
    const { signal, lateSignal, onStarted } = this.#options;
    if (signal?.aborted || lateSignal?.aborted) {
      this.#done.set(index, { error: new CancelledError('It was cancelled before it was started.') });
      return;
    }
    let answer: ScriptExecuteAnswer;
    try {
      answer = await this.#transport.call(scriptExecute, request, {
        ...(lateSignal && { signal: lateSignal }),
      });
    } catch (error) {
      if (!(error instanceof PerfectoError)) throw error;
      if (mayHaveArrived(error)) this.#unanswered.set(index, error);
      else this.#done.set(index, { error });
      return;
    }
    const execution = { ...answer, found: false };
    this.#done.set(index, { execution });
    onStarted?.(index, execution);
  }

  /** What appeared in the list since the first look and answers to no known start; ours are taken. */
  async #lookUp(): Promise<Look> {
    const { clock } = this.#transport;
    const untilMs = clock.now() + (this.#options.lookForMs ?? 20_000);
    let look: Look = { traces: [], isWhole: false };
    try {
      for (;;) {
        look = await this.#look(look);
        const isSettled = this.#unanswered.size === 0 || (!this.#options.keyIsOurs && look.traces.length > 0);
        if (isSettled || clock.now() >= untilMs) return look;
        await clock.sleep(2_000, this.#options.lateSignal);
      }
    } catch (error) {
      // What has been started must not get lost with the list.
      if (!(error instanceof PerfectoError)) throw error;
      return { ...look, isWhole: false };
    }
  }

  async #look(before: Look): Promise<Look> {
    try {
      const traces = await this.#traces();
      if (this.#options.keyIsOurs) this.#adopt(traces);
      return { traces: traces.filter(({ executionId }) => !this.#isKnown(executionId)), isWhole: true };
    } catch (error) {
      const mayPass = error instanceof TransportError || error instanceof ServerError;
      if (mayPass || error instanceof DecodeError) return { ...before, isWhole: false };
      throw error;
    }
  }

  async #traces(): Promise<Listed[]> {
    const listed = await this.#list();
    return listed.filter(({ executionId }) => !this.#before.has(executionId) && !this.#isKnown(executionId));
  }

  /** One open start and one trace belong together; several are told apart by the device. */
  #adopt(traces: readonly Listed[]): void {
    for (const [index] of [...this.#unanswered]) {
      const device = this.#requests[index]?.param?.[this.#options.deviceParameter ?? 'DUT'];
      const own = traces.filter(({ executionId }) => !this.#isKnown(executionId));
      const isOnlyPair = this.#unanswered.size === 1 && own.length === 1;
      const match = isOnlyPair
        ? own[0]
        : own.find(({ devices = [] }) => devices.some(({ deviceId }) => isSameDevice(deviceId, device)));
      if (!match) continue;
      const execution = { executionId: match.executionId, reportKey: match.reportKey ?? '', found: true };
      this.#unanswered.delete(index);
      this.#done.set(index, { execution });
      this.#options.onStarted?.(index, execution);
    }
  }

  #isKnown(executionId: string): boolean {
    return [...this.#done.values()].some(
      (start) => 'execution' in start && start.execution.executionId === executionId,
    );
  }

  #allUnavailable(): boolean {
    return [...this.#unanswered.values()].every(
      (error) => error instanceof ServerError && error.status === 503,
    );
  }

  #askedPauseMs(): number | undefined {
    for (const error of this.#unanswered.values()) {
      if (error instanceof ServerError && error.retryAfterMs !== undefined) return error.retryAfterMs;
    }
    return undefined;
  }

  #giveUp({ traces, isWhole }: Look, round: number): void {
    const ids = traces.map(({ executionId }) => executionId);
    const nothing = isWhole ? 'no execution of it has appeared' : 'the list of executions could not be read';
    const again = round === 1 ? 'It was not started again.' : `It was tried ${round} times, and not again.`;
    for (const [index, cause] of this.#unanswered) {
      const what = `The start of ${this.#scriptKey} ${failureOf(cause)}`;
      const message =
        ids.length === 0
          ? `${what}, and ${nothing}. ${again} The last error: ${cause.message}`
          : `${what}. It may be ${ids.join(' or ')}: not started again, and nothing adopted. The last error: ${cause.message}`;
      this.#done.set(index, { error: new StartUnknownError(message, ids, { cause, hint: this.#hint() }) });
    }
  }

  #hint(): string {
    const look = 'Look at the executions in the cloud and start again when none of them is yours.';
    // What has a key of its own is found by that key, also when it appears late.
    return this.#options.keyIsOurs
      ? look
      : `${look} A script-file gets a key of its own, which removes the doubt.`;
  }

  /** Own executions of this script in the last hour. */
  async #list(): Promise<Listed[]> {
    const { lateSignal } = this.#options;
    const call = { ...(lateSignal && { signal: lateSignal }) };
    const { executions = [] } = await this.#transport.call(
      scriptList,
      { scriptKey: this.#scriptKey, 'time.offset': 3600 },
      call,
    );
    return executions;
  }
}

function failureOf(cause: PerfectoError): string {
  if (cause instanceof ServerError) return 'was answered with an error';
  return cause instanceof DecodeError ? 'got an answer that cannot be read' : 'got no answer';
}

function isSameDevice(deviceId: string | undefined, wanted: unknown): boolean {
  return deviceId?.toLowerCase() === String(wanted).toLowerCase();
}
