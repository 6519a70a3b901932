import { describe, expect, it } from '@jest/globals';
import {
  faultKinds,
  ManualClock,
  readScenario,
  startLab,
  type Fault,
  type RequestRecord,
} from '@perfecto-actions/lab';
import { stringify } from 'yaml';
import { tooLongMs, tooSoonMs } from '../../src/chaos/faults/between-requests.ts';
import { readExpectations, type Expectation } from '../../src/chaos/faults/expectations.ts';
import { differences } from '../../src/chaos/faults/judge-cell.ts';
import type { Seen } from '../../src/chaos/faults/run-cell.ts';
import { showsOnTheWire } from '../../src/chaos/faults/on-the-wire.ts';
import { otherSceneNames, sceneNames } from '../../src/chaos/faults/scene-names.ts';
import { cellsOf } from '../../src/chaos/faults/trial.ts';
import { skippedStage } from '../../src/step-runner/stage.ts';

const expected: Expectation = {
  colour: 'red',
  says: 'The service answered 503 to … repeat the step',
  warns: '',
  requests: 4,
  withinS: 30,
};

const asExpected: Seen = {
  step: { ...skippedStage('x', 'x'), outcome: 'failure' },
  errors: 'The service answered 503 to script.list.\nThe cloud is down; repeat the step later.',
  warnings: '',
  requests: 4,
  isPlayed: true,
  tooSoonMs: 0,
  tooLongMs: 0,
  left: [],
  strangers: 0,
  hasHung: false,
};

describe('the judge of a fault cell', () => {
  it('finds no difference where there is none', () => {
    expect(differences(asExpected, expected)).toEqual([]);
  });

  it.each<[string, Partial<Seen>, string]>([
    ['the wrong colour', { step: { ...asExpected.step, outcome: 'success' } }, 'it is green, not red'],
    ['another sentence', { errors: 'Nothing works.' }, 'it does not say'],
    ['a sentence for programs', { errors: `${asExpected.errors} undefined` }, 'of no use to a person'],
    ['a damaged warning', { warnings: 'found \uFFFD' }, 'of no use to a person'],
    ['an endless sentence', { errors: asExpected.errors + 'x'.repeat(1000) }, 'its sentence has'],
    ['one request too many', { requests: 5 }, 'it sent 5 requests, not 4'],
    ['one request too few', { requests: 3 }, 'it sent 3 requests, not 4'],
    ['a fault that was not played', { isPlayed: false }, 'the lab did not play the fault'],
    ['a pause that was not kept', { tooSoonMs: 1 }, 'it asked again 1 ms before'],
    ['a limit of time that was not kept', { tooLongMs: 1 }, 'it waited 1 ms beyond'],
    ['a redirect that was followed', { strangers: 1 }, 'it connected to another host'],
    ['something left behind', { left: ['reservation 1 holds A'] }, 'left behind: reservation 1 holds A'],
    ['a hang', { hasHung: true }, 'it did not end within 30 s'],
    [
      'a post stage that fails',
      { step: { ...asExpected.step, post: { ...skippedStage('x', 'x'), outcome: 'failure' } } },
      'its post stage failed',
    ],
  ])('tells of %s', (_, change, difference) => {
    expect(differences({ ...asExpected, ...change }, expected)).toEqual(
      expect.arrayContaining([expect.stringContaining(difference)]),
    );
  });

  it('misses a warning that does not come', () => {
    expect(differences(asExpected, { ...expected, warns: 'could not be released' })).toEqual(
      expect.arrayContaining([expect.stringContaining('it does not warn "could not be released"')]),
    );
  });

  it('takes fewer requests than a bound, but no more, and not none', () => {
    const atMost = { ...expected, requests: { atMost: 5 } };
    expect(differences(asExpected, atMost)).toEqual([]);
    expect(differences({ ...asExpected, requests: 1 }, atMost)).toEqual([]);
    expect(differences({ ...asExpected, requests: 6 }, atMost)).not.toEqual([]);
    expect(differences({ ...asExpected, requests: 0 }, atMost)).not.toEqual([]);
  });
});

function requestAt(startedAtMs: number, more: Partial<RequestRecord> = {}): RequestRecord {
  return {
    method: 'GET',
    host: 'localhost',
    path: '/a',
    query: {},
    form: {},
    credentials: 'none',
    operation: 'script.status',
    status: 0,
    bytesIn: 0,
    bytesOut: 0,
    startedAtMs,
    durationMs: 0,
    ...more,
  };
}

describe('a pause that the service asks for', () => {
  const fault: Fault = { kind: 'status', status: 429, retryAfter: 2 };
  const refused = { fault: 'status' };

  it('is held against every refused try and the next of the same request', () => {
    const tries = [0, 2000, 3500, 3600].map((ms) => requestAt(ms, refused));
    expect(tooSoonMs(tries.slice(0, 2), { fault })).toBe(0);
    expect(tooSoonMs(tries, { fault })).toBe(1900);
  });

  it('is no matter between different requests, nor after a good answer', () => {
    expect(tooSoonMs([requestAt(0, refused), requestAt(1, { path: '/b' })], { fault })).toBe(0);
    expect(tooSoonMs([requestAt(0), requestAt(1)], { fault })).toBe(0);
  });

  it('may be a date, and needs not outlast the patience of the step', () => {
    const tries = [requestAt(500, refused), requestAt(1500)];
    expect(tooSoonMs(tries, { fault: { ...fault, retryAfter: new Date(4900) } })).toBe(2500);
    expect(tooSoonMs(tries, { fault, patienceMs: 1000 })).toBe(0);
  });
});

describe('a limit of time', () => {
  const stages = [
    { limitMs: 2000, endedAtMs: 20_000 },
    { limitMs: 8000, endedAtMs: 60_000 },
  ];

  it('ends with the next try, with another request, or with the stage', () => {
    const slow = requestAt(0);
    expect(tooLongMs([slow, requestAt(7500)], [slow], stages)).toBe(500);
    expect(tooLongMs([slow, requestAt(7500, { operation: 'script.list' })], [slow], stages)).toBe(500);
    expect(tooLongMs([slow], [slow], stages)).toBe(13_000);
    expect(tooLongMs([slow, requestAt(7000), requestAt(14_000)], [slow], stages)).toBe(0);
  });

  it('is another one in a post stage', () => {
    const slow = requestAt(30_000);
    expect(tooLongMs([slow, requestAt(49_000)], [slow], stages)).toBe(0);
    expect(tooLongMs([slow], [slow], stages)).toBe(11_000);
  });

  it('does not end with a request beside it', () => {
    const slow = requestAt(0);
    expect(tooLongMs([slow, requestAt(1, { path: '/b' })], [slow], stages)).toBe(13_000);
  });
});

describe('a look at the wire', () => {
  const played = readExpectations().flatMap(({ id, play }): [string, Fault][] => {
    const [fault] = play ? readScenario(stringify({ faults: [play] })).faults : [];
    // It needs an execution, which the lab of a cell has.
    return fault === undefined || fault.kind === 'not-found-first' ? [] : [[id, fault]];
  });

  it('sees every fault of the table, and no fault that a lab leaves out', async () => {
    const lab = await startLab({ clock: new ManualClock() });
    const deaf = { ...lab, faults: { add: () => undefined, clear: () => undefined } };
    try {
      const seen: string[] = [];
      const imagined: string[] = [];
      for (const [id, fault] of played) {
        if (await showsOnTheWire(lab, fault)) seen.push(id);
        if (await showsOnTheWire(deaf, fault)) imagined.push(id);
      }
      expect(seen).toEqual(played.map(([id]) => id));
      expect(imagined).toEqual([]);
    } finally {
      await lab.close();
    }
  });
});

describe('the table of faults', () => {
  it('has every fault once', () => {
    const ids = readExpectations().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every kind of fault that the lab can play', () => {
    const played = new Set(readExpectations().map(({ play }) => play?.['kind']));
    expect(faultKinds.filter((kind) => !played.has(kind))).toEqual([]);
  });

  it('says of an action that a fault does not meet why not', () => {
    const row = readExpectations().find(({ id }) => id === 'not-found-first');
    expect(row?.cells.sweep).toEqual({ none: 'its request names no execution' });
    expect(row?.cells['wait-for-execution']).toMatchObject({ colour: 'green' });
  });

  it('is played on every fault, every action and every further request in the short form', () => {
    const rows = readExpectations();
    const cells = rows.flatMap((row, index) => cellsOf(row, index, 'short'));
    expect(new Set(cells.map(({ row }) => row.id)).size).toBe(rows.length);
    const names = new Set(cells.map(({ name }) => name));
    expect([...sceneNames, ...otherSceneNames].filter((name) => !names.has(name))).toEqual([]);
  });
});
