import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Annotation, ExecutionResult, Policy, Results } from '../src/index.ts';
import { defaultPolicy, judge, remember, renderCheckRun, stepAnnotations } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import {
  evilTexts,
  execution,
  failedCase,
  failingNight,
  greenNight,
  labOutageNight,
  results,
} from './samples.ts';

function annotationsFor(some: Results, policy: Partial<Policy> = {}): Annotation[] {
  return stepAnnotations(some, judge(some, { ...defaultPolicy, ...policy }, 0));
}

/** As many executions, each failing for a reason of its own. */
function differentFailures(count: number): ExecutionResult[] {
  return Array.from({ length: count }, (_, index) => {
    const word = String.fromCodePoint(0x3400 + index);
    return execution({ executionId: word, outcome: 'failed', cases: [failedCase('Log in', word)] });
  });
}

describe('stepAnnotations', () => {
  it('R27: has one error for each cause, with where, whose fault and since when', () => {
    const night = remember(remember(greenNight(), failingNight()), labOutageNight());
    expect(annotationsFor(night, { minTests: 0 })).toEqual([
      {
        level: 'error',
        title: 'Lab fault, new, 6 times',
        message:
          'ResourcesUnavailable: Device 00008110DEMO0003 is not available - device is in use | ' +
          'Called a lab fault since the device was taken by somebody else. | ' +
          'checkout on iPhone-15; checkout on iPad-10; login on iPhone-15; and 3 more places',
      },
      {
        level: 'error',
        title: 'Failure, since 2026-11-21, 2 times',
        message:
          "Button 'Pay now' was not found on Pixel 8 after 30.2 s | At Pay > Tap. | " +
          'checkout on Pixel 8; checkout on Galaxy S22',
      },
    ]);
  });

  it('has none when everything passed', () => {
    expect(annotationsFor(greenNight())).toEqual([]);
  });

  it('makes a notice of what the policy lets pass, and a warning of what nobody knows', () => {
    const known = { case: '*', reason: 'BUG-7', expires: '2026-11-23', expiredFromMs: 1 };
    const one = execution({ outcome: 'failed', cases: [failedCase()] });
    expect(annotationsFor(results(one), { knownFailures: [known] })).toMatchObject([{ level: 'notice' }]);
    const lost = execution({ state: 'Hibernating' });
    expect(annotationsFor(results(lost))).toMatchObject([
      { level: 'warning', message: expect.stringContaining('Hibernating') },
    ]);
  });

  it('has one for each other reason that decided', () => {
    const failing = execution({ outcome: 'failed', cases: [failedCase()] });
    expect(annotationsFor(results(failing), { requiredDevices: ['iPhone 15'], maxDurationMs: 1 })).toEqual([
      { level: 'error', title: 'Failure, 1 time', message: expect.stringContaining('Element not found') },
      { level: 'error', title: 'Gate: max-duration', message: expect.stringContaining('it took') },
      { level: 'warning', title: 'Gate: require.devices', message: expect.stringContaining('iPhone 15') },
    ]);
  });

  it('says it once when the gate is the only one against an execution', () => {
    expect(annotationsFor(results(execution()), { maxDurationMs: 1 })).toEqual([
      { level: 'error', title: 'Failure, 1 time', message: expect.stringContaining('it took 58.7 s') },
    ]);
  });

  it('R23: leaves room for what the step shows beside them', () => {
    const some = results(...differentFailures(10));
    const verdict = judge(some, defaultPolicy, 0);
    const beside = stepAnnotations(some, verdict, { error: 1 });
    expect(beside).toHaveLength(9);
    expect(beside.at(-1)?.message).toContain('2 more annotations');
  });

  it.each([10, 11])(
    'R23: has none where the step shows %i beside them, since GitHub would drop them',
    (error) => {
      const failing = results(...differentFailures(12));
      const policy = { ...defaultPolicy, requiredDevices: ['iPhone 15'] };
      expect(
        stepAnnotations(failing, judge(failing, policy, 0), { error }).map(({ level }) => level),
      ).toEqual(['warning']);
      const good = results(execution());
      expect(stepAnnotations(good, judge(good, defaultPolicy, 0), { error })).toEqual([]);
    },
  );

  it('R23: has at most ten of a level, and the last says how many more there are', () => {
    expect(annotationsFor(results(...differentFailures(10)))).toHaveLength(10);
    const some = annotationsFor(results(...differentFailures(12)));
    expect(some).toHaveLength(10);
    expect(some.at(-1)).toEqual({
      level: 'error',
      title: 'And more',
      message: '3 more annotations of this kind; the job summary has them all.',
    });
    const unclear = differentFailures(12).map((one) => ({
      ...one,
      executionId: `${one.executionId}u`,
      timedOut: true,
      outcome: 'inconclusive' as const,
      cases: [],
      scriptName: one.executionId,
    }));
    expect(annotationsFor(results(...differentFailures(12), ...unclear))).toHaveLength(11);
  });

  it.each(evilTexts)('R28: stays on one line around %j', (evil) => {
    const one = execution({
      scriptName: evil,
      devices: [{ model: evil }],
      outcome: 'failed',
      cases: [failedCase(evil, evil)],
    });
    for (const { title, message } of annotationsFor(results(one))) {
      expect(`${title}${message}`).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    }
  });
});

describe('renderCheckRun', () => {
  it.each<[string, Results, Policy['failOn'], string]>([
    ['a green night', greenNight(), ['failed', 'inconclusive'], 'success'],
    ['a failing night', failingNight(), ['failed'], 'failure'],
    ['a failing night that does not block', failingNight(), [], 'neutral'],
    ['nothing to judge', results(), ['failed', 'inconclusive'], 'failure'],
    ['nothing to judge, not blocking', results(), ['failed'], 'neutral'],
  ])('concludes %s', (_, some, failOn, conclusion) => {
    const verdict = judge(some, { ...defaultPolicy, failOn }, 0);
    expect(renderCheckRun(some, verdict).conclusion).toBe(conclusion);
  });

  it('says the verdict in its title and the summary below it, without a picture', () => {
    const night = failingNight();
    const verdict = judge(night, defaultPolicy, 0);
    const check = renderCheckRun(night, verdict, { title: 'Nightly', path: 'tests/nightly.xml' });
    expect(check.title).toBe(`❌ ${verdict.sentence}`);
    expect(check.summary).toMatch(/^## ❌ Nightly: failed\n/u);
    expect(check.summary).not.toContain('mermaid');
    expect(check.annotationBatches).toHaveLength(1);
    expect(check.annotationBatches[0]?.[0]).toMatchObject({
      path: 'tests/nightly.xml',
      start_line: 1,
      end_line: 1,
      annotation_level: 'failure',
      title: 'Failure, 2 times',
    });
  });

  it('R23: splits its annotations into batches of 50, and stops at 250', () => {
    const batchesOf = (count: number): number[] => {
      const some = results(...differentFailures(count));
      return renderCheckRun(some, judge(some, defaultPolicy, 0)).annotationBatches.map(
        ({ length }) => length,
      );
    };
    expect(batchesOf(50)).toEqual([50]);
    expect(batchesOf(51)).toEqual([50, 1]);
    expect(batchesOf(260)).toEqual([50, 50, 50, 50, 50]);
  });

  it('R23: keeps its limits for any results', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const check = renderCheckRun(some, judge(some, defaultPolicy, 0));
        expect(Buffer.byteLength(check.summary)).toBeLessThanOrEqual(65_535);
        expect(check.title.length).toBeLessThanOrEqual(255);
        for (const { title, message } of check.annotationBatches.flat()) {
          expect(title.length).toBeLessThanOrEqual(255);
          expect(Buffer.byteLength(message)).toBeLessThan(64 * 1024);
        }
      }),
    );
  });

  it('R23: keeps its summary below 65,535 bytes with very many failures', () => {
    const some = results(...differentFailures(2000));
    const { summary } = renderCheckRun(some, judge(some, defaultPolicy, 0));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/_Left out to stay within 65,535 bytes: .*\._\n$/u);
  });
});
