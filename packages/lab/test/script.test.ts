import { describe, expect, it } from '@jest/globals';
import { errorMessage, json, send, services, startScript, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const login = 'PUBLIC:Samples/login.xml';
const device = { 'param.DUT': 'F52F82C4DEMO01' };

describe('starting a script', () => {
  it('answers at once with ids and addresses in the documented forms', async () => {
    const { lab } = await openLab();
    const got = json(await services(lab, 'executions', 'execute', { scriptKey: login }));
    expect(got).toEqual({
      executionId: 'ci.bot@example.com_login_24-05-06_10_11_12_1',
      testGridReportUrl:
        'https://mycloud.reporting.perfectomobile.com?externalId[0]=ci.bot@example.com_login_24-05-06_10_11_12_1',
      singleTestReportUrl: expect.stringMatching(
        /^https:\/\/mycloud\.perfectomobile\.com\/nexperience\/singletest\/report\/\?reportRepositoryKey=PRIVATE:240506\/login_24-05-06_10_11_12_1\.xml&ownerId=ci\.bot@example\.com&sharingCode=[0-9a-f-]{36}$/,
      ),
      reportKey: 'PRIVATE:240506/login_24-05-06_10_11_12_1.xml',
      reportPdfUrl:
        'https://mycloud.reporting.perfectomobile.com/export/api/v1/test-executions/pdf?externalId[0]=ci.bot@example.com_login_24-05-06_10_11_12_1',
      sessionId: 'ci.bot@example.com_login_24-05-06_10_11_12_1',
    });
  });

  it('makes two executions of two starts', async () => {
    const { lab } = await openLab();
    const first = await startScript(lab, login);
    const second = await startScript(lab, login, { 'output.visibility': 'public' });
    expect(second.executionId).not.toBe(first.executionId);
    expect(second.reportKey).toMatch(/^PUBLIC:/);
  });

  it.each([
    'PUBLIC:nothing.xml',
    'PUBLIC:Samples/login',
    'PRIVATE:Samples/login.xml',
    'nonsense',
    'TEST:x.xml',
  ])('refuses a script that is not there: %s', async (scriptKey) => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'execute', { scriptKey });
    expect(got.status).toBe(400);
    expect(errorMessage(got)).toMatch(/^Failed to execute script - .*item not found/);
  });

  it('does not show another user a private script', async () => {
    const { lab } = await openLab();
    const query = { operation: 'upload', securityToken: lab.tokens.automation };
    await send(lab, '/services/repositories/scripts/PRIVATE:mine.xml', {
      method: 'PUT',
      query,
      body: 'steps',
    });
    expect((await services(lab, 'executions', 'execute', { scriptKey: 'PRIVATE:mine.xml' })).status).toBe(
      200,
    );
    const other = await services(
      lab,
      'executions',
      'execute',
      { scriptKey: 'PRIVATE:mine.xml' },
      lab.tokens.other,
    );
    expect(errorMessage(other)).toContain('item not found');
  });
});

describe('the life of an execution', () => {
  it('goes through every state on the lab clock and holds its device meanwhile', async () => {
    const { lab, clock } = await openLab({ settings: { initializingMs: 1000, terminatingMs: 1000 } });
    const { executionId } = await startScript(lab, login, { 'param.dut': 'F52F82C4DEMO01' });
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Initializing',
      progressPercentage: '0.0',
      devices: [],
    });
    await clock.advance(1000);
    expect(lab.state.devices.find('F52F82C4DEMO01')?.session).toEqual({
      user: 'ci.bot@example.com',
      executionId,
    });
    await clock.advance(1200);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Running',
      completed: 'false',
      progressPercentage: '40.0',
      devices: [{ deviceId: 'F52F82C4DEMO01', manufacturer: 'Apple', model: 'iPhone-15 Pro' }],
    });
    await clock.advance(1800);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Terminating',
      completed: 'false',
      progressPercentage: '100.0',
    });
    await clock.advance(1000);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      completed: 'true',
      flowEndCode: 'Success',
      reason: 'Success',
      completionDescription: 'Success',
    });
    expect(lab.state.devices.find('F52F82C4DEMO01')?.session).toBeNull();
  });

  it('ends at the failing step with the message of the scenario, its progress staying below 100', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const { executionId } = await startScript(lab, 'PUBLIC:Samples/checkout.xml', device);
    await clock.advance(60_000);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Failed',
      reason: 'Failed',
      completionDescription: "Button 'Pay now' was not found on the screen",
      failedActions: '1',
      progressPercentage: '82.4',
    });
  });

  it('completes with ResourcesUnavailable for a device that does not exist', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, { 'param.DUT': 'NOPE' });
    await clock.advance(500);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Failed',
      reason: 'ResourcesUnavailable',
      completionDescription: 'Device NOPE does not exist',
      progressPercentage: '0.0',
    });
  });

  it('says which variable is missing when the scenario demands a device', async () => {
    const { lab, clock } = await openLab({ scenario: "scripts: [{match: '*login*', needs-device: true}]" });
    const { executionId } = await startScript(lab, login);
    await clock.advance(500);
    expect((await statusOf(lab, executionId)).completionDescription).toBe(
      'variable/parameter DUT has no value',
    );
  });

  it('ends as Unknown when the scenario calls it inconclusive', async () => {
    const { lab, clock } = await openLab({ scenario: "scripts: [{match: '*', outcome: inconclusive}]" });
    const { executionId } = await startScript(lab, login);
    await clock.advance(60_000);
    expect(await statusOf(lab, executionId)).toMatchObject({ status: 'Completed', flowEndCode: 'Unknown' });
  });

  it('ends when its device is released by force', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, device);
    await clock.advance(600);
    expect((await services(lab, 'handsets/F52F82C4DEMO01', 'release')).text).toBe('{"status":"success"}');
    await clock.advance(600);
    expect(await statusOf(lab, executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Failed',
      reason: 'Failed',
    });
  });

  it('lets ten thousand executions wait with one timer each', async () => {
    const { lab, clock } = await openLab({ settings: { initializingMs: 3_600_000 } });
    const { executionId } = await startScript(lab, login);
    const one = lab.state.executions.get(executionId);
    if (!one) throw new TypeError('the execution is gone');
    for (let n = 0; n < 10_000; n += 1) {
      lab.state.lifecycle.start({
        ...one,
        executionId: `copy_${n}`,
        reportKey: `PRIVATE:copy_${n}.xml`,
        wantedDevice: 'NOPE',
      });
    }
    await clock.advance(3_600_000);
    const completed = [...lab.state.executions.all.values()].filter(({ status }) => status === 'Completed');
    expect(completed).toHaveLength(10_000);
  });
});
