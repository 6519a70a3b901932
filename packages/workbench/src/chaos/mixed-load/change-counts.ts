import type { Row } from '../../measuring/table.ts';

/** What the service answered to the changes of one kind of thing. */
export interface ChangeCount {
  made: number;
  changed: number;
  ended: number;
  refused: number;
}

/** Counts by kind. */
export type ChangeCounts = Map<string, ChangeCount>;

/** Everything of which the mixed calls make some. */
const kinds = ['file', 'reservation', 'schedule', 'user', 'execution'];

/**
 * The largest share of the changes of a kind that may be refused: a stretch of time that somebody has, and a stop that
 * comes after the end. All other changes are sound whenever they are asked for.
 */
const refusedShares: Readonly<Record<string, number>> = { reservation: 0.5, execution: 0.2 };

/** The count of the kind that a key of the ledger begins with. */
export function countOf(counts: ChangeCounts, key: string): ChangeCount {
  const kind = key.replace(/ .*$/, '');
  const count = counts.get(kind) ?? { made: 0, changed: 0, ended: 0, refused: 0 };
  counts.set(kind, count);
  return count;
}

/** Rows without which the others say little: that there was something of each kind to lose, and what was refused. */
export function changeRows(trial: string, counts: ChangeCounts): Row[] {
  const all = kinds.map((kind) => ({ kind, count: countOf(counts, kind) }));
  return [
    {
      what: `${trial}: acknowledged as made, changed and ended`,
      measured: all
        .map(({ kind, count: { made, changed, ended } }) => `${kind} ${made}, ${changed}, ${ended}`)
        .join('; '),
      target: 'of each kind > 0 made, of executions > 0 changed',
      met: all.every(({ kind, count }) => count.made > 0 && (kind !== 'execution' || count.changed > 0)),
    },
    {
      what: `${trial}: refused`,
      measured: all.map(({ kind, count }) => `${kind} ${asPercent(refusedShare(count))}`).join(', '),
      target: kinds.map((kind) => `${kind} <= ${asPercent(refusedShares[kind] ?? 0)}`).join(', '),
      met: all.every(({ kind, count }) => refusedShare(count) <= (refusedShares[kind] ?? 0)),
    },
  ];
}

function refusedShare({ made, changed, ended, refused }: ChangeCount): number {
  return refused / Math.max(1, made + changed + ended + refused);
}

function asPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
