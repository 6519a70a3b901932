import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultPolicy, judge, parseResults, ResultsError, serializeResults } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import { execution, failedCase, results } from './samples.ts';

function faultOf(json: string): ResultsError {
  try {
    parseResults(json);
  } catch (error) {
    if (error instanceof ResultsError) return error;
    throw error;
  }
  throw new Error('expected a ResultsError');
}

/** The JSON of good results after a change by hand. */
function changed(change: (value: Record<string, unknown>, first: Record<string, unknown>) => void): string {
  const value = JSON.parse(serializeResults(results(execution({ cases: [failedCase()] })))) as Record<
    string,
    unknown
  >;
  change(value, (value['executions'] as Record<string, unknown>[])[0] ?? {});
  return JSON.stringify(value);
}

describe('parseResults', () => {
  it('R20: reads back whatever serializeResults wrote, the verdict included', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const judged = { ...some, verdict: judge(some, defaultPolicy, 0) };
        expect(parseResults(serializeResults(judged))).toEqual(judged);
        expect(parseResults(serializeResults(some))).toEqual(some);
      }),
    );
  });

  it('leaves out fields it does not know, and takes null for absent', () => {
    const json = changed((value, first) => {
      value['extra'] = 1;
      first['extra'] = { a: [] };
      first['reason'] = null;
    });
    expect(parseResults(json)).toEqual(results(execution({ cases: [failedCase()] })));
  });

  it('accepts a byte order mark', () => {
    expect(parseResults(`\uFEFF${serializeResults(results())}`)).toEqual(results());
  });

  it('refuses a tree that is deeper than a message can show', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const json = changed((value) => (value['executions'] = '@')).replace('"@"', deep);
    expect(faultOf(json)).toMatchObject({ code: 'wrong-shape', path: 'executions[0]' });
  });

  it('refuses a newer version and says what to do', () => {
    const fault = faultOf(changed((value) => (value['version'] = 2)));
    expect(fault).toMatchObject({ code: 'newer-version', path: 'version' });
    expect(fault.message).toBe('The results file has version 2; this action reads version 1.');
    expect(fault.hint).toContain('same version of the actions');
  });

  it.each([
    ['nothing', '', 'not-json'],
    ['half a file', serializeResults(results(execution())).slice(0, 200), 'not-json'],
    ['XML', '<execution/>', 'not-json'],
    ['very deep JSON', '['.repeat(1_000_000), 'not-json'],
    ['a list', '[]', 'not-results'],
    ['null', 'null', 'not-results'],
    ['another schema', '{"schema":"other","version":1}', 'not-results'],
    ['version 0', changed((value) => (value['version'] = 0)), 'wrong-shape'],
    ['a version in quotes', changed((value) => (value['version'] = '1')), 'wrong-shape'],
  ])('refuses %s', (_, json, code) => {
    expect(faultOf(json).code).toBe(code);
  });

  it.each<[string, string, Parameters<typeof changed>[0]]>([
    ['no executions', 'executions', (value) => delete value['executions']],
    ['executions in an object', 'executions', (value) => (value['executions'] = {})],
    ['an execution that is null', 'executions[0]', (value) => (value['executions'] = [null])],
    ['a date that is none', 'createdAt', (value) => (value['createdAt'] = 'yesterday')],
    ['no id', 'executions[0].executionId', (_, first) => delete first['executionId']],
    ['an unknown outcome', 'executions[0].outcome', (_, first) => (first['outcome'] = 'green')],
    ['a time in quotes', 'executions[0].startedAtMs', (_, first) => (first['startedAtMs'] = '1')],
    ['cases in a text', 'executions[0].cases', (_, first) => (first['cases'] = 'none')],
    [
      'a case without outcome',
      'executions[0].cases[0].path',
      (_, first) => (first['cases'] = [{ name: 'x' }]),
    ],
    ['a file that is a number', 'executions[0].files[1]', (_, first) => (first['files'] = ['a', 1])],
    ['a device that is a text', 'executions[0].devices[0]', (_, first) => (first['devices'] = ['Pixel'])],
    ['a flag in quotes', 'executions[0].timedOut', (_, first) => (first['timedOut'] = 'false')],
    ['attempt -1', 'executions[0].attempt', (_, first) => (first['attempt'] = -1)],
    ['half an attempt', 'executions[0].attempt', (_, first) => (first['attempt'] = 1.5)],
    ['half a verdict', 'verdict.blocking', (value) => (value['verdict'] = { conclusion: 'passed' })],
  ])('names the field for %s', (_, path, change) => {
    expect(faultOf(changed(change))).toMatchObject({ code: 'wrong-shape', path });
  });

  it('does not take inherited members for fields', () => {
    const json =
      '{"schema":"perfecto-actions/results","version":1,"__proto__":{"createdAt":"2026-01-01T00:00:00Z"},"executions":[]}';
    expect(faultOf(json).path).toBe('createdAt');
  });
});
