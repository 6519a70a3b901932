import { describe, expect, it } from '@jest/globals';
import { json, rest, send, services, startScript, userMessage } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { checkout, listTests, login, phone, ranTest, ranTests, uploadScript } from './reporting-client.ts';

const path = '/export/api/v3/test-executions';

describe('the list of tests', () => {
  it('shows what ran, on which device, and where its files are', async () => {
    const { lab, clock } = await openLab();
    const startMs = clock.now();
    const test = await ranTest(lab, clock, login);
    expect(test).toMatchObject({
      name: 'login',
      owner: 'ci.bot@example.com',
      startTime: startMs,
      endTime: startMs + 4_000,
      status: 'PASSED',
      platforms: [
        {
          deviceId: 'F52F82C4DEMO01',
          deviceType: 'MOBILE',
          os: 'IOS',
          osVersion: '17.5.1',
          screenResolution: '1179x2556',
          mobileInfo: { manufacturer: 'Apple', model: 'iPhone-15 Pro' },
          selectionCriteriaV2: [{ name: 'deviceName', value: 'F52F82C4DEMO01' }],
        },
      ],
      tags: [],
      parameters: [{ name: 'DUT', value: 'F52F82C4DEMO01' }],
      customFields: [],
      videos: [{ format: 'mp4', startTime: startMs + 500, endTime: startMs + 3_500 }],
      artifacts: [
        { type: 'VITALS', fileName: 'vitals.csv.zip', contentType: 'text/csv', zipped: true },
        { type: 'NETWORK', fileName: 'network.pcap.zip', zipped: true },
        { type: 'DEVICE_LOGS', fileName: 'device.log.zip', contentType: 'text/plain', zipped: true },
      ],
      reportURL: `https://127.0.0.1:${new URL(lab.url).port}/reporting/test/${test.id}`,
    });
    expect(test).not.toHaveProperty('message');
    expect(test).not.toHaveProperty('job');
    expect(test.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it('shows a test from its start, without an end or a status until it is processed', async () => {
    const { lab, clock } = await openLab({ settings: { reportDelayMs: 5_000 } });
    const { executionId } = await startScript(lab, login, phone);
    const look = () => listTests(lab, { 'externalId[0]': executionId });
    for (const ms of [0, 2_000, 5_000]) {
      await clock.advance(ms);
      const { resources, metadata } = await look();
      expect(metadata).toEqual({ processingStatus: 'PROCESSING', truncated: false });
      expect(resources).toMatchObject([{ status: 'UNKNOWN', endTime: 0, videos: [], artifacts: [] }]);
    }
    await clock.advance(2_000);
    const { resources, metadata } = await look();
    expect(metadata.processingStatus).toBe('PROCESSING_COMPLETE');
    expect(resources[0]?.status).toBe('PASSED');
  });

  it('answers an unknown execution with an empty, complete list', async () => {
    const { lab } = await openLab();
    expect(await listTests(lab, { 'externalId[0]': 'nobody_login_24-05-06_10_11_12_1' })).toEqual({
      resources: [],
      metadata: { processingStatus: 'PROCESSING_COMPLETE', truncated: false },
    });
  });

  it('has no test of an execution that makes no report', async () => {
    const { lab, clock } = await openLab();
    expect(await ranTests(lab, clock, login, { 'output.report': 'false' })).toEqual([]);
  });

  it('has no video of an execution without one, but its artifacts', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login, { ...phone, 'output.video': 'false' });
    expect(test.videos).toEqual([]);
    expect(test.artifacts).toHaveLength(3);
  });

  it('shows the tests of others to every user with a token, as documented', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const { resources } = await listTests(lab, {}, lab.tokens.other);
    expect(resources.map(({ id }) => id)).toEqual([test.id]);
  });

  it.each(['/mycloud.app.perfectomobile.com', '/mycloud.reporting-01.perfectomobile.com', ''])(
    'is served below %p, and its addresses lead to the host that was asked',
    async (prefix) => {
      const { lab, clock } = await openLab();
      await ranTest(lab, clock, login);
      const got = await rest(lab, 'GET', `${prefix}/export/api/v1/test-executions`, {
        headers: { Host: 'mycloud.reporting.perfectomobile.com:8443' },
      });
      expect(got.text).toContain('"downloadUrl":"https://mycloud.reporting.perfectomobile.com:8443/');
    },
  );

  it('does not repeat a host that is none', async () => {
    const { lab, clock } = await openLab();
    await ranTest(lab, clock, login);
    const got = await rest(lab, 'GET', path, { headers: { Host: '"><script>' } });
    expect(got.text).not.toContain('script>');
    expect(got.text).toContain('"reportURL":"https://mycloud.app.perfectomobile.com/reporting/test/');
  });
});

describe('the status of a test', () => {
  it('is FAILED with message and reason when an action failed', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    expect(await ranTest(lab, clock, checkout)).toMatchObject({
      status: 'FAILED',
      message: "Button 'Pay now' was not found on the screen",
      failureReasonName: 'Action failed',
    });
  });

  it('is FAILED with another reason when a checkpoint failed', async () => {
    const { lab, clock } = await openLab({
      scenario: "scripts: [{match: '*', outcome: failed, failing-step: 3, message: No welcome}]",
    });
    expect(await ranTest(lab, clock, login)).toMatchObject({
      status: 'FAILED',
      message: 'No welcome',
      failureReasonName: 'Validation failed',
    });
  });

  it('is BLOCKED when no device could be had', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login, { 'param.DUT': 'NOSUCHDEVICE' });
    expect(test).toMatchObject({
      status: 'BLOCKED',
      message: 'Device NOSUCHDEVICE does not exist',
      failureReasonName: 'No device available',
      platforms: [],
      videos: [],
      artifacts: [],
    });
  });

  it('is BLOCKED when the script cannot be parsed', async () => {
    const { lab, clock } = await openLab();
    const scriptKey = await uploadScript(lab, 'broken', '<script><step>');
    expect(await ranTest(lab, clock, scriptKey)).toMatchObject({
      status: 'BLOCKED',
      failureReasonName: 'Script cannot run',
    });
  });

  it('is BLOCKED when the device was taken away', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, phone);
    await clock.advance(1_500);
    lab.state.lifecycle.deviceReleased('F52F82C4DEMO01');
    await clock.advance(60_000);
    expect((await listTests(lab, { 'externalId[0]': executionId })).resources).toMatchObject([
      { status: 'BLOCKED', failureReasonName: 'Device lost' },
    ]);
  });

  it('is UNKNOWN when the execution was aborted or came to no result', async () => {
    const { lab, clock } = await openLab({
      scenario: "scripts: [{match: '*login*', outcome: inconclusive}]",
    });
    expect(await ranTest(lab, clock, login)).toMatchObject({ status: 'UNKNOWN' });
    const { executionId } = await startScript(lab, checkout, phone);
    await clock.advance(1_500);
    await services(lab, `executions/${executionId}`, 'abort');
    await clock.advance(60_000);
    const { resources } = await listTests(lab, { 'externalId[0]': executionId });
    expect(resources).toMatchObject([
      { status: 'UNKNOWN', message: 'The execution was aborted by user ci.bot@example.com' },
    ]);
    expect(resources[0]?.endTime).toBeGreaterThan(0);
  });
});

describe('an execution with several tests', () => {
  const suite = `<script name="nightly">
    <script name="sign in"><action name="button.click" durationMs="1000"/></script>
    <script name="pay"><step name="Card"><action name="text.checkpoint" durationMs="1000" fails="No card"/></step></script>
    <script name="sign out"><action name="button.click" durationMs="1000"/></script>
  </script>`;

  it('has one for each script that it calls, as far as they ran', async () => {
    const { lab, clock } = await openLab();
    const tests = await ranTests(lab, clock, await uploadScript(lab, 'nightly', suite));
    expect(tests).toMatchObject([
      { name: 'sign in', status: 'PASSED' },
      { name: 'pay', status: 'FAILED', message: 'No card', failureReasonName: 'Validation failed' },
    ]);
    expect(new Set(tests.map(({ id }) => id)).size).toBe(2);
    expect(tests[0]?.endTime).toBe(tests[1]?.startTime);
  });

  it('shows each as it begins', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, await uploadScript(lab, 'nightly', suite), phone);
    const names = async (): Promise<string[]> =>
      (await listTests(lab, { 'externalId[0]': executionId })).resources.map(({ name }) => name);
    expect(await names()).toEqual(['nightly']);
    await clock.advance(600);
    expect(await names()).toEqual(['sign in']);
    await clock.advance(1_000);
    expect(await names()).toEqual(['sign in', 'pay']);
  });

  it('has one for each command test start, with its name and tags', async () => {
    const { lab, clock } = await openLab();
    const start = (name: string, tags: string): string =>
      `<action name="test.start"><parameter name="name" value="${name}"/><parameter name="tags" value="${tags}"/></action>`;
    const scriptKey = await uploadScript(
      lab,
      'marked',
      `<script name="marked"><action name="device.open"/>${start('A', 'smoke, slow')}<action name="button.click"/>
       <action name="test.end"/><action name="button.click"/>${start('B', '')}<action name="button.click"/></script>`,
    );
    const tests = await ranTests(lab, clock, scriptKey, { ...phone, 'param.report.tags': 'all' });
    expect(tests).toMatchObject([
      { name: 'A', tags: ['all', 'smoke', 'slow'] },
      { name: 'B', tags: ['all'] },
    ]);
    const commands = json(await rest(lab, 'GET', `${path}/${tests[0]?.id}/commands`));
    expect(commands).toMatchObject({
      resources: [{ commands: [{ name: 'test.start' }, { name: 'button.click' }, { name: 'test.end' }] }],
    });
  });

  it('ends UNKNOWN in its last test only when it was aborted', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, await uploadScript(lab, 'nightly', suite), phone);
    await clock.advance(1_700);
    await services(lab, `executions/${executionId}`, 'abort');
    await clock.advance(60_000);
    const { resources } = await listTests(lab, { 'externalId[0]': executionId });
    expect(resources.map(({ status }) => status)).toEqual(['PASSED', 'UNKNOWN']);
  });
});

describe('run-time parameters', () => {
  it('say what job, project and fields a test belongs to, and are no parameters of it then', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login, {
      ...phone,
      'param.report.jobName': 'mobile-ci',
      'param.report.jobNumber': '42',
      'param.report.jobBranch': 'main',
      'param.report.projectName': 'Shop app',
      'param.report.projectVersion': '3.1',
      'param.report.tags': 'smoke,pr-117',
      'param.report.customField.Team': 'checkout',
      'param.user': 'dana',
    });
    expect(test).toMatchObject({
      job: { name: 'mobile-ci', number: 42, branch: 'main' },
      project: { name: 'Shop app', version: '3.1' },
      tags: ['smoke', 'pr-117'],
      customFields: [{ name: 'Team', value: 'checkout' }],
    });
    expect(test.parameters.map(({ name }) => name).sort()).toEqual(['DUT', 'user']);
  });

  it('never show a secured one', async () => {
    const { lab, clock } = await openLab();
    await ranTest(lab, clock, login, { ...phone, 'securedParam.pin': 'GEHEIM' });
    expect((await rest(lab, 'GET', path)).text).not.toContain('GEHEIM');
  });
});

describe('credentials of the export API', () => {
  it('are taken in both spellings of the header', async () => {
    const { lab } = await openLab();
    for (const name of ['Perfecto-Authorization', 'PERFECTO-AUTHORIZATION', 'PERFECTO_AUTHORIZATION']) {
      const got = await send(lab, path, { headers: { [name]: lab.tokens.automation } });
      expect([name, got.status]).toEqual([name, 200]);
    }
  });

  it.each([
    [
      'a wrong token',
      { 'Perfecto-Authorization': 'wrong-not-a-secret' },
      'Failed decoding the offline token: ',
    ],
    ['neither token nor tenant', {}, 'Missing Perfecto-TenantId header'],
    [
      'a tenant without a token',
      { 'Perfecto-TenantId': 'mycloud-perfectomobile-com' },
      'Failed decoding the offline token: ',
    ],
  ])('are refused with %s', async (_what, headers, text) => {
    const { lab } = await openLab();
    const got = await send(lab, path, { headers });
    expect(got.status).toBe(401);
    expect(userMessage(got).startsWith(text)).toBe(true);
  });

  it('need no tenant beside a good token, and may have one', async () => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', path, {
      headers: { 'Perfecto-TenantId': 'mycloud-perfectomobile-com' },
    });
    expect(got.status).toBe(200);
  });

  it('are refused when they have expired', async () => {
    const { lab } = await openLab();
    lab.faults.add({ kind: 'expired-token' });
    const got = await rest(lab, 'GET', path);
    expect([got.status, userMessage(got)]).toEqual([
      401,
      'Failed decoding the offline token: it is no token of this cloud',
    ]);
  });
});

describe('addresses of the export API', () => {
  it.each([
    ['GET', '/export/api/v1/test-executions', 200],
    ['GET', '/export/api/v3/test-executions/', 200],
    ['GET', '/export/api/v2/test-executions', 404],
    ['GET', '/export/api/v4/test-executions', 404],
    ['GET', '/export/api/V3/test-executions', 404],
    ['GET', '/export/api/v2/test-executions/x/commands', 404],
    ['POST', '/export/api/v3/test-executions', 405],
  ])('%s %s is answered with %d', async (method, address, status) => {
    const { lab } = await openLab();
    expect((await rest(lab, method, address)).status).toBe(status);
  });
});

describe('the commands of a test', () => {
  it('come by step in running order, with times, parameters, validations and pictures', async () => {
    const { lab, clock } = await openLab({
      scenario: "scripts: [{match: '*', outcome: failed, failing-step: 3, message: No welcome}]",
    });
    const startMs = clock.now();
    const test = await ranTest(lab, clock, login);
    const got = await rest(lab, 'GET', `${path}/${test.id}/commands`);
    expect(json(got)).toMatchObject({
      resources: [
        {
          name: 'Open the app',
          commands: [
            {
              name: 'monitor.start',
              status: 'SUCCESS',
              message: '',
              startTime: startMs + 500,
              endTime: startMs + 700,
              parameters: [{ name: 'sources', value: 'Device' }],
              screenshots: [],
            },
            { name: 'application.open', screenshots: [expect.stringMatching(/\/step_1\.png$/)] },
          ],
        },
        { name: 'Log in', commands: [{ name: 'edit.set' }, { name: 'button.click' }] },
        {
          name: 'Check the welcome page',
          commands: [
            {
              name: 'text.checkpoint',
              status: 'FAILURE',
              message: 'No welcome',
              expectedData: [{ value: 'Welcome' }],
              resultData: [{ value: '' }],
              screenshots: [
                expect.stringMatching(/\/failure_5\.png$/),
                expect.stringMatching(/\/actual_5\.png$/),
                expect.stringMatching(/\/expected_5\.png$/),
              ],
            },
          ],
        },
      ],
    });
  });

  it('outside of any step are under the name Test step', async () => {
    const { lab, clock } = await openLab();
    const scriptKey = await uploadScript(
      lab,
      'loose',
      '<script name="loose"><action name="a"/><step name="S"><action name="b"/></step><action name="c"/></script>',
    );
    const test = await ranTest(lab, clock, scriptKey);
    expect(json(await rest(lab, 'GET', `${path}/${test.id}/commands`))).toMatchObject({
      resources: [
        { name: 'Test step', commands: [{ name: 'a' }] },
        { name: 'S', commands: [{ name: 'b' }] },
        { name: 'Test step', commands: [{ name: 'c' }] },
      ],
    });
  });

  it('are none before the test is processed', async () => {
    const { lab, clock } = await openLab();
    await startScript(lab, login, phone);
    await clock.advance(2_000);
    const { resources } = await listTests(lab);
    expect(json(await rest(lab, 'GET', `${path}/${resources[0]?.id}/commands`))).toEqual({ resources: [] });
  });

  it('of an unknown test are 404', async () => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', `${path}/5f0c1a2b-3d4e-4f5a-8b6c-7d8e9f0a1b2c/commands`);
    expect([got.status, userMessage(got)]).toEqual([
      404,
      'Test execution 5f0c1a2b-3d4e-4f5a-8b6c-7d8e9f0a1b2c was not found',
    ]);
  });
});
