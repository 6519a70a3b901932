import type { Fault, FaultKind } from '@perfecto-actions/lab';
import { Dice } from './dice.ts';

/** A script that everybody may start. */
export const sharedKey = 'PUBLIC:Samples/login.xml';

const devices = ['F52F82C4DEMO01', 'F52F82C4DEMO02', 'F52F82C4DEMO03', 'F52F82C4DEMO04'] as const;

/** What happens in one seed. Moments count the requests of our starts as they are received and handled. */
export interface Plan {
  readonly seed: number;
  readonly keyIsOurs: boolean;
  /** Device of each start; undefined for one that names none. */
  readonly devices: readonly (string | undefined)[];
  readonly parallel: number;
  readonly listLagMs: number;
  readonly faults: readonly Fault[];
  /** Moments at which somebody else starts something. */
  readonly strangers: ReadonlyMap<number, Stranger>;
  /** Strangers who were there before. */
  readonly earlier: readonly Stranger[];
  /** Moments at which the job is cancelled, and at which its late signal comes. */
  readonly cancelAt: number | undefined;
  readonly lateCancelAt: number | undefined;
}

/** Somebody else who starts the same script, or one of a similar name. */
export interface Stranger {
  readonly user: 'automation' | 'other';
  readonly sameKey: boolean;
  readonly device: string | undefined;
}

/** The start looks for its executions for 20 s; a list that lags longer is dealt with where nothing may be repeated. */
const lagsMs = [0, 0, 0, 1_500, 6_000, 15_000, 45_000] as const;

export function planOf(seed: number): Plan {
  const dice = new Dice(seed);
  const keyIsOurs = dice.chance(0.5);
  const count = dice.whole(1, 4);
  const namesDevices = dice.chance(0.8);
  const listLagMs = dice.pick(lagsMs);
  const stranger = (): Stranger => ({
    user: dice.chance(0.7) ? 'automation' : 'other',
    sameKey: !keyIsOurs && dice.chance(0.8),
    device: dice.chance(0.8) ? dice.pick(devices) : undefined,
  });
  const cancelAt = dice.chance(0.15) ? dice.whole(1, 8) : undefined;
  return {
    seed,
    keyIsOurs,
    devices: Array.from({ length: count }, (_, index) => (namesDevices ? devices[index] : undefined)),
    parallel: dice.whole(1, 4),
    listLagMs,
    faults: [
      ...Array.from({ length: dice.whole(1, 4) }, () => ofStart(dice, listLagMs)),
      ...(dice.chance(0.3) ? [ofList(dice)] : []),
    ],
    strangers: new Map(Array.from({ length: dice.whole(0, 3) }, () => [dice.whole(1, 12), stranger()])),
    earlier: Array.from({ length: dice.whole(0, 2) }, stranger),
    cancelAt,
    lateCancelAt: cancelAt !== undefined && dice.chance(0.5) ? cancelAt + dice.whole(0, 3) : undefined,
  };
}

/** A fault on the call that starts. */
function ofStart(dice: Dice, listLagMs: number): Fault {
  const times = dice.whole(1, 3);
  const after = dice.whole(0, 3);
  // A 503 is taken for "not done" when no trace appears in 20 s. Behind a gateway that says 503 of what was done, and
  // with a list that lags longer, nothing could tell.
  const handled = listLagMs < 20_000 && dice.chance(0.5);
  const kind = dice.pick<FaultKind>([
    { kind: 'reset-before' },
    { kind: 'reset-within', afterBytes: dice.whole(0, 300) },
    { kind: 'reset-after' },
    { kind: 'reset-after' },
    { kind: 'status', status: dice.pick([500, 502, 504]), handled: dice.chance(0.5) },
    { kind: 'status', status: 503, handled },
    { kind: 'status', status: 503, retryAfter: dice.whole(1, 70), handled },
    { kind: 'status', status: 429, retryAfter: dice.whole(1, 5) },
    { kind: 'status', status: 500, body: '{"errorMessage":"Failed to execute script - no licence"}' },
    { kind: 'truncate', afterBytes: dice.whole(0, 120), announce: dice.pick(['whole', 'none']) },
    { kind: 'malformed-body', body: dice.pick(['', '{', '<html>', '{"executionId":""}', 'null', '[]']) },
    { kind: 'content-type', contentType: 'text/html' },
    { kind: 'expired-token' },
    { kind: 'stall' },
  ]);
  // A stall costs real time: the limit of the call.
  if (kind.kind === 'stall' && dice.chance(0.7)) return ofStart(dice, listLagMs);
  return { ...kind, times, after, match: { operation: 'script.execute', method: 'POST' } };
}

/** A fault on the list that is looked into before and after. */
function ofList(dice: Dice): Fault {
  const kind = dice.pick<FaultKind>([
    { kind: 'status', status: dice.pick([502, 503, 403]) },
    { kind: 'reset-after' },
    { kind: 'truncate', afterBytes: dice.whole(0, 300), announce: 'whole' },
    { kind: 'malformed-body', body: '{"executions":' },
    { kind: 'expired-token' },
  ]);
  const match = { operation: 'script.list', method: 'POST' };
  return { ...kind, times: dice.whole(1, 12), after: dice.whole(0, 3), match };
}
