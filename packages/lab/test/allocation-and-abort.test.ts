import { describe, expect, it } from '@jest/globals';
import { errorMessage, services, startScript, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const login = 'PUBLIC:Samples/login.xml';
const device = { 'param.DUT': 'F52F82C4DEMO01' };

describe('waiting for a device', () => {
  const soon = { 'handset.allocation.timeout': '10000', 'handset.allocation.retryInterval': '3000' };
  const busy = { 'param.DUT': 'F52F82C4DEMO07', ...soon };

  it('ends as soon as a retry finds the device free', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, busy);
    await clock.advance(500);
    expect((await statusOf(lab, executionId)).status).toBe('Waiting for resources');
    lab.state.devices.free('F52F82C4DEMO07');
    await clock.advance(2999);
    expect((await statusOf(lab, executionId)).status).toBe('Waiting for resources');
    await clock.advance(1);
    expect((await statusOf(lab, executionId)).status).toBe('Running');
  });

  it('ends as Failed when the time is over', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, busy);
    await clock.advance(10_499);
    expect((await statusOf(lab, executionId)).status).toBe('Waiting for resources');
    await clock.advance(1);
    const status = await statusOf(lab, executionId);
    expect(status).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Failed',
      reason: 'ResourcesUnavailable',
    });
    expect(status.completionDescription).toContain('device is in use');
  });

  it('happens for a device that another user has reserved, not for one reserved by the caller', async () => {
    const { lab, clock } = await openLab();
    const reserve = (deviceId: string, token: string) =>
      services(
        lab,
        'reservations',
        'create',
        { resourceIds: deviceId, startTime: '-1', endTime: String(clock.now() + 60_000) },
        token,
      );
    await reserve('F52F82C4DEMO01', lab.tokens.other);
    await reserve('F52F82C4DEMO02', lab.tokens.automation);
    const blocked = await startScript(lab, login, { 'param.DUT': 'F52F82C4DEMO01', ...soon });
    const free = await startScript(lab, login, { 'param.DUT': 'F52F82C4DEMO02', ...soon });
    await clock.advance(500);
    expect((await statusOf(lab, blocked.executionId)).status).toBe('Waiting for resources');
    expect((await statusOf(lab, free.executionId)).status).toBe('Running');
  });

  it('happens for a disconnected device, and says so at the end', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, { 'param.DUT': 'F52F82C4DEMO10', ...soon });
    await clock.advance(20_000);
    expect((await statusOf(lab, executionId)).completionDescription).toContain('device is not connected');
  });

  it('happens when every device is taken', async () => {
    const { lab, clock } = await openLab();
    for (const { deviceId } of lab.state.devices.all.values())
      lab.state.devices.take(deviceId, { user: 'dana@example.com' });
    const { executionId } = await startScript(lab, login, soon);
    await clock.advance(20_000);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      reason: 'ResourcesUnavailable',
    });
  });
});

describe('aborting', () => {
  const abort = (lab: Parameters<typeof services>[0], executionId: string) =>
    services(lab, `executions/${executionId}`, 'abort');

  it.each([
    ['Initializing', 0, {}],
    ['Waiting for resources', 600, { 'param.DUT': 'F52F82C4DEMO07' }],
  ])('in %s completes at once', async (state, ms, query) => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, query);
    await clock.advance(ms);
    expect((await statusOf(lab, executionId)).status).toBe(state);
    expect((await abort(lab, executionId)).text).toBe('{"status":"Success"}');
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'UserAborted',
    });
  });

  it('in Running goes through Terminating and frees the device', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, device);
    await clock.advance(1000);
    await abort(lab, executionId);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Terminating',
      flowEndCode: 'UserAborted',
    });
    await clock.advance(500);
    const status = await statusOf(lab, executionId);
    expect(status).toMatchObject({
      status: 'Completed',
      flowEndCode: 'UserAborted',
      progressPercentage: '16.7',
    });
    expect(lab.state.devices.find('F52F82C4DEMO01')?.session).toBeNull();
  });

  it('in Terminating still counts as aborted', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, device);
    await clock.advance(3600);
    expect((await statusOf(lab, executionId)).status).toBe('Terminating');
    await abort(lab, executionId);
    await clock.advance(500);
    expect((await statusOf(lab, executionId)).flowEndCode).toBe('UserAborted');
  });

  it('of a completed execution is refused, or by a setting taken as done', async () => {
    for (const [abortCompletedRefused, status] of [
      [true, 400],
      [false, 200],
    ] as const) {
      const { lab, clock } = await openLab({ settings: { abortCompletedRefused } });
      const { executionId } = await startScript(lab, login);
      await clock.advance(60_000);
      const got = await abort(lab, executionId);
      expect(got.status).toBe(status);
      expect((await statusOf(lab, executionId)).flowEndCode).toBe('Success');
    }
  });

  it('of an unknown id is refused with the id', async () => {
    const { lab } = await openLab();
    const got = await abort(lab, 'nobody_x_24-05-06_10_11_12_9');
    expect(errorMessage(got)).toBe(
      "Failed to abort script - Execution nobody_x_24-05-06_10_11_12_9 wasn't found",
    );
  });
});
