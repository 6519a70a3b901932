import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import { openCloud } from './exactly-once/cloud.ts';
import { planOf } from './exactly-once/plan.ts';
import { emptyTally, playSeed, type Tally } from './exactly-once/seed.ts';

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
    ...informing(tally),
    none('executions beyond the first of a start', tally.doubled),
    none("executions of others, or of another start, taken for one's own", tally.adopted),
    none('failure or success claimed that was none', tally.denied),
    none('ambiguous, without what to look for', tally.unnamed),
  ];
}

function informing({ started, found, ambiguous, refused }: Tally): Row[] {
  return [
    { what: 'started once', measured: `${started}, ${found} of them looked up`, target: '' },
    { what: 'reported as ambiguous', measured: String(ambiguous), target: '' },
    { what: 'refused or cancelled, and not started', measured: String(refused), target: '' },
  ];
}

function none(what: string, cases: readonly string[]): Row {
  const measured = cases.length === 0 ? '0' : `${cases.length}: ${cases.slice(0, 10).join('; ')}`;
  return { what, measured, target: '0', met: cases.length === 0 };
}
