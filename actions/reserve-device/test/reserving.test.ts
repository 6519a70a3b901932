import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@perfecto-actions/lab';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal, listOf } from './rehearsal.ts';

const pixel8Pro = '2ADEMO000001';
const pixel8 = '2ADEMO000002';
const iPhone15 = 'F52F82C4DEMO02';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await Rehearsal.open();
});
afterEach(() => rehearsal.close());

/** A rehearsal with a lab of another kind. */
async function reopen(options: Parameters<typeof Rehearsal.open>[0]): Promise<void> {
  await rehearsal.close();
  rehearsal = await Rehearsal.open(options);
}

function take(deviceId: string): void {
  rehearsal.lab.state.devices.take(deviceId, { user: 'dana@example.com' });
}

describe('choosing devices with reserve-device', () => {
  it('R30: reserves a device that matches, with an end and a mark, and releases it after the job', async () => {
    const beganMs = Date.now();
    const step = await rehearsal.green(
      { manufacturer: 'Google', model: 'Pixel 8', duration: '45m' },
      { github: { repository: 'acme/shop', run_id: '77', run_attempt: '2', job: 'ui' } },
    );
    const [reservation] = rehearsal.reservations();
    expect(reservation).toMatchObject({
      deviceId: pixel8,
      reservedTo: 'ci.bot@example.com',
      description: expect.stringMatching(/^ci acme\/shop run 77\.2 ui 0 [0-9a-f]{8}$/),
    });
    const endsAtMs = Date.parse(step.outputs['ends-at'] ?? '');
    expect(endsAtMs - beganMs).toBeGreaterThanOrEqual(45 * 60_000);
    expect(endsAtMs - beganMs).toBeLessThan(46 * 60_000);
    expect(step.outputs).toMatchObject({
      'device-id': pixel8,
      'device-ids': `["${pixel8}"]`,
      reserved: 'true',
      'reservation-ids': `["${reservation?.id ?? ''}"]`,
    });
    expect(step.summary).toContain(`| Google Pixel 8 | ${pixel8} | Android 14 |`);
    expect(step.post?.log).toContain(`Released ${pixel8} (reservation ${reservation?.id ?? ''})`);
    expect(rehearsal.standing()).toEqual([]);
  });

  it('gives a matrix that a workflow can use as it is', async () => {
    const step = await rehearsal.green({ os: 'iOS', count: '3' });
    const matrix = JSON.parse(step.outputs['matrix'] ?? '') as { include: Record<string, string>[] };
    expect(matrix.include).toEqual(listOf(step, 'devices'));
    expect(matrix.include).toHaveLength(3);
    expect(new Set(matrix.include.map(({ deviceId }) => deviceId)).size).toBe(3);
    expect(matrix.include[0]).toEqual({
      deviceId: expect.any(String),
      manufacturer: 'Apple',
      model: expect.any(String),
      os: 'iOS',
      osVersion: expect.any(String),
      location: expect.any(String),
    });
    expect(rehearsal.standing()).toEqual([]);
  });

  it('reserves the devices that are named, in the order given and in any case', async () => {
    const step = await rehearsal.green({ 'device-ids': `${iPhone15.toLowerCase()}\n${pixel8}` });
    expect(listOf(step, 'device-ids')).toEqual([iPhone15, pixel8]);
    expect(rehearsal.reservations()).toHaveLength(2);
  });

  it('names every unknown device and reserves none', async () => {
    const step = await rehearsal.run({ 'device-ids': `${pixel8}, NOPE1, NOPE2` });
    expect(errorsOf(step)).toEqual([
      'device-ids: the cloud has no device NOPE1, or your user may not see it.',
      'device-ids: the cloud has no device NOPE2, or your user may not see it.',
    ]);
    expect(rehearsal.reservations()).toEqual([]);
  });

  it('R29: is red when a device is taken, says by what, and what to do', async () => {
    take(pixel8);
    const step = await rehearsal.run({ 'device-ids': pixel8 });
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/Google Pixel 8 \(2ADEMO000002\) is in use.*Set no-device to wait or skip/),
    ]);
    expect(step.outputs).toMatchObject({ 'device-id': '', 'device-ids': '[]', reserved: 'false' });
    expect(step.summary).toContain('in use');
    expect(rehearsal.reservations()).toEqual([]);
  });

  it('R29: is green without a device when told to skip', async () => {
    take(pixel8);
    const step = await rehearsal.green({ 'device-ids': pixel8, 'no-device': 'skip' });
    expect(step.outputs).toMatchObject({ reserved: 'false', 'device-ids': '[]', matrix: '{"include":[]}' });
    expect(step.annotations.map(({ level }) => level)).toEqual(['notice']);
  });

  it('R29: is red when nothing matches, and for a device that is not connected', async () => {
    const none = await rehearsal.run({ model: 'Nokia 3310' });
    expect(errorsOf(none)).toEqual([expect.stringContaining('Wanted 1 device: no device matches.')]);
    const broken = await rehearsal.run({ 'device-ids': 'R3DEMO000012' });
    expect(errorsOf(broken)).toEqual([expect.stringContaining('(R3DEMO000012) is error')]);
  });

  it('R29: waits until a device gets free, and says once what it waits for', async () => {
    take(pixel8);
    let looks = 0;
    const step = await rehearsal.green(
      { 'device-ids': pixel8, 'no-device': 'wait', wait: '1m' },
      {
        debug: true,
        log: (line) => {
          if (line.includes('device.v1.list') && (looks += 1) === 4) rehearsal.lab.state.devices.free(pixel8);
        },
      },
    );
    expect(step.outputs['device-id']).toBe(pixel8);
    expect(step.log.match(/Waiting up to/g)).toHaveLength(1);
    expect(looks).toBeGreaterThanOrEqual(4);
  });

  it('R29: gets a device whose reservation runs out while it waits', async () => {
    const clock = new ManualClock();
    await reopen({ clock });
    rehearsal.reserveForOther(pixel8, 0, 30 * 60_000);
    const step = await rehearsal.green(
      { model: 'Pixel 8', 'no-device': 'wait', wait: '1m', duration: '24h' },
      {
        log: (line) => {
          if (line.includes('is reserved')) void clock.advance(31 * 60_000);
        },
      },
    );
    expect(step.outputs['device-id']).toBe(pixel8);
  });

  it('R29: is red when the wait is over', async () => {
    take(pixel8);
    const step = await rehearsal.run({ 'device-ids': pixel8, 'no-device': 'wait', wait: '200ms' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('in use')]);
    expect(step.durationMs).toBeLessThan(20_000);
  });

  it('R5: a look that fails does not end the wait', async () => {
    take(pixel8);
    const match = { operation: 'device.v1.list' };
    rehearsal.lab.faults.add({ kind: 'status', status: 503, retryAfter: 0, match, after: 1, times: 8 });
    const step = await rehearsal.green(
      { 'device-ids': pixel8, 'no-device': 'wait', wait: '1m' },
      {
        log: (line) => {
          if (line.includes('A look failed and is repeated')) rehearsal.lab.state.devices.free(pixel8);
        },
      },
    );
    expect(step.outputs['device-id']).toBe(pixel8);
    expect(step.log.match(/A look failed/g)).toHaveLength(1);
  });

  it('R4: refused credentials end the wait at once', async () => {
    take(pixel8);
    rehearsal.lab.faults.add({ kind: 'expired-token', match: { operation: 'device.v1.list' }, after: 2 });
    const step = await rehearsal.run({ 'device-ids': pixel8, 'no-device': 'wait', wait: '10m' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('Check the security token')]);
  });

  it('tries the next candidate when a device clashes with a later reservation', async () => {
    rehearsal.reserveForOther(pixel8Pro, 30 * 60_000, 3_600_000);
    const step = await rehearsal.green({ manufacturer: 'Google', model: 'Pixel 8.*' });
    expect(step.log).toContain('Google Pixel 8 Pro (2ADEMO000001) could not be reserved');
    expect(step.outputs['device-id']).toBe(pixel8);
    expect(rehearsal.standing().map(({ description }) => description)).toEqual(['demo']);
  });

  it('releases at once what it got when it is not enough', async () => {
    rehearsal.reserveForOther(pixel8, 30 * 60_000, 3_600_000);
    const step = await rehearsal.run({ manufacturer: 'Google', model: 'Pixel 8.*', count: '2' });
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/^Wanted 2 devices: 2 match, 1 could be had \(2ADEMO000002: .*already reserved/),
    ]);
    expect(step.outputs).toMatchObject({ reserved: 'false', 'reservation-ids': '[]' });
    expect(step.log).toMatch(/Released 2ADEMO000001 again/);
    expect(step.post?.log).toContain('No reservation is left to release.');
    expect(rehearsal.standing().map(({ description }) => description)).toEqual(['demo']);
  });

  it('reserves nothing at all when it can see that it is not enough', async () => {
    take(pixel8);
    const step = await rehearsal.run({ 'device-ids': `${pixel8},${pixel8Pro}` });
    expect(step.outcome).toBe('failure');
    expect(rehearsal.operations()).toEqual(['device.v1.list']);
  });

  it('R30: ends by the clock of the service, not by the own one', async () => {
    const clock = new ManualClock();
    await reopen({ clock });
    const step = await rehearsal.green({ model: 'Pixel 8', duration: '1h' });
    expect(step.outputs['ends-at']).toBe(new Date(clock.now() + 3_600_000).toISOString());
    expect(rehearsal.standing()).toEqual([]);
  });

  it('R14: a plan reserves nothing and says what it would reserve', async () => {
    const step = await rehearsal.green({ model: 'Pixel 8', plan: 'true' });
    expect(step.log).toContain('Plan: would reserve Google Pixel 8 (2ADEMO000002).');
    expect(step.outputs).toMatchObject({ 'device-id': pixel8, reserved: 'false', 'reservation-ids': '[]' });
    expect(step.summary).toContain('Would be reserved:');
    expect(rehearsal.operations()).toEqual(['device.v1.list']);
  });

  it('a plan is red when too few devices match, and only says so when they are taken now', async () => {
    const never = await rehearsal.run({ model: 'Pixel 8', count: '2', plan: 'true', 'no-device': 'wait' });
    expect(errorsOf(never)).toEqual([expect.stringContaining('Wanted 2 devices: 1 matches')]);
    take(pixel8);
    const now = await rehearsal.green({ model: 'Pixel 8', plan: 'true' });
    expect(now.annotations.map(({ level, message }) => [level, message])).toEqual([
      ['notice', expect.stringContaining('is in use')],
    ]);
  });

  it('takes the legacy calls with user and password', async () => {
    const { name } = rehearsal.lab.users.automation;
    const step = await rehearsal.green({
      'security-token': '',
      user: name,
      password: '${{ secrets.PASSWORD }}',
      model: 'Pixel 8',
    });
    expect(step.outputs['device-id']).toBe(pixel8);
    expect(rehearsal.operations()).toEqual(['device.list', 'reservation.create', 'reservation.delete']);
    expect(rehearsal.lab.requests.map(({ credentials, query }) => [credentials, query])).toEqual(
      Array.from({ length: 3 }, () => ['user and password', {}]),
    );
    expect(rehearsal.standing()).toEqual([]);
  });

  it('R31: writes no form of the token into log, outputs, summary or state, with debug logging too', async () => {
    const { automation } = rehearsal.lab.tokens;
    const step = await rehearsal.green({ model: 'Pixel 8' }, { debug: true });
    const shown = [
      step.log,
      step.post?.log,
      step.summary,
      JSON.stringify(step.outputs),
      await rehearsal.leftBehind(),
    ];
    for (const form of [
      automation,
      encodeURIComponent(automation),
      Buffer.from(automation).toString('base64'),
    ]) {
      expect(shown.join('\n')).not.toContain(form);
    }
    expect(rehearsal.lab.requests.every(({ query }) => !('securityToken' in query))).toBe(true);
  });

  it.each(['::error::gotcha', '##[error]gotcha', 'a\n::error::gotcha\r::error::gotcha'])(
    'R28: text of the service stays harmless in log and summary: %j',
    async (text) => {
      rehearsal.lab.state.devices.all.patch(pixel8, {
        manufacturer: text,
        model: 'Pixel | 8 <script>alert(1)</script>',
        location: '](https://evil.example) **bold**',
      });
      rehearsal.reserveForOther(pixel8Pro, 30 * 60_000, 3_600_000);
      rehearsal.lab.state.devices.all.patch(pixel8Pro, { manufacturer: text });
      const step = await rehearsal.green({ 'device-ids': pixel8 });
      const clash = await rehearsal.run({ 'device-ids': pixel8Pro });
      expect(step.annotations).toEqual([]);
      expect(clash.annotations).toHaveLength(1);
      expect(`${step.log}\n${clash.log}`).not.toMatch(/^\s*(::|##\[error\]gotcha)/m);
      expect(step.summary).not.toMatch(/<script|\*\*bold|\]\(https/);
      expect(step.summary.match(/^\|.*\|$/gm)).toHaveLength(3);
    },
  );
});
