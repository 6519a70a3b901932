import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import { openCloud } from './exactly-once/cloud.ts';
import { planOf } from './exactly-once/plan.ts';
import { emptyTally, playSeed, type Tally } from './exactly-once/seed.ts';

/**
 * What a client must be sure of, in shares of the starts: one that calls everything ambiguous is never wrong. The seeds
 * of the short form give 50, 5.1 and 29 %, always; a thousand random ones about 50, 7.2 and 32 %, give or take 2.
 */
const sureness = {
  short: { started: 0.47, found: 0.043, ambiguous: 0.32 },
  full: { started: 0.42, found: 0.04, ambiguous: 0.41 },
} as const;

/** Seeds of a run: the same ones each time in the short form, so that a red test was not luck. */
function seedsOf(extent: Extent): { first: number; count: number } {
  const asked = process.env['SEED'];
  if (asked !== undefined) return { first: Number(asked), count: 1 };
  if (extent === 'short') return { first: 1, count: 100 };
  return { first: 1000 * Math.floor(Math.random() * 1_000_000), count: 1000 };
}

/**
 * Starts scripts over connections that break, behind gateways that lie and beside strangers who start the same, and
 * compares what the client says with what the lab did. `SEED=<n>` plays one seed again.
 */
export async function exactlyOnce(extent: Extent): Promise<Row[]> {
  const { first, count } = seedsOf(extent);
  const cloud = await openCloud();
  const tally = emptyTally();
  try {
    for (let seed = first; seed < first + count; seed += 1) await playSeed(cloud, planOf(seed), tally);
  } finally {
    await cloud.close();
  }
  const seeds = `seeds ${first} to ${first + count - 1}`;
  return [
    { what: 'starts', measured: `${tally.starts} in ${seeds}`, target: 'each answered once' },
    ...sureRows(tally, count === 1 ? undefined : sureness[extent]),
    none('executions beyond the first of a start', tally.doubled),
    none("executions of others, or of another start, taken for one's own", tally.adopted),
    none('failure or success claimed that was none', tally.denied),
    none('ambiguous, without what to look for', tally.unnamed),
  ];
}

/** How sure the client was; of a single seed that only informs. */
function sureRows(
  { starts, started, found, ambiguous, refused }: Tally,
  bounds: (typeof sureness)[Extent] | undefined,
): Row[] {
  const row = (what: string, of: number, comparison: '>=' | '<=', bound: number | undefined): Row => {
    const measured = `${of}, ${asPercent(of / starts)}`;
    if (bound === undefined) return { what, measured, target: '' };
    const met = comparison === '>=' ? of >= bound * starts : of <= bound * starts;
    return { what, measured, target: `${comparison} ${asPercent(bound)}`, met };
  };
  return [
    row('started once', started, '>=', bounds?.started),
    row('of those, looked up after their answer was lost', found, '>=', bounds?.found),
    row('reported as ambiguous', ambiguous, '<=', bounds?.ambiguous),
    { what: 'refused or cancelled, and not started', measured: String(refused), target: '' },
  ];
}

function asPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function none(what: string, cases: readonly string[]): Row {
  const measured = cases.length === 0 ? '0' : `${cases.length}: ${cases.slice(0, 10).join('; ')}`;
  return { what, measured, target: '0', met: cases.length === 0 };
}
