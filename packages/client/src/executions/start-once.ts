import {
  scriptExecute,
  scriptList,
  type ScriptExecuteAnswer,
  type ScriptExecuteRequest,
} from '@perfecto-actions/catalog/script';
import type {
  PerfectoError} from '../errors.ts';
import {
  ApiError,
  DecodeError,
  ServerError,
  StartUnknownError,
  TransportError,
} from '../errors.ts';
import type { Transport } from '../transport/transport.ts';

/** How a start proves that an execution is its own. */
export interface StartOnceOptions {
  /**
   * True when nobody else can start this script key, for example because it carries the run id. Only then an
   * execution that appears after an unanswered start is provably ours; otherwise it may be somebody else's (R10).
   */
  keyIsOurs: boolean;
  /** How long to look for the execution after an unanswered start. Default 20 s. */
  lookForMs?: number;
  /** Starts after an answer that provably started nothing. Default 3. */
  attempts?: number;
  signal?: AbortSignal;
}

/** A started execution; `found` when it was looked up because the answer to the start was lost. */
export interface StartedExecution extends ScriptExecuteAnswer {
  found: boolean;
}

/**
 * Starts a script exactly once (R6). The API has no idempotency key, so an unanswered start is looked up in the
 * list of executions, against a list taken before. It is sent again only after a 503 that left no trace (the
 * cloud is down or in upgrade, seen in client code) or when the request never left.
 * Throws StartUnknownError with the candidates when the outcome stays unknown.
 */
export async function startOnce(
  transport: Transport,
  request: ScriptExecuteRequest,
  options: StartOnceOptions,
): Promise<StartedExecution> {
  const call = { ...(options.signal && { signal: options.signal }) };
  const before = await executionsOf(transport, request.scriptKey, call);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ...(await transport.call(scriptExecute, request, call)), found: false };
    } catch (error) {
      if (!mayHaveStarted(error)) throw error;
      const candidates = await appeared(transport, request, before, options);
      const [only] = candidates;
      if (candidates.length === 1 && only && options.keyIsOurs) return { ...only, found: true };
      const nothingStarted = candidates.length === 0 && error instanceof ServerError && error.status === 503;
      if (!nothingStarted || attempt >= (options.attempts ?? 3)) throw unknown(request, candidates, error);
      await transport.clock.sleep(error.retryAfterMs ?? 1000 * attempt, options.signal);
    }
  }
}

/** A refusal started nothing; a lost connection, a limit of time, a fault or an unreadable answer may have. */
function mayHaveStarted(error: unknown): error is PerfectoError {
  if (error instanceof TransportError) return error.sent === 'unknown';
  if (error instanceof DecodeError) return true;
  return error instanceof ApiError && error instanceof ServerError;
}

async function appeared(
  transport: Transport,
  request: ScriptExecuteRequest,
  before: ReadonlyMap<string, string>,
  options: StartOnceOptions,
): Promise<{ executionId: string; reportKey: string }[]> {
  const call = { ...(options.signal && { signal: options.signal }) };
  const untilMs = transport.clock.now() + (options.lookForMs ?? 20_000);
  for (;;) {
    const now = await executionsOf(transport, request.scriptKey, call);
    const fresh = [...now].filter(([executionId]) => !before.has(executionId));
    if (fresh.length > 0 || transport.clock.now() >= untilMs) {
      return fresh.map(([executionId, reportKey]) => ({ executionId, reportKey }));
    }
    await transport.clock.sleep(2_000, options.signal);
  }
}

/** Own executions of this script in the last hour: id and report key. */
async function executionsOf(
  transport: Transport,
  scriptKey: string,
  call: { signal?: AbortSignal },
): Promise<Map<string, string>> {
  const { executions = [] } = await transport.call(scriptList, { scriptKey, 'time.offset': 3600 }, call);
  return new Map(executions.map(({ executionId, reportKey }) => [executionId, reportKey ?? '']));
}

function unknown(request: ScriptExecuteRequest, candidates: { executionId: string }[], cause: PerfectoError) {
  const ids = candidates.map(({ executionId }) => executionId);
  const message =
    ids.length === 0
      ? `The start of ${request.scriptKey} got no answer, and no execution of it has appeared. It was not started again.`
      : `The start of ${request.scriptKey} got no answer. It may be ${ids.join(' or ')}; it was not started again and nothing was adopted.`;
  return new StartUnknownError(message, ids, {
    cause,
    hint: 'Look at the executions in the cloud; start again when none of them is yours. A script-file gets a key of its own, which removes the doubt.',
  });
}
