import { describe, expect, it } from '@jest/globals';
import { InputError } from '../src/index.ts';
import { failureOf, login, openLab, phone, startMs } from './open-lab.ts';
import { hour, started } from './started.ts';

const status = { operation: 'script.status' };

describe('R7, R8: an end that is not plainly good', () => {
  it.each([
    [
      'a failed script',
      { scenario: "scripts: [{match: '*', outcome: failed, message: 'Pay now is gone'}]" },
      'failed',
      'Failed: Pay now is gone',
    ],
    [
      'an inconclusive script',
      { scenario: "scripts: [{match: '*', outcome: inconclusive}]" },
      'inconclusive',
      'Unknown: Unknown',
    ],
    [
      'a device that does not exist',
      { scenario: 'devices: [{deviceId: F52F82C4DEMO01, status: Not Connected}]' },
      'failed',
      /^ResourcesUnavailable: /,
    ],
  ])('is told by its outcome and why: %s', async (_, options, outcome, why) => {
    const { wait, ids } = await started(1, options);
    const [ended] = await wait({ timeoutMs: 3 * hour });
    expect(ended).toMatchObject({
      executionId: ids[0],
      outcome,
      ending: 'completed',
      status: { completed: true },
    });
    expect(ended?.why).toMatch(why);
  });

  it('is inconclusive for one that a user aborted', async () => {
    const { wait, ids, client } = await started();
    await client.executions.abort(ids[0] ?? '');
    expect(await wait()).toMatchObject([
      { outcome: 'inconclusive', ending: 'completed', why: expect.stringContaining('UserAborted') },
    ]);
  });

  it.each([
    [
      'Success beside failed actions',
      {
        status: 'Completed',
        completed: 'true',
        flowEndCode: 'Success',
        failedActions: '1',
        failedValidations: '1',
      },
      'completed',
      'The service reports Success beside 2 failed actions or validations.',
    ],
    [
      'no flow end code',
      { status: 'Completed', completed: 'true' },
      'completed',
      'It ended with no flow end code.',
    ],
    [
      'an abort without a reason',
      { status: 'Completed', completed: 'true', flowEndCode: 'UserAborted' },
      'completed',
      'A user aborted it.',
    ],
    [
      'a new flow end code',
      { status: 'Completed', completed: 'true', flowEndCode: 'Melted' },
      'completed',
      'It ended with Melted flow end code.',
    ],
    [
      'R8: a state that nobody listed',
      { status: 'Meditating', completed: 'false', flowEndCode: 'Success' },
      'unknown-state',
      'The service reports the unlisted state "Meditating".',
    ],
    [
      'R8: an empty state',
      { status: '', completed: 'false' },
      'unknown-state',
      'The service reports the unlisted state "".',
    ],
  ])('is inconclusive: %s', async (_, fields, ending, why) => {
    const { wait, ids, lab } = await started();
    lab.faults.add({
      kind: 'malformed-body',
      match: status,
      body: JSON.stringify({ executionId: ids[0], ...fields }),
    });
    expect(await wait()).toMatchObject([{ outcome: 'inconclusive', ending, why }]);
  });

  it('is failed when the service says only that', async () => {
    const { wait, ids, lab } = await started();
    const body = { executionId: ids[0], status: 'Completed', completed: 'true', flowEndCode: 'Failed' };
    lab.faults.add({ kind: 'malformed-body', match: status, body: JSON.stringify(body) });
    expect(await wait()).toMatchObject([{ outcome: 'failed', ending: 'completed', why: 'Failed' }]);
  });

  it('R7: is inconclusive when the time is over, at that time', async () => {
    const { wait, clock } = await started(1, { settings: { initializingMs: hour } });
    expect(await wait({ timeoutMs: 60_000 })).toMatchObject([
      {
        outcome: 'inconclusive',
        ending: 'timed-out',
        why: expect.stringContaining('60 s'),
        status: { status: 'Initializing' },
      },
    ]);
    expect(clock.now() - startMs).toBe(60_000);
  });

  it('R7: is inconclusive for an execution that the service loses', async () => {
    const { wait, ids, lab, clock } = await started(1, { settings: { initializingMs: hour } });
    clock.onSleep = (count) => {
      if (count === 1) lab.state.executions.remove(ids[0] ?? '');
    };
    expect(await wait()).toMatchObject([
      { outcome: 'inconclusive', ending: 'lost', status: { status: 'Initializing' } },
    ]);
    expect(clock.now() - startMs).toBeLessThan(120_000);
  });

  it('needs at least one execution', async () => {
    const { client } = await openLab();
    expect(await failureOf(client.executions.waitFor([], { timeoutMs: 1 }))).toBeInstanceOf(InputError);
  });
});

describe('a wait for one execution', () => {
  it('sees every state on the way, with growing pauses up to the longest', async () => {
    const { wait, client, clock } = await started(1, {
      scenario: "scripts: [{match: '*', duration: 90s}]",
      settings: { initializingMs: 6_000, terminatingMs: 40_000 },
    });
    const states: (string | undefined)[] = [];
    const ends: string[] = [];
    await client.executions.execute({ scriptKey: login });
    const ended = await wait({
      onPoll: ({ running }) => states.push(running[0]?.status?.status),
      onEnd: ({ outcome }) => ends.push(outcome),
    });
    expect(ended).toMatchObject([{ outcome: 'passed', ending: 'completed', why: 'Success' }]);
    expect([...new Set(states)]).toEqual(['Initializing', 'Running', 'Terminating', undefined]);
    expect(ends).toEqual(['passed']);
    // Jitter is at its lowest, 0.9.
    expect(clock.sleeps.slice(0, 3)).toEqual([4_500, 5_400, 6_480]);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(30_000);
  });

  it('never pauses longer than the longest, by whatever chance', async () => {
    const { as, clock } = await openLab();
    const { executions } = as('automation', { random: () => 1 });
    const { executionId } = await executions.execute({ scriptKey: login });
    await executions.waitFor([executionId], { timeoutMs: hour, pollIntervalMs: 120, maxPollIntervalMs: 125 });
    expect([...new Set(clock.sleeps)]).toEqual([125]);
  });

  it('waits while the execution waits for a device', async () => {
    const { client, lab, clock } = await openLab();
    lab.state.devices.take(phone, { user: 'dana@example.com' });
    const { executionId } = await client.executions.execute({
      scriptKey: login,
      param: { DUT: phone },
      'handset.allocation.retryInterval': 1_000,
    });
    const seen = new Set<string | undefined>();
    clock.onSleep = (count) => {
      if (count === 4) lab.state.devices.free(phone);
    };
    const ended = await client.executions.waitFor([executionId], {
      timeoutMs: hour,
      onPoll: ({ running }) => seen.add(running[0]?.status?.status),
    });
    expect(ended).toMatchObject([{ outcome: 'passed' }]);
    expect(seen).toContain('Waiting for resources');
  });

  it('R9: takes "not found" right after the start for a lag', async () => {
    const { wait, lab } = await started();
    lab.faults.add({ kind: 'not-found-first', count: 3, match: status });
    expect(await wait()).toMatchObject([{ outcome: 'passed' }]);
  });

  it('R9: ends as lost when the lag outlasts the grace time', async () => {
    const { wait, lab, clock } = await started();
    lab.faults.add({ kind: 'not-found-first', count: 1_000, match: status });
    expect(await wait({ graceMs: 20_000 })).toMatchObject([
      { outcome: 'inconclusive', ending: 'lost', why: expect.stringMatching(/has not known it for 2\d s/) },
    ]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(20_000);
    expect(clock.now() - startMs).toBeLessThan(60_000);
  });

  it('gives the same id once', async () => {
    const { client, ids } = await started();
    const [id = ''] = ids;
    expect(await client.executions.waitFor([id, id], { timeoutMs: hour })).toHaveLength(1);
  });
});
