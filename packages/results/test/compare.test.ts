import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseChange, ExecutionResult, Results } from '../src/index.ts';
import {
  changesIn,
  compare,
  deviceKey,
  groupFailures,
  parseResults,
  remember,
  resultsOf,
} from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import {
  execution,
  failedCase,
  failingNight,
  greenNight,
  labOutageNight,
  nightDevices,
  nightMs,
  testCase,
} from './samples.ts';

/** A run of one case on one device: p passed, f failed, ? inconclusive, - not run, x failed and then passed again. */
function runOf(outcomes: string, night: number): Results {
  const executions = Array.from(outcomes).flatMap((letter, index): ExecutionResult[] => {
    const place = { devices: [{ deviceId: `D${index}` }] };
    const good = execution({ ...place, executionId: `night ${night} on ${index}` });
    const bad = { ...good, executionId: `${good.executionId} bad`, cases: [failedCase('Open the page')] };
    const unclear = { ...good, cases: [testCase({ outcome: 'inconclusive' })] };
    if (letter === '-') return [];
    if (letter === 'x')
      return [
        { ...bad, attempt: 1 },
        { ...good, attempt: 2 },
      ];
    return [
      letter === 'p'
        ? good
        : letter === 'f'
          ? { ...bad, outcome: 'failed' }
          : { ...unclear, outcome: 'inconclusive' },
    ];
  });
  return resultsOf(executions, nightMs(night));
}

/** The last of several nights, each having remembered the one before. */
function lastOf(nights: readonly string[]): Results {
  return nights.map(runOf).reduce((previous, current) => remember(previous, current));
}

function changeOf(nights: readonly string[]): CaseChange | undefined {
  return changesIn(lastOf(nights))?.changes.find((change) => change.case !== undefined);
}

function label({ kind, script, device, case: name }: CaseChange): string {
  return `${kind}: ${script} on ${device}${name === undefined ? '' : `, ${name}`}`;
}

describe('compare', () => {
  it('R27: names what is new since last night, by case and by cause', () => {
    const comparison = compare(greenNight(), failingNight());
    expect(comparison.previousAt).toBe(greenNight().createdAt);
    expect(comparison.changes.filter(({ kind }) => kind !== 'passing').map(label)).toEqual([
      'new-failure: checkout on R3DEMO000001, Pay',
      'new-failure: checkout on R3DEMO000002, Pay',
      'new-failure: search on 00008110DEMO0004, Search',
      'not-run: checkout on R3DEMO000001, See the receipt',
      'not-run: checkout on R3DEMO000002, See the receipt',
      'not-run: search on 00008110DEMO0004, Open a product',
    ]);
    expect(comparison.counts).toMatchObject({ 'new-failure': 3, 'not-run': 3, fixed: 0, flaky: 0 });
    expect(comparison.causes.size).toBe(0);
  });

  it('R27: knows since when a cause is known, also when the results say nothing of the night between', () => {
    const second = remember(greenNight(0), failingNight(1));
    const third = remember(second, labOutageNight(2));
    const comparison = changesIn(third);
    const [outage, paying] = groupFailures(third);
    expect(comparison?.causes.get(paying?.id ?? '')).toBe(second.createdAt);
    expect(comparison?.causes.has(outage?.id ?? '')).toBe(false);
    const changes = comparison?.changes ?? [];
    expect(changes.filter(({ kind }) => kind === 'still-failing').map(({ since }) => since)).toEqual([
      second.createdAt,
      second.createdAt,
    ]);
    // An execution that never began has no cases; the ones of last night are missing.
    expect(
      changes.filter(({ kind, case: name }) => kind === 'new-failure' && name === undefined),
    ).toHaveLength(6);
    const back = changesIn(remember(third, failingNight(3)));
    expect(back?.causes.size).toBe(2);
    expect(back?.counts).toMatchObject({ fixed: 6, 'not-run': 0 });
  });

  it.each<[string[], string]>([
    [['p', 'p'], 'passing'],
    [['-', 'p'], 'passing'],
    [['p', 'f'], 'new-failure'],
    [['-', 'f'], 'new-failure'],
    [['?', 'f'], 'new-failure'],
    [['x', 'p', 'p', 'p', 'p', 'f'], 'new-failure'],
    [['p', 'f', 'p', 'p', 'p', 'p', 'f'], 'new-failure'],
    [['f', 'f'], 'still-failing'],
    [['f', '-', '?', 'f'], 'still-failing'],
    [['f', 'p'], 'fixed'],
    [['f', '-', 'p'], 'fixed'],
    [['f', 'p', 'p'], 'passing'],
    [['p', 'f', 'p'], 'fixed'],
    [['p', 'x'], 'flaky'],
    [['f', 'x'], 'flaky'],
    [['p', 'f', 'p', 'f'], 'flaky'],
    [['p', 'f', 'p', 'f', '-', '?', 'f'], 'flaky'],
    [['x', 'f'], 'flaky'],
    [['x', 'p', 'x', 'p'], 'flaky'],
    [['f', 'f', 'p', 'f'], 'new-failure'],
    [['p', '?'], 'inconclusive'],
    [['f', '?'], 'inconclusive'],
    [['p', '-'], 'not-run'],
    [['f', '-'], 'not-run'],
  ])('calls %j %s', (nights, kind) => {
    expect(changeOf(nights)?.kind).toBe(kind);
  });

  it('forgets what did not run for one night, and says nothing about what never ran', () => {
    expect(changeOf(['p', '-', '-'])).toBeUndefined();
  });

  it('calls a case fixed that failed as a whole execution before', () => {
    const lost = resultsOf([execution({ outcome: 'failed', cases: [] })], nightMs(0));
    const next = remember(lost, resultsOf([execution()], nightMs(1)));
    expect(changesIn(next)?.changes.map(label)).toEqual([
      'fixed: login on 0123456789ABCDEF',
      'passing: login on 0123456789ABCDEF, Open the page',
    ]);
    const after = remember(next, resultsOf([execution()], nightMs(2)));
    expect(changesIn(after)?.counts).toMatchObject({ fixed: 0, passing: 1 });
  });

  it('compares with another device of the same model when this one is new', () => {
    const [pixel] = nightDevices;
    const on = (deviceId: string): ExecutionResult[] => [execution({ devices: [{ ...pixel, deviceId }] })];
    const failing = on('A').map((one) => ({
      ...one,
      outcome: 'failed' as const,
      cases: [failedCase('Open the page')],
    }));
    const comparison = compare(resultsOf(failing, 0), resultsOf(on('B'), 1));
    expect(comparison.changes.map(label)).toEqual(['fixed: login on B, Open the page']);
  });

  it('takes a failure on one and a pass on another device of the model for flaky on a third', () => {
    const [pixel] = nightDevices;
    const on = (deviceId: string, outcome: 'passed' | 'failed'): ExecutionResult =>
      execution({
        executionId: deviceId,
        devices: [{ ...pixel, deviceId }],
        outcome,
        cases: outcome === 'failed' ? [failedCase('Open the page')] : [testCase()],
      });
    const before = resultsOf([on('A', 'failed'), on('B', 'passed')], 0);
    const kinds = (after: ExecutionResult): string[] =>
      compare(before, resultsOf([after], 1)).changes.flatMap(({ kind, device }) =>
        device === 'C' ? [kind] : [],
      );
    expect(kinds(on('C', 'passed'))).not.toContain('fixed');
    expect(kinds(on('C', 'failed'))).toEqual(['flaky']);
  });

  it('keeps legs of a matrix apart', () => {
    const leg = (name: string, changes: Partial<ExecutionResult> = {}): ExecutionResult =>
      execution({ leg: name, executionId: name, ...changes });
    const before = resultsOf([leg('debug', { outcome: 'failed', cases: [failedCase('Open the page')] })], 0);
    expect(compare(before, resultsOf([leg('release')], 1)).counts).toMatchObject({ passing: 1, fixed: 0 });
  });

  it('does not call rounds of a loop flaky', () => {
    const loop = execution({
      outcome: 'failed',
      cases: [testCase(), failedCase('Open the page'), testCase()],
    });
    const change = compare(greenNight(), resultsOf([loop], 1)).changes.find(
      ({ case: name }) => name === 'Open the page',
    );
    expect(change?.kind).toBe('new-failure');
  });

  it('takes what a history says of no run, or says of too many, for not said', () => {
    const [open, pay] = ['Open the page', 'Pay'].map((name) => ({
      script: 'login',
      device: '0123456789ABCDEF',
      case: name,
    }));
    const runs = [0, 1].map((night) => new Date(nightMs(night)).toISOString());
    const cases = [
      { ...pay, outcomes: 'f' },
      { ...open, outcomes: 'ppf' },
    ];
    const damaged = parseResults(
      JSON.stringify({ ...resultsOf([execution()], nightMs(2)), history: { runs, cases, causes: [] } }),
    );
    expect(changesIn(damaged)?.changes.map(label)).toEqual([
      'passing: login on 0123456789ABCDEF, Open the page',
    ]);
    const next = remember(damaged, resultsOf([execution()], nightMs(3)));
    expect(next.history.cases.map(({ case: name, outcomes }) => [name, outcomes])).toEqual([
      ['Open the page', 'ppp'],
      ['Pay', 'f--'],
      [undefined, '--p'],
    ]);
  });

  it('has nothing to say without a history', () => {
    expect(changesIn(greenNight())).toBeUndefined();
    expect(changesIn({ ...greenNight(), history: { runs: [], cases: [], causes: [] } })).toBeUndefined();
  });

  it('is total: every case of this run and of the last has exactly one kind', () => {
    fc.assert(
      fc.property(anyResults, anyResults, (previous, current) => {
        const { changes, counts } = compare(previous, current);
        const keys = changes.map(({ leg, script, device, case: name }) =>
          JSON.stringify([leg, script, device, name]),
        );
        expect(new Set(keys).size).toBe(keys.length);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(changes.length);
        // What names no attempt is judged, so its failures are told.
        for (const one of current.executions.filter(({ attempt }) => attempt === undefined)) {
          for (const failed of (one.cases ?? []).filter(({ outcome }) => outcome === 'failed')) {
            const place = [one.leg, one.scriptName, deviceKey(one), failed.name];
            const told = changes.find(
              ({ leg, script, device, case: name }) =>
                JSON.stringify([leg, script, device, name]) === JSON.stringify(place),
            );
            expect(told?.now).toBe('failed');
          }
        }
      }),
    );
  });

  it('is free of order: neither run depends on the order of its executions', () => {
    const turned = (some: Results): Results => ({ ...some, executions: [...some.executions].reverse() });
    fc.assert(
      fc.property(anyResults, anyResults, (previous, current) => {
        expect(compare(turned(previous), turned(current))).toEqual(compare(previous, current));
        expect(remember(turned(previous), current)).toEqual(remember(previous, current));
      }),
    );
  });

  it('finds nothing new between a run and itself', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const { counts, causes } = compare(some, some);
        expect(counts).toMatchObject({ 'new-failure': 0, fixed: 0, 'not-run': 0 });
        for (const { id } of groupFailures(some)) expect(causes.has(id)).toBe(true);
      }),
    );
  });
});

describe('remember', () => {
  it('goes back ten runs and forgets what did not occur in them', () => {
    const nights = ['f-', ...Array.from({ length: 12 }, () => '-p')];
    const { history } = lastOf(nights);
    expect(history?.runs).toHaveLength(10);
    expect(history?.runs.at(-1)).toBe(new Date(nightMs(11)).toISOString());
    expect(history?.cases.map(({ device, outcomes }) => [device, outcomes])).toEqual([
      ['D1', 'pppppppppp'],
      ['D1', 'pppppppppp'],
    ]);
    expect(history?.causes).toEqual([]);
  });

  it('writes the same when the same run is remembered twice', () => {
    const once = remember(failingNight(0), labOutageNight(1));
    expect(remember(failingNight(0), once)).toEqual(once);
  });

  it('does not change what this run came to', () => {
    const current = failingNight();
    expect(remember(greenNight(), current).executions).toBe(current.executions);
  });
});
