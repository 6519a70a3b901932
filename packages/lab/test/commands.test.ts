import { describe, expect, it } from '@jest/globals';
import { commands as seenCommands } from '@perfecto-actions/catalog/commands';
import { inventedCommands } from '../src/invented/commands.ts';
import { allCommands } from '../src/state/commands/device-commands/all.ts';
import {
  android,
  failed,
  onDevice,
  otherAndroid,
  startSession,
  succeeded,
  told,
  uploadMedia,
} from './command-client.ts';
import { errorMessage, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

describe('commands', () => {
  it('are all that clients were seen to send, and a few that belong to them', () => {
    const names = [...seenCommands, ...inventedCommands].map(
      ({ command, subcommand }) => `${command}.${subcommand}`,
    );
    expect(Object.keys(allCommands).sort()).toEqual(names.sort());
  });

  it('are answered in one flat list, with dots in JSON keys and in XML elements', async () => {
    const { session } = await onDevice();
    const answer = await session.run('checkpoint.text', { content: 'Welcome' });
    expect(Object.keys(answer)).toEqual([
      'flowEndCode',
      'reason',
      'description',
      'timer.system',
      'timer.elapsed',
      'screenAnalysis.grade',
      ...['left', 'top', 'width', 'height'].map((side) => `screenAnalysis.analyzedRegion.${side}`),
      ...['left', 'top', 'width', 'height'].map((side) => `screenAnalysis.resultRegion.${side}`),
      'screenAnalysis.resultPoint.x',
      'screenAnalysis.resultPoint.y',
      'returnValue',
      'testGridReportUrl',
      'singleTestReportUrl',
      'reportPdfUrl',
      'executionId',
      'reportKey',
    ]);
    const xml = await session.ask('checkpoint.text', { content: 'Welcome' }, { responseFormat: 'xml' });
    expect(xml.text).toContain('<response><flowEndCode>SUCCEEDED</flowEndCode><reason>Success</reason>');
    expect(xml.text).toContain('<screenAnalysis.grade>100</screenAnalysis.grade>');
    expect(xml.text).toContain('<returnValue>true</returnValue>');
  });

  it.each([
    ['device.explode', {}, "Could not find subcommand 'explode' for command 'device'"],
    ['gadget.open', {}, "Could not find subcommand 'open' for command 'gadget'"],
    ['constructor.name', {}, "Could not find subcommand 'name' for command 'constructor'"],
    ['device.ready', { colour: 'red', size: '1' }, 'unknown parameters: [param.colour, param.size]'],
    ['device.open', {}, "Mandatory parameter 'param.deviceId or handsetId' is missing"],
    ['application.open', {}, "Mandatory parameter 'param.name or identifier' is missing"],
    ['application.install', { file: '' }, "Mandatory parameter 'param.file' is missing"],
    ['device.rotate', { state: 'upside' }, "Invalid value 'upside' for parameter 'param.state'"],
    ['device.log', { tail: 'all' }, "Invalid value 'all' for parameter 'param.tail'"],
    ['checkpoint.text', { content: 'x', timeout: '-1' }, "Invalid value '-1' for parameter 'param.timeout'"],
    ['screen.image', { format: 'bmp' }, "Invalid value 'bmp' for parameter 'param.format'"],
    ['timer.info', { timerId: 'a', type: 'lap' }, "Invalid value 'lap' for parameter 'param.type'"],
    ['monitor.start', { interval: 'often' }, "Invalid value 'often' for parameter 'param.interval'"],
    ['vnetwork.start', { packetLoss: 'x' }, "Invalid value 'x' for parameter 'param.packetLoss'"],
    ['network.settings.set', { wifi: 'maybe' }, "Invalid value 'maybe' for parameter 'param.wifi'"],
    ['network.settings.set', {}, "Mandatory parameter 'param.wifi or data or airplanemode' is missing"],
    ['location.set', { coordinates: '91,0' }, "Invalid value '91,0' for parameter 'param.coordinates'"],
    ['location.set', { coordinates: 'Boston' }, "Invalid value 'Boston' for parameter 'param.coordinates'"],
    ['touch.swipe', { start: '50%,80%', end: 'up' }, "Invalid value 'up' for parameter 'param.end'"],
    ['browser.goto', { url: 'http://[' }, "Invalid value 'http://[' for parameter 'param.url'"],
  ] as [string, Record<string, string>, string][])('refuse %s %j by name', async (name, parameters, text) => {
    const { lab, session } = await onDevice();
    const got = await session.ask(name, parameters);
    expect(got.status).toBe(400);
    expect(errorMessage(got)).toMatch(/^Failed to execute command - /);
    expect(errorMessage(got)).toContain(text);
    // What was refused did not happen.
    expect(lab.state.commandSessions.records.of(session.executionId)).toHaveLength(1);
  });

  it('need a command and a subcommand', async () => {
    const { lab, session } = await onDevice();
    const got = await services(lab, `executions/${session.executionId}`, 'command', { command: 'device' });
    expect(errorMessage(got)).toBe("Failed to execute command - Mandatory parameter 'subcommand' is missing");
  });

  it('go wrong where the scenario says so, for a device or for all', async () => {
    const scenario = `commands:
      - { match: application.install, device: 'Pixel.*', fails: No space left }
      - { match: '*.reboot', fails: The cradle does not answer }`;
    // The first is a Pixel, the second is none.
    for (const [deviceId, outcome] of [
      [android, failed('No space left')],
      ['R3DEMO000007', succeeded],
    ] as const) {
      const { lab, run } = await onDevice({ scenario }, deviceId);
      await uploadMedia(lab, 'PRIVATE:a.apk');
      expect(told(await run('application.install', { file: 'PRIVATE:a.apk' }))).toEqual(outcome);
      expect(told(await run('device.reboot'))).toEqual(failed('The cradle does not answer'));
    }
  });
});

describe('timers', () => {
  it('run on the clock of the lab, stop and tell what they have', async () => {
    const { lab, clock } = await openLab();
    const { run } = await startSession(lab);
    await run('timer.start', { timerId: 'login' });
    await clock.advance(1500);
    expect(await run('timer.info', { timerId: 'login', type: 'ux' })).toMatchObject({
      returnValue: '1500',
      'timer.elapsed': '1500',
      'timer.ux': '1500',
      'timer.system': '0',
    });
    await run('timer.stop', { timerId: 'login' });
    await clock.advance(1000);
    const stopped = await run('timer.info', { timerId: 'login', units: 'seconds' });
    expect(stopped['returnValue']).toBe('1.5');
    await run('timer.start', { timerId: 'login', initPolicy: 'run' });
    await clock.advance(500);
    expect((await run('timer.info', { timerId: 'login' }))['returnValue']).toBe('2000');
    await run('timer.start', { timerId: 'login' });
    expect((await run('timer.info', { timerId: 'login' }))['returnValue']).toBe('0');
  });

  it('are validated against a threshold', async () => {
    const { lab, clock } = await openLab();
    const { run } = await startSession(lab);
    await run('timer.start', { timerId: 'login' });
    await clock.advance(700);
    expect(await run('timer.validate', { timerId: 'login', type: 'ux', threshold: '700' })).toMatchObject({
      reason: 'Success',
      description: 'Validation passed: Value of ux timer login is 700 milliseconds',
      returnValue: 'true',
    });
    expect(await run('timer.validate', { timerId: 'login', threshold: '699' })).toMatchObject({
      reason: 'ValidationFailure',
      description: 'Validation failed: Value of elapsed timer login is 700 milliseconds',
      returnValue: 'false',
    });
  });

  it.each(['timer.stop', 'timer.info', 'timer.validate'])('that do not exist fail %s', async (name) => {
    const { lab } = await openLab();
    const { run } = await startSession(lab);
    const answer = await run(name, {
      timerId: 'none',
      ...(name === 'timer.validate' ? { threshold: '1' } : {}),
    });
    expect(told(answer)).toEqual(failed('Timer none was not found'));
  });

  it('measured by the client pass by their status, or by the threshold', async () => {
    const { lab } = await openLab();
    const { run } = await startSession(lab);
    const reason = async (more: Record<string, string>) =>
      (await run('status.timer', { name: 'login', result: '900', ...more }))['reason'];
    expect(await reason({})).toBe('Success');
    expect(await reason({ threshold: '899' })).toBe('ValidationFailure');
    expect(await reason({ threshold: '899', status: 'passed' })).toBe('Success');
    expect(await reason({ status: 'Failed' })).toBe('ValidationFailure');
    expect((await run('status.event', { description: 'Basket is full' }))['description']).toBe(
      'Basket is full',
    );
    expect((await run('status.event', { description: 'x', status: 'false' }))['reason']).toBe(
      'ValidationFailure',
    );
  });
});

describe('what surrounds a device', () => {
  it('its networks are switched and asked for', async () => {
    const { run } = await onDevice();
    const get = async (property: string) => (await run('network.settings.get', { property }))['returnValue'];
    expect([await get('wifi'), await get('airplanemode')]).toEqual(['enabled', 'disabled']);
    await run('network.settings.set', { wifi: 'disabled', airplanemode: 'true' });
    expect([await get('wifi'), await get('data'), await get('airplanemode')]).toEqual([
      'disabled',
      'enabled',
      'enabled',
    ]);
  });

  it('its place, and calls and messages to another device', async () => {
    const { lab, run } = await onDevice();
    await run('location.set', { coordinates: '42.36,-71.06' });
    await run('gateway.call', { 'to.handset': otherAndroid });
    await run('gateway.sms', { 'to.handset': otherAndroid, body: 'Your code is 1234' });
    expect(told(await run('gateway.sms', { 'to.handset': 'NONE', body: 'x' }))).toEqual(
      failed('Device NONE does not exist'),
    );
    const inside = (deviceId: string) => lab.state.deviceStates.of({ deviceId, os: 'Android' });
    expect(inside(android).coordinates).toBe('42.36,-71.06');
    expect(inside(otherAndroid).messages.map(({ kind, body }) => `${kind} ${body}`)).toEqual([
      'call ',
      'sms Your code is 1234',
    ]);
  });

  it('files go there and come back byte for byte, even when the first one is gone', async () => {
    const { lab, run } = await onDevice();
    const bytes = Buffer.alloc(100_000, 'abc');
    await uploadMedia(lab, 'PRIVATE:in.bin', bytes);
    await run('media.put', { repositoryFile: 'PRIVATE:in.bin', handsetFile: '/sdcard/a.bin' });
    await services(lab, 'repositories/media/PRIVATE:in.bin', 'delete');
    await run('media.get', { handsetFile: '/sdcard/a.bin', repositoryFile: 'PRIVATE:out.bin' });
    const got = await services(lab, 'repositories/media/PRIVATE:out.bin', 'download');
    expect(got.bytes.equals(bytes)).toBe(true);
    const none = await run('media.get', { handsetFile: '/none', repositoryFile: 'PRIVATE:out.bin' });
    expect(told(none)).toEqual(failed(`File /none was not found on device ${android}`));
    const gone = await run('media.put', { repositoryFile: 'PRIVATE:in.bin', handsetFile: '/x' });
    expect(told(gone)).toEqual(failed('Item PRIVATE:in.bin was not found'));
  });
});

describe('programs', () => {
  it('a script of the repository runs inside, as the scenario says it goes', async () => {
    const scenario = "scripts: [{match: '*checkout*', outcome: failed, message: The basket is empty}]";
    const { run } = await onDevice({ scenario });
    expect(told(await run('execute.script', { script: 'PUBLIC:Samples/login.xml', DUT: android }))).toEqual(
      succeeded,
    );
    expect(told(await run('execute.script', { script: 'PUBLIC:Samples/checkout.xml' }))).toEqual(
      failed('The basket is empty'),
    );
    expect(told(await run('execute.script', { script: 'PRIVATE:none.xml' }))).toEqual(
      failed('Repository item not found: PRIVATE:none.xml'),
    );
    expect(
      (await run('execute.script', { script: 'PUBLIC:Samples/login.xml', DUT: 'X' }))['description'],
    ).toBe('Device X is not open in this execution');
  });

  it('an instrumented test installs both of its applications', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:app.apk');
    const espresso = {
      testPackage: 'com.example.test',
      debugApp: 'PRIVATE:app.apk',
      testApp: 'PRIVATE:test.apk',
    };
    expect(told(await run('espresso.execute', espresso))).toEqual(
      failed('Item PRIVATE:test.apk was not found'),
    );
    await uploadMedia(lab, 'PRIVATE:test.apk');
    expect(told(await run('espresso.execute', espresso))).toEqual(succeeded);
    expect((await run('application.find', { name: 'test' }))['returnValue']).toBe('true');
  });
});
