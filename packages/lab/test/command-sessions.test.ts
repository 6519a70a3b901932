import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { android, otherAndroid, sessionOf, startSession } from './command-client.ts';
import type { Session } from './command-client.ts';
import { errorMessage, json, member, rest, services, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const idle = 10 * 60_000;

function sessionOn(lab: Lab, deviceId: string): unknown {
  return lab.state.devices.find(deviceId)?.session;
}

describe('a command execution', () => {
  it('starts with its id and its report key first, in the documented forms', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'start');
    expect(Object.keys(json(got) as object).slice(0, 2)).toEqual(['executionId', 'reportKey']);
    expect(json(got)).toMatchObject({
      executionId: 'ci.bot@example.com_controller_24-05-06_10_11_12_1',
      reportKey: 'PRIVATE:controller/240506/controller_24-05-06_10_11_12_1.xml',
      reportPdfUrl:
        'https://mycloud.reporting.perfectomobile.com/export/api/v1/test-executions/pdf' +
        '?externalId[0]=ci.bot@example.com_controller_24-05-06_10_11_12_1&_timestamp[0]=1714990272000',
    });
    const named = await startSession(lab, undefined, {
      scriptName: 'my tests/login',
      'output.visibility': 'GROUP',
    });
    expect(named.executionId).toBe('ci.bot@example.com_my_tests_login_24-05-06_10_11_12_2');
    expect(named.reportKey).toBe('GROUP:my_tests_login/240506/my_tests_login_24-05-06_10_11_12_2.xml');
  });

  it('refuses what start does not know', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'start', { device: 'x' });
    expect(errorMessage(got)).toBe(
      'Failed to start execution - Request contains unknown parameters: [device]',
    );
    const wrong = await services(lab, 'executions', 'start', { 'output.visibility': 'secret' });
    expect(errorMessage(wrong)).toContain("Invalid value 'secret' for parameter 'output.visibility'");
  });

  it('takes commands until it is ended, and no more then', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    expect((await session.end()).text).toBe('{"status":"Success"}');
    const late = await session.ask('device.ready', { deviceId: android });
    expect([late.status, errorMessage(late)]).toEqual([
      400,
      `Failed to execute command - Execution ${session.executionId} wasn't found`,
    ]);
    expect(errorMessage(await session.end())).toBe(
      `Failed to end execution - Execution ${session.executionId} wasn't found`,
    );
  });

  it.each([
    ['command', 'execute command'],
    ['end', 'end execution'],
    ['startPlay', 'start play'],
    ['stopPlay', 'stop play'],
  ])('that is unknown, or of a script, is refused by %s', async (operation, verb) => {
    const { lab, clock } = await openLab();
    const query: Record<string, string> =
      operation === 'command' ? { command: 'device', subcommand: 'ready' } : {};
    const script = await services(lab, 'executions', 'execute', { scriptKey: 'PUBLIC:Samples/login.xml' });
    await clock.advance(1000);
    for (const executionId of ['nobody_x_1', String(member(script, 'executionId'))]) {
      const got = await services(lab, `executions/${executionId}`, operation, query);
      expect([got.status, errorMessage(got)]).toEqual([
        400,
        `Failed to ${verb} - Execution ${executionId} wasn't found`,
      ]);
    }
  });

  it('of one user does not exist for another, nor for an administrator', async () => {
    const { lab } = await openLab();
    const { executionId, reportKey } = await startSession(lab, android);
    for (const token of [lab.tokens.other, lab.tokens.admin]) {
      const theirs = sessionOf(lab, executionId, reportKey, token);
      expect(errorMessage(await theirs.ask('device.ready'))).toContain("wasn't found");
      expect(errorMessage(await theirs.end())).toContain("wasn't found");
    }
    expect(sessionOn(lab, android)).toMatchObject({ executionId });
  });

  it('expires when it lies idle, and frees its device', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    await clock.advance(idle - 1);
    expect((await session.run('device.ready'))['flowEndCode']).toBe('SUCCEEDED');
    await clock.advance(idle - 1);
    expect(sessionOn(lab, android)).not.toBeNull();
    await clock.advance(1);
    expect(sessionOn(lab, android)).toBeNull();
    expect(errorMessage(await session.ask('device.ready'))).toContain("wasn't found");
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'Unknown',
      completionDescription: 'The execution expired after 10 minutes without a command',
    });
  });

  it('keeps the idle time of the setting', async () => {
    const { lab, clock } = await openLab({ settings: { commandIdleMs: 5000 } });
    const session = await startSession(lab);
    await clock.advance(5000);
    expect(errorMessage(await session.end())).toContain("wasn't found");
  });
});

describe('a device', () => {
  it('is taken by open, shows so to others, and is free again after close', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    const info = (token: string) => services(lab, `handsets/${android}`, 'info', {}, token);
    const own = await info(lab.tokens.automation);
    expect(own.text).toContain('<inUse>true</inUse><allocatedTo>ci.bot@example.com</allocatedTo>');
    expect((await info(lab.tokens.other)).text).toContain('<available>false</available>');
    expect((await info(lab.tokens.other)).text).not.toContain('allocatedTo');
    await session.run('device.close', { deviceId: android });
    expect((await info(lab.tokens.other)).text).toContain('<inUse>false</inUse>');
    expect((await info(lab.tokens.other)).text).toContain('<lastUsedBy>ci.bot@example.com</lastUsedBy>');
  });

  it('goes by deviceId and by handsetId, and open by device and by handset', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab);
    await session.run('handset.open', { handsetId: android.toLowerCase() });
    expect(sessionOn(lab, android)).toEqual({
      user: 'ci.bot@example.com',
      executionId: session.executionId,
    });
    expect((await session.run('device.ready', { DEVICEID: android }))['reason']).toBe('Success');
    const both = await session.ask('device.ready', { deviceId: android, handsetId: otherAndroid });
    expect(errorMessage(both)).toBe(
      `Failed to execute command - Invalid value '${otherAndroid}' for parameter 'param.handsetId'`,
    );
    await session.run('handset.close', { handsetId: android });
    expect(sessionOn(lab, android)).toBeNull();
  });

  it.each([
    ['is in use', android, 'is not available - device is in use'],
    ['is held by hand', 'F52F82C4DEMO07', 'is not available - device is in use'],
    ['is not connected', 'F52F82C4DEMO10', 'is not available - device is not connected'],
    ['does not exist', 'NONE', 'Device NONE does not exist'],
  ])('that %s cannot be opened: an answer with 200 that says so', async (_what, deviceId, text) => {
    const { lab } = await openLab();
    await startSession(lab, android);
    const session = await startSession(lab);
    const answer = await session.run('device.open', { deviceId, allocation: 'nowait' });
    expect(answer).toMatchObject({ flowEndCode: 'FAILED', reason: 'ResourcesUnavailable' });
    expect(answer['description']).toContain(text);
  });

  it('cannot be opened twice, nor when another user has reserved it', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    expect((await session.run('device.open', { deviceId: android }))['flowEndCode']).toBe('FAILED');
    const times = { startTime: '-1', endTime: String(clock.now() + 60_000) };
    await services(lab, 'reservations', 'create', { resourceIds: otherAndroid, ...times }, lab.tokens.other);
    const reserved = await session.run('device.open', { deviceId: otherAndroid });
    expect(reserved['description']).toContain('device is in use');
    expect(sessionOn(lab, otherAndroid)).toBeNull();
  });

  it('of a role that the user does not have cannot be opened', async () => {
    const { lab } = await openLab({ scenario: `devices: [{deviceId: ${android}, roles: [QTP]}]` });
    const session = await startSession(lab);
    const answer = await session.run('device.open', { deviceId: android });
    expect(answer['description']).toBe(`Device ${android} does not exist`);
  });

  it('is not given to a script while commands hold it', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    const got = await services(lab, 'executions', 'execute', {
      scriptKey: 'PUBLIC:Samples/login.xml',
      'param.DUT': android,
      'handset.allocation.retryInterval': '1000',
    });
    const executionId = String(member(got, 'executionId'));
    await clock.advance(5000);
    expect((await statusOf(lab, executionId)).status).toBe('Waiting for resources');
    await session.end();
    await clock.advance(1000);
    expect((await statusOf(lab, executionId)).status).toBe('Running');
  });

  it('released by force ends the whole execution', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    await session.run('device.open', { deviceId: otherAndroid });
    const path = `/api/v1/device-management/devices/${android}/release`;
    const released = await rest(lab, 'PATCH', path, { query: { admin: 'true' } }, lab.tokens.lab);
    expect(released.status).toBe(200);
    expect([sessionOn(lab, android), sessionOn(lab, otherAndroid)]).toEqual([null, null]);
    expect(errorMessage(await session.ask('device.ready'))).toContain("wasn't found");
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      flowEndCode: 'Failed',
      completionDescription: `Device ${android} was released while the script was running`,
    });
  });

  it('that is not open in the execution takes no commands', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    const answer = await session.run('device.ready', { deviceId: otherAndroid });
    expect(answer).toMatchObject({
      flowEndCode: 'FAILED',
      description: `Device ${otherAndroid} is not open in this execution`,
    });
    const closed = await session.run('device.close', { deviceId: otherAndroid });
    expect(closed['flowEndCode']).toBe('FAILED');
  });

  it('that loses its cradle takes no commands but close', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    lab.state.devices.all.patch(android, { status: 'Not Connected' });
    expect(await session.run('screen.text')).toMatchObject({
      reason: 'ResourcesUnavailable',
      description: `Device ${android} is not available - device is not connected`,
    });
    expect((await session.run('device.close', { deviceId: android }))['flowEndCode']).toBe('SUCCEEDED');
  });

  it('need not be named while it is the only one', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab);
    expect((await session.run('screen.text'))['description']).toBe(
      'The device has to be named: 0 devices are open in this execution',
    );
    await session.run('device.open', { deviceId: android });
    expect((await session.run('screen.text'))['flowEndCode']).toBe('SUCCEEDED');
    await session.run('device.open', { deviceId: otherAndroid });
    expect((await session.run('screen.text'))['description']).toContain('2 devices are open');
    expect((await session.run('screen.text', { handsetId: otherAndroid }))['flowEndCode']).toBe('SUCCEEDED');
  });
});

describe('the Script group', () => {
  it('shows command executions in status and list', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    await session.run('device.open', { deviceId: otherAndroid });
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      status: 'Running',
      flowEndCode: 'Unknown',
      progressPercentage: '0.0',
      devices: [{ deviceId: android }, { deviceId: otherAndroid }],
    });
    await clock.advance(1000);
    await session.end();
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      status: 'Completed',
      completed: 'true',
      flowEndCode: 'Success',
      progressPercentage: '100.0',
    });
    const listed = await services(lab, 'executions', 'list', { 'time.offset': '60', completed: 'true' });
    expect(json(listed)).toMatchObject({ executions: [{ executionId: session.executionId }] });
  });

  it('counts failed commands and failed checkpoints', async () => {
    const { lab } = await openLab({ scenario: 'screens: [{texts: [Welcome]}]' });
    const session = await startSession(lab, android);
    await session.run('checkpoint.text', { content: 'Welcome' });
    await session.run('checkpoint.text', { content: 'Goodbye' });
    await session.run('application.open', { name: 'Nothing' });
    await session.end();
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      flowEndCode: 'Failed',
      reason: 'Failed',
      failedActions: '2',
      failedValidations: '1',
      completionDescription: "'Goodbye' was not found on the screen",
    });
  });

  it('aborts them for their owner and for administrators, and frees the device', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    const abort = (query: Record<string, string>, token: string) =>
      services(lab, `executions/${session.executionId}`, 'abort', query, token);
    expect((await abort({}, lab.tokens.other)).status).toBe(400);
    expect((await abort({ admin: 'true' }, lab.tokens.admin)).status).toBe(200);
    expect(sessionOn(lab, android)).toBeNull();
    expect(await statusOf(lab, session.executionId)).toMatchObject({
      status: 'Completed',
      flowEndCode: 'UserAborted',
      completionDescription: 'The execution was aborted by user admin@example.com',
    });
    expect((await abort({}, lab.tokens.automation)).status).toBe(400);
  });

  it('knows nothing of them when the setting says so', async () => {
    const { lab } = await openLab({ settings: { scriptGroupSeesCommands: false } });
    const session = await startSession(lab);
    for (const operation of ['status', 'abort']) {
      const got = await services(lab, `executions/${session.executionId}`, operation);
      expect(errorMessage(got)).toContain("wasn't found");
    }
    const listed = await services(lab, 'executions', 'list', { 'time.offset': '60' });
    expect(json(listed)).toEqual({ executions: [] });
    expect((await session.end()).status).toBe(200);
  });
});

describe('playing', () => {
  const play = (lab: Lab, executionId: string, operation: string, token?: string) =>
    services(lab, `executions/${executionId}`, operation, {}, token);

  it('joins an execution that is under way, and leaves it without ending it', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    const joined = await play(lab, session.executionId, 'startPlay');
    expect(json(joined)).toMatchObject({
      executionId: session.executionId,
      reportKey: session.reportKey,
      sessionId: session.executionId,
    });
    expect((await play(lab, session.executionId, 'stopPlay')).text).toBe('{"status":"Success"}');
    expect((await session.run('device.ready'))['flowEndCode']).toBe('SUCCEEDED');
  });

  it('stops as often as it started', async () => {
    const { lab } = await openLab();
    const { executionId } = await startSession(lab);
    await play(lab, executionId, 'startPlay');
    await play(lab, executionId, 'startPlay');
    const statuses = [];
    for (let times = 0; times < 3; times += 1) {
      statuses.push((await play(lab, executionId, 'stopPlay')).status);
    }
    expect(statuses).toEqual([200, 200, 400]);
    expect(errorMessage(await play(lab, executionId, 'stopPlay'))).toBe(
      `Failed to stop play - Execution ${executionId} is not being played`,
    );
  });

  it('keeps the execution from expiring, and is the owner’s alone', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab);
    await clock.advance(idle - 1);
    expect((await play(lab, session.executionId, 'startPlay', lab.tokens.other)).status).toBe(400);
    await play(lab, session.executionId, 'startPlay');
    await clock.advance(idle - 1);
    expect((await session.end()).status).toBe(200);
  });
});

describe('commands that take time', () => {
  it('come one after the other and are answered when they are done', async () => {
    const { lab, clock } = await openLab({
      scenario: 'commands: [{match: application.*, duration: 3s}, {match: device.ready, duration: 2s}]',
    });
    const session = await startSession(lab, android);
    const order: string[] = [];
    const ask = async (name: string, parameters: Record<string, string>) => {
      const answer = await session.run(name, parameters);
      order.push(`${name} ${answer['timer.elapsed'] ?? ''} at ${clock.now()}`);
    };
    const startMs = clock.now();
    const asked = [ask('application.open', { name: 'Settings' })];
    await begun(lab, session, startMs + 3000);
    asked.push(ask('device.ready', {}));
    await begun(lab, session, startMs + 5000);
    await clock.advance(2999);
    expect(lab.state.commandSessions.records.of(session.executionId)).toHaveLength(1);
    await clock.advance(1);
    await asked[0];
    await clock.advance(2000);
    await Promise.all(asked);
    expect(order).toEqual([
      `application.open 3000 at ${startMs + 3000}`,
      `device.ready 2000 at ${startMs + 5000}`,
    ]);
  });

  it('are refused when the execution ends in the meantime, and it does not expire under them', async () => {
    const { lab, clock } = await openLab({ settings: { commandMs: 60_000, commandIdleMs: 1000 } });
    const session = await startSession(lab);
    const asked = session.ask('timer.start', { timerId: 'a' });
    await begun(lab, session, clock.now() + 60_000);
    await clock.advance(30_000);
    expect((await session.end()).status).toBe(200);
    await clock.advance(30_000);
    expect(errorMessage(await asked)).toContain("wasn't found");
  });

  /** Waits until the lab has given a command its turn, which ends at some time. */
  async function begun(lab: Lab, { executionId }: Session, endsAtMs: number): Promise<void> {
    const used = () => lab.state.commandSessions.all.get(executionId)?.lastUsedMs ?? 0;
    while (used() < endsAtMs) await new Promise((resolve) => setImmediate(resolve));
  }
});
