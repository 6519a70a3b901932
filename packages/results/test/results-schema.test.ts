import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Results } from '../src/index.ts';
import { defaultPolicy, enrich, judge, parseResults, remember, serializeResults } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import { failingNight, greenNight, labOutageNight } from './samples.ts';

const schema = JSON.parse(readFileSync(new URL('../results.schema.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;

/** The schema as shipped lets unknown members pass; closed, it shows whether every member that is written is in it. */
function closed(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(closed);
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

function validator(of: unknown): ValidateFunction {
  return new Ajv2020({ strict: true, allErrors: true }).compile(of as Record<string, unknown>);
}

const validate = validator(schema);
const validateClosed = validator(closed({ ...schema, $id: 'closed' }));

function faultsOf(json: string, by: ValidateFunction = validateClosed): string[] {
  by(JSON.parse(json));
  return (by.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('results.schema.json', () => {
  it('R20: describes every member that serializeResults writes', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const judged = { ...some, verdict: judge(some, defaultPolicy, 0) };
        expect(faultsOf(serializeResults(judged))).toEqual([]);
        expect(faultsOf(serializeResults(remember(judged, some)))).toEqual([]);
      }),
    );
  });

  it('describes the results of a night with all that is known', () => {
    const night = remember(remember(greenNight(), failingNight()), labOutageNight());
    const [first] = night.executions;
    const test = { externalId: first?.executionId ?? '', status: 'FAILED', message: 'Gone' };
    expect(faultsOf(serializeResults(enrich(night, [test])))).toEqual([]);
  });

  it.each<[string, (some: Record<string, unknown>) => unknown]>([
    ['a newer version', (some) => (some['version'] = 2)],
    ['another schema', (some) => (some['schema'] = 'other')],
    ['no executions', (some) => delete some['executions']],
    ['an execution that is null', (some) => (some['executions'] = [null])],
    ['an execution without outcome', (some) => (some['executions'] = [{ executionId: 'a' }])],
    ['a day for a time', (some) => (some['createdAt'] = '2026-11-24')],
    ['half a verdict', (some) => (some['verdict'] = { conclusion: 'passed' })],
    ['letters nobody knows', (some) => (some['history'] = historyWith('pz'))],
  ])('refuses %s, as parseResults does', (_, change) => {
    const some = JSON.parse(serializeResults(failingNight())) as Record<string, unknown>;
    change(some);
    expect(faultsOf(JSON.stringify(some), validate)).not.toEqual([]);
    expect(() => parseResults(JSON.stringify(some))).toThrow();
  });

  it('lets members pass that it does not know, as parseResults does', () => {
    const some = { ...failingNight(), later: { a: 1 } };
    expect(faultsOf(JSON.stringify(some), validate)).toEqual([]);
    expect(parseResults(JSON.stringify(some))).toEqual(failingNight());
  });
});

describe('a results file from before there were attempts and a history', () => {
  const text = readFileSync(new URL('fixtures/results-before-history.json', import.meta.url), 'utf8');

  it('is read whole and is still good by the schema', () => {
    expect(parseResults(text)).toEqual(JSON.parse(text));
    expect(faultsOf(text)).toEqual([]);
  });

  it('can be compared with and remembered', () => {
    const before: Results = parseResults(text);
    const after = remember(before, failingNight());
    expect(after.history.runs).toEqual([before.createdAt]);
    expect(parseResults(serializeResults(after))).toEqual(after);
  });
});

function historyWith(outcomes: string): unknown {
  return { runs: ['2026-11-23T02:00:00Z'], cases: [{ script: 'a', device: 'b', outcomes }], causes: [] };
}
