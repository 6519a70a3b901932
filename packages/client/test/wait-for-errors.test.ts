import { describe, expect, it } from '@jest/globals';
import { AuthError, type WaitProgress } from '../src/index.ts';
import { failureOf, openLab, requestsFromNowOn, startMs } from './open-lab.ts';
import { hour, started } from './started.ts';

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

  it('R4: ends it with the sentence of the service when that refuses each of them', async () => {
    const { wait, lab } = await started();
    const body = '{"errorMessage":"Failed to get execution status - internal error"}';
    lab.faults.add({ kind: 'status', status: 500, body });
    expect(await wait({ errorBudgetMs: 60_000 })).toMatchObject([
      { ending: 'unreachable', why: expect.stringMatching(/the last error: .* - internal error$/) },
    ]);
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
    lab.faults.add({ kind: 'status', status: 503, after: 1 });
    expect(await wait({ timeoutMs: 30_000 })).toMatchObject([{ ending: 'timed-out' }]);
  });

  it('does not call running at the deadline what no poll has ever seen', async () => {
    const { wait, lab } = await started();
    lab.faults.add({ kind: 'status', status: 503 });
    expect(await wait({ timeoutMs: 30_000 })).toMatchObject([
      {
        ending: 'unreachable',
        why: expect.stringMatching(
          /^No poll has succeeded for 30 s; the last error: .* answered 503 .*later\.$/,
        ),
      },
    ]);
  });

  it('ends as lost at the deadline when the service has never known it', async () => {
    const { wait, lab } = await started();
    lab.faults.add({ kind: 'status', status: 404 });
    expect(await wait({ timeoutMs: 30_000 })).toMatchObject([
      { ending: 'lost', why: expect.stringContaining('Check the id and the name of the cloud') },
    ]);
  });

  it.each([
    ['429', 429],
    ['503', 503],
  ])('is not repeated before the time that a %s asks for', async (_, status) => {
    const { wait, lab, clock } = await started();
    lab.faults.add({ kind: 'status', status, retryAfter: 90, times: 1 });
    const asked = requestsFromNowOn(lab);
    const beganMs = clock.now();
    const ended: number[] = [];
    await wait({
      onPoll: () => {
        ended.push(clock.now() - beganMs);
      },
    });
    expect(
      asked()
        .map((request) => request.status)
        .slice(0, 2),
    ).toEqual([status, 200]);
    expect(ended[1]).toBeGreaterThanOrEqual(90_000);
  });

  it('ends with the error budget when the service asks for a longer pause', async () => {
    const { wait, lab, clock } = await started();
    lab.faults.add({ kind: 'status', status: 429, retryAfter: 3600 });
    const asked = requestsFromNowOn(lab);
    const beganMs = clock.now();
    expect(await wait({ errorBudgetMs: 60_000 })).toMatchObject([{ ending: 'unreachable' }]);
    expect(clock.now() - beganMs).toBe(60_000);
    expect(asked()).toHaveLength(2);
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

  it('R4: ends it at once for a certificate that is not trusted', async () => {
    const { client, clock } = await openLab({ certificate: 'other-authority' });
    expect(await failureOf(client.executions.waitFor(['bot_login_1'], { timeoutMs: hour }))).toMatchObject({
      code: 'CERTIFICATE_REFUSED',
    });
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
