import { describe, expect, it } from '@jest/globals';
import { AuthError, type WaitProgress } from '../src/index.ts';
import { failureOf, startMs } from './open-lab.ts';
import { started } from './started.ts';

const status = { operation: 'script.status' };

describe('R5: a poll that fails', () => {
  it.each([
    { kind: 'status', status: 408 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 500 },
    {
      kind: 'status',
      status: 500,
      body: '{"errorMessage":"Failed to get execution status - internal error"}',
    },
    { kind: 'status', status: 503, body: '{"errorMessage":"We are in upgrade"}' },
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'truncate', afterBytes: 10 },
    { kind: 'malformed-body', body: '<html>' },
  ] as const)('does not end the wait: %j', async (fault) => {
    const { wait, lab } = await started();
    lab.faults.add({ ...fault, match: status, times: 3 });
    const tolerated: (string | undefined)[] = [];
    const ended = await wait({
      onPoll: (progress: WaitProgress) => tolerated.push(progress.tolerated?.code),
    });
    expect(ended).toMatchObject([{ outcome: 'passed' }]);
    expect(tolerated.filter((code) => code !== undefined)).toHaveLength(3);
  });

  it('R4: ends it as unreachable when none succeeds for the whole error budget', async () => {
    const { wait, lab, clock } = await started();
    lab.faults.add({ kind: 'status', status: 503 });
    expect(await wait({ errorBudgetMs: 60_000 })).toMatchObject([
      {
        outcome: 'inconclusive',
        ending: 'unreachable',
        why: expect.stringContaining('No poll has succeeded for 60 s'),
      },
    ]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(60_000);
    expect(clock.now() - startMs).toBeLessThan(100_000);
  });

  it('R4: starts the budget anew after a good one', async () => {
    const { wait, lab, clock } = await started(1, { settings: { initializingMs: 200_000 } });
    clock.onSleep = (count) => {
      lab.faults.clear();
      if (count % 2 === 0) lab.faults.add({ kind: 'status', status: 503 });
    };
    expect(await wait({ errorBudgetMs: 60_000 })).toMatchObject([{ outcome: 'passed' }]);
  });

  it('ends it at the deadline when that comes first', async () => {
    const { wait, lab } = await started();
    lab.faults.add({ kind: 'status', status: 503 });
    expect(await wait({ timeoutMs: 30_000 })).toMatchObject([{ ending: 'timed-out' }]);
  });

  it.each([
    ['wrong credentials', { kind: 'expired-token' }, AuthError],
    ['403', { kind: 'status', status: 403 }, AuthError],
    [
      'a refusal',
      { kind: 'status', status: 400, body: '{"errorMessage":"Failed to get execution status - bad"}' },
      Error,
    ],
  ] as const)('R4: ends it at once for %s', async (_, fault, expected) => {
    const { wait, lab, clock } = await started();
    lab.faults.add({ ...fault, match: status });
    expect(await failureOf(wait())).toBeInstanceOf(expected);
    expect(clock.sleeps).toEqual([]);
  });
});

describe('a cancelled wait', () => {
  it('ends in its pause', async () => {
    const { wait, clock } = await started();
    const cancel = new AbortController();
    clock.onSleep = () => {
      cancel.abort();
    };
    expect(await failureOf(wait({ signal: cancel.signal }))).toMatchObject({ code: 'CANCELLED' });
  });

  it('ends in the middle of a poll', async () => {
    const { wait, lab } = await started();
    lab.faults.add({ kind: 'stall', match: status });
    const cancel = new AbortController();
    const waiting = failureOf(wait({ signal: cancel.signal }));
    while (!lab.requests.some(({ fault }) => fault === 'stall'))
      await new Promise((resolve) => setImmediate(resolve));
    cancel.abort();
    expect(await waiting).toMatchObject({ code: 'CANCELLED' });
  });
});
