import type { Fault, RequestRecord } from '@perfecto-actions/lab';

/** What a pause of the service is held against. */
export interface Pause {
  fault: Fault | undefined;
  /** So long after its first request a step gives up, and may ask all the same. */
  patienceMs?: number | undefined;
}

/** By how much a refused request came again before the time that the service had asked for; 0 when it never did. */
export function tooSoonMs(
  requests: readonly RequestRecord[],
  { fault, patienceMs = Infinity }: Pause,
): number {
  if (fault?.kind !== 'status' || fault.retryAfter === undefined) return 0;
  const { retryAfter } = fault;
  const firstMs = requests[0]?.startedAtMs ?? 0;
  const early = requests.map((refused, index) => {
    const again = requests.slice(index + 1).find((later) => isSame(later, refused));
    if (again === undefined || refused.fault !== fault.kind) return 0;
    // A date on the wire has whole seconds.
    const askedForMs =
      retryAfter instanceof Date
        ? Math.floor(retryAfter.getTime() / 1000) * 1000
        : refused.startedAtMs + retryAfter * 1000;
    return Math.min(askedForMs, firstMs + patienceMs) - again.startedAtMs;
  });
  return Math.max(0, ...early);
}

/** Limits of time that are kept, on a machine that is busy and with the pause before another try. */
function boundMs(limitMs: number): number {
  return limitMs * 2 + 3000;
}

/** A stage of a step, and the limit of time of its requests. */
export interface TimedStage {
  endedAtMs: number;
  limitMs: number;
}

/**
 * By how much a step went on waiting for an answer beyond its limit of time; 0 when it never did. It has given up on a
 * request when it sends the next one, or when its stage is over.
 */
export function tooLongMs(
  requests: readonly RequestRecord[],
  slow: readonly RequestRecord[],
  stages: readonly TimedStage[],
): number {
  const over = slow.map((request) => {
    const stage = stages.find(({ endedAtMs }) => request.startedAtMs <= endedAtMs);
    if (stage === undefined) return 0;
    // One of the same operation with another address may run beside it and says nothing.
    const next = requests
      .slice(requests.indexOf(request) + 1)
      .find((later) => later.operation !== request.operation || isSame(later, request));
    const givenUpAtMs = Math.min(next?.startedAtMs ?? Infinity, stage.endedAtMs);
    return givenUpAtMs - request.startedAtMs - boundMs(stage.limitMs);
  });
  return Math.max(0, ...over);
}

function isSame(one: RequestRecord, other: RequestRecord): boolean {
  return addressOf(one) === addressOf(other);
}

function addressOf({ operation, method, path, query, form }: RequestRecord): string {
  return JSON.stringify([operation, method, path, query, form]);
}
