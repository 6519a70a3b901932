import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@perfecto-actions/lab';
import { errorsOf, type StepOptions, type StepResult } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal, listOf } from './rehearsal.ts';

const pixel8 = '2ADEMO000002';
const creates = { operation: ['reservation.v1.create', 'reservation.create'] };

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await Rehearsal.open();
});
afterEach(() => rehearsal.close());

/** Resolves when the lab holds so many reservations. */
async function madeInLab(count: number): Promise<void> {
  while (rehearsal.reservations().length < count) await new Promise((resolve) => setImmediate(resolve));
}

/** Cancels the job as soon as the lab has made so many reservations, whether the step knows of them or not. */
async function cancelledAt(
  count: number,
  inputs: Record<string, string>,
  options: Partial<StepOptions> = {},
): Promise<StepResult> {
  const cancel = new AbortController();
  const running = rehearsal.run(inputs, { ...options, signal: cancel.signal });
  await madeInLab(count);
  cancel.abort();
  return running;
}

describe('releasing with reserve-device', () => {
  it('R30: finds a reservation whose answer was lost, uses it, and releases it', async () => {
    rehearsal.lab.faults.add({ kind: 'reset-after', match: creates, times: 1 });
    const step = await rehearsal.green({ 'device-ids': pixel8 });
    expect(rehearsal.reservations()).toHaveLength(1);
    expect(listOf(step, 'reservation-ids')).toEqual([rehearsal.reservations()[0]?.id]);
    expect(rehearsal.standing()).toEqual([]);
  });

  it.each([
    ['answers 503', { kind: 'status', status: 503, retryAfter: 0 }],
    ['breaks off before it does anything', { kind: 'reset-before' }],
  ] as const)('R6: asks again when the service %s, after it has looked', async (_, fault) => {
    rehearsal.lab.faults.add({ ...fault, match: creates, times: 2 });
    await rehearsal.green({ 'device-ids': pixel8 });
    expect(rehearsal.reservations()).toHaveLength(1);
    const looked = ['reservation.v1.create', 'reservation.list'];
    expect(rehearsal.operations()).toEqual([
      'device.v1.list',
      ...looked,
      ...looked,
      'reservation.v1.create',
      'reservation.v1.delete',
    ]);
  });

  it('R6: gives up on a device whose answers stay lost, and leaves no reservation', async () => {
    rehearsal.lab.faults.add({ kind: 'status', status: 503, retryAfter: 0, match: creates });
    const step = await rehearsal.run({ 'device-ids': pixel8 });
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(
        /^The service answered 503 to reservation\.v1\.create.*\n.*repeat the step later/,
      ),
    ]);
    expect(rehearsal.operations().filter((id) => id === 'reservation.v1.create')).toHaveLength(3);
    expect(step.post?.outcome).toBe('success');
    expect(rehearsal.standing()).toEqual([]);
  });

  it.each([404, 302])('takes a bare %i for no word on the device, and tries no other one', async (status) => {
    rehearsal.lab.faults.add({ kind: 'status', status, match: creates });
    const step = await rehearsal.run({ os: 'Android' });
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/^The service answered \d+ to .*\n.*check the name of the cloud/),
    ]);
    expect(rehearsal.operations().filter((id) => id === 'reservation.v1.create')).toHaveLength(1);
  });

  it('tells of a release that a bare 404 answered, since the reservation may stand', async () => {
    const match = { operation: 'reservation.v1.delete' };
    rehearsal.lab.faults.add({ kind: 'status', status: 404, match });
    const step = await rehearsal.run({ 'device-ids': pixel8 });
    expect(step.post?.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Reservation \d+ could not be released, it ends by itself: /),
    ]);
  });

  it('R10: does not take a reservation of somebody else for its own, though user, device and end are the same', async () => {
    await rehearsal.close();
    rehearsal = await Rehearsal.open({ clock: new ManualClock() });
    const { automation } = rehearsal.lab.users;
    const nowMs = rehearsal.lab.clock.now();
    rehearsal.lab.state.reservations.create({
      deviceId: pixel8,
      reservedTo: automation.name,
      reservedBy: automation.name,
      startMs: nowMs + 1_800_000,
      endMs: nowMs + 3_600_000,
      description: 'ci acme/shop run 1.1 other 0 12345678',
    });
    rehearsal.lab.faults.add({ kind: 'reset-before', match: creates });
    const step = await rehearsal.run({ 'device-ids': pixel8, duration: '1h' });
    expect(step.outcome).toBe('failure');
    expect(rehearsal.operations()).not.toContain('reservation.v1.delete');
    expect(rehearsal.standing()).toHaveLength(1);
  });

  it('R32: stays green when the release fails, and says that the reservation ends by itself', async () => {
    rehearsal.lab.faults.add({
      kind: 'status',
      status: 500,
      body: '[{"userMessage":"Failed to delete reservation - out of order","developerMessage":"1"}]',
      match: { operation: 'reservation.v1.delete' },
    });
    const step = await rehearsal.green({ 'device-ids': pixel8 });
    expect(step.post?.outcome).toBe('success');
    expect(step.post?.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/could not be released, it ends by itself: .*out of order/),
      }),
    ]);
  });

  it('R32: one release that fails keeps no other from being tried', async () => {
    rehearsal.lab.faults.add({
      kind: 'status',
      status: 400,
      body: '[{"userMessage":"Failed to delete reservation - no","developerMessage":"1"}]',
      match: { operation: 'reservation.v1.delete' },
      times: 1,
    });
    const step = await rehearsal.green({ os: 'iOS', count: '3' });
    expect(step.post?.outcome).toBe('success');
    expect(step.post?.log.match(/^Released /gm)).toHaveLength(2);
    expect(rehearsal.standing()).toHaveLength(1);
  });

  it('R32: a reservation that is gone already is fine', async () => {
    const running = rehearsal.green(
      { 'device-ids': pixel8 },
      {
        log: (line) => {
          if (line.startsWith('Reserved ')) {
            for (const { id } of rehearsal.reservations()) rehearsal.lab.state.reservations.all.remove(id);
          }
        },
      },
    );
    const step = await running;
    expect(step.post).toMatchObject({ outcome: 'success', annotations: [] });
  });

  it('R32: the post step is green when the cloud is gone', async () => {
    const step = await rehearsal.green(
      { 'device-ids': pixel8 },
      {
        log: (line) => {
          if (line.startsWith('Reserved ')) {
            rehearsal.lab.faults.add({ kind: 'reset-before', match: { operation: 'reservation.v1.delete' } });
          }
        },
      },
    );
    expect(step.post?.outcome).toBe('success');
    expect(step.post?.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  it('R1: an interrupt while a reservation is being made leaves none behind', async () => {
    // The answer trickles in, so that the cancel meets a call whose reservation exists and whose id is not known yet.
    rehearsal.lab.faults.add({ kind: 'drip', bytesPerSecond: 400, match: creates });
    const step = await cancelledAt(1, { os: 'iOS', count: '3' });
    expect(step.outcome).toBe('cancelled');
    expect(step.signalsSent).toEqual(['SIGINT']);
    expect(step.log).toContain('SIGINT: the job is being cancelled');
    expect(rehearsal.reservations()).toHaveLength(1);
    expect(rehearsal.standing()).toEqual([]);
  });

  it('R1: an answer that never comes does not hold up a cancelled step; the post step finds the reservation', async () => {
    rehearsal.lab.faults.add({ kind: 'drip', bytesPerSecond: 1, match: creates });
    const step = await cancelledAt(
      1,
      { 'device-ids': pixel8 },
      { killDelays: { sigtermAfterMs: 100, sigkillAfterMs: 30_000 } },
    );
    expect(step.signalsSent).toEqual(['SIGINT', 'SIGTERM']);
    expect(step.exitCode).toBe(1);
    expect(step.durationMs).toBeLessThan(20_000);
    expect(step.post?.log).toMatch(/^Released 2ADEMO000002/m);
    expect(rehearsal.standing()).toEqual([]);
  });

  it.each(['token', 'password'])(
    'R30: the post step releases what a killed step had asked for (%s)',
    async (kind) => {
      rehearsal.lab.faults.add({ kind: 'drip', bytesPerSecond: 1, match: creates });
      const step = await cancelledAt(
        1,
        {
          'device-ids': pixel8,
          ...(kind === 'password' && {
            'security-token': '',
            user: rehearsal.lab.users.automation.name,
            password: '${{ secrets.PASSWORD }}',
          }),
        },
        { killDelays: { sigtermAfterMs: 0, sigkillAfterMs: 0 } },
      );
      expect(step.signalsSent).toEqual(['SIGINT', 'SIGTERM', 'SIGKILL']);
      expect(step.signal).toBe('SIGKILL');
      expect(step.post?.outcome).toBe('success');
      expect(rehearsal.reservations()).toHaveLength(1);
      expect(rehearsal.standing()).toEqual([]);
    },
  );

  it('R1: ends a wait at once when the job is cancelled', async () => {
    rehearsal.lab.state.devices.take(pixel8, { user: 'dana@example.com' });
    const cancel = new AbortController();
    const step = await rehearsal.run(
      { 'device-ids': pixel8, 'no-device': 'wait', wait: '6h', 'poll-interval': '10m' },
      {
        signal: cancel.signal,
        log: (line) => {
          if (line.includes('Waiting up to')) cancel.abort();
        },
      },
    );
    expect(step.outcome).toBe('cancelled');
    expect(step.signalsSent).toEqual(['SIGINT']);
    expect(step.post?.log).toContain('No reservation is left to release.');
  });

  it('keeps the state for the post step small however often it has to try', async () => {
    for (let number = 0; number < 6; number += 1) {
      rehearsal.reserveForOther(`2ADEMO00000${number + 1}`, 30 * 60_000, 3_600_000);
    }
    const step = await rehearsal.run({ manufacturer: 'Google', 'no-device': 'wait', wait: '1500ms' });
    expect(step.outcome).toBe('failure');
    const attempts = (await rehearsal.leftBehind()).match(/^attempts<<.*\n.*$/gm)?.at(-1);
    expect(attempts).toMatch(/\n\[\]$/);
    expect(step.post?.log).toContain('No reservation is left to release.');
  });
});
