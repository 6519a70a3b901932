import { describe, expect, it } from '@jest/globals';
import { commands as seenCommands } from '@perfecto-actions/catalog/commands';
import { inventedCommands } from '../src/invented/commands.ts';
import { allCommands } from '../src/state/device-commands/all.ts';
import type { Lab, LabOptions } from '../src/index.ts';
import { android, iphone, otherAndroid, startSession, uploadMedia } from './command-client.ts';
import type { CommandFields, Session } from './command-client.ts';
import { errorMessage, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

async function onDevice(
  options: LabOptions = {},
  deviceId = android,
): Promise<{ lab: Lab; session: Session; run: Session['run'] }> {
  const { lab } = await openLab(options);
  const session = await startSession(lab, deviceId);
  return { lab, session, run: session.run };
}

/** Code, reason and description of an answer. */
function told({ flowEndCode, reason, description }: CommandFields): (string | undefined)[] {
  return [flowEndCode, reason, description];
}

const succeeded = ['SUCCEEDED', 'Success', 'Success'];
const failed = (description: string) => ['FAILED', 'Failed', description];

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

describe('applications', () => {
  it('are installed from the repository, found, opened, asked about, closed and uninstalled', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:apps/DemoShop.apk');
    const shop = { name: 'DemoShop' };
    expect((await run('application.find', shop))['returnValue']).toBe('false');
    expect(told(await run('application.install', { file: 'PRIVATE:apps/DemoShop.apk' }))).toEqual(succeeded);
    expect((await run('application.find', { identifier: 'com.example.demoshop' }))['returnValue']).toBe(
      'true',
    );
    const property = async (name: string) =>
      (await run('application.info', { ...shop, property: name }))['returnValue'];
    expect([await property('running'), await property('hasData')]).toEqual(['false', 'false']);
    expect(told(await run('application.open', shop))).toEqual(succeeded);
    expect([await property('running'), await property('hasData')]).toEqual(['true', 'true']);
    expect((await run('screen.text'))['returnValue']).toBe('DemoShop');
    expect(told(await run('application.close', shop))).toEqual(succeeded);
    expect(told(await run('application.close', shop))).toEqual(
      failed(`Application DemoShop does not run on device ${android}`),
    );
    expect((await run('screen.text'))['returnValue']).toBe('Home');
    expect(told(await run('application.uninstall', shop))).toEqual(succeeded);
    expect(told(await run('application.open', shop))).toEqual(
      failed(`Application DemoShop is not installed on device ${android}`),
    );
  });

  it('stay on the device for the next session, and on that device alone', async () => {
    const { lab, session } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    await session.run('application.install', { file: 'PRIVATE:a.apk' });
    await session.end();
    const next = await startSession(lab, android);
    expect((await next.run('application.find', { name: 'a' }))['returnValue']).toBe('true');
    const other = await startSession(lab, otherAndroid);
    expect((await other.run('application.find', { name: 'a' }))['returnValue']).toBe('false');
  });

  it('have the name, identifier and version that the scenario gives their file', async () => {
    const scenario =
      "applications: [{file: '*demos*.apk', name: API Demos, identifier: io.example.apis, version: 2.1.0}]";
    const { lab, run } = await onDevice({ scenario });
    await uploadMedia(lab, 'PRIVATE:ApiDemos.apk');
    await run('application.install', { file: 'PRIVATE:ApiDemos.apk' });
    await run('application.open', { identifier: 'io.example.apis' });
    const info = await run('application.info');
    expect(info['returnValue']).toContain(
      '<application><name>API Demos</name><identifier>io.example.apis</identifier><version>2.1.0</version>',
    );
  });

  it.each([
    ['PRIVATE:none.apk', 'Item PRIVATE:none.apk was not found'],
    ['SECRET:a.apk', "Invalid visibility 'SECRET' in repository key SECRET:a.apk"],
    ['PRIVATE:a.ipa', 'Item PRIVATE:a.ipa is not an application for Android'],
    ['PRIVATE:a.txt', 'Item PRIVATE:a.txt is not an application for Android'],
  ])('are not installed from %s', async (file, text) => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.ipa');
    await uploadMedia(lab, 'PRIVATE:a.txt');
    expect(told(await run('application.install', { file }))).toEqual(failed(text));
  });

  it('of another user are not found in the repository', async () => {
    const { lab } = await openLab();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const theirs = await startSession(lab, android, {}, lab.tokens.other);
    const answer = await theirs.run('application.install', { file: 'PRIVATE:a.apk' });
    expect(told(answer)).toEqual(failed('Item PRIVATE:a.apk was not found'));
  });

  it('of the system are there, and cannot be removed', async () => {
    const { run } = await onDevice({}, iphone);
    expect(told(await run('application.open', { identifier: 'com.apple.mobilesafari' }))).toEqual(succeeded);
    expect(told(await run('application.uninstall', { name: 'safari' }))).toEqual(
      failed(`Application Safari belongs to the system of device ${iphone}`),
    );
  });

  it('keep their data over an update, and lose it by dataReset, clean and reset', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const app = { name: 'a' };
    const install = (more: Record<string, string> = {}) =>
      run('application.install', { file: 'PRIVATE:a.apk', ...more });
    const hasData = async () =>
      (await run('application.info', { ...app, property: 'hasData' }))['returnValue'];
    await install();
    await run('application.open', app);
    await install();
    expect(await hasData()).toBe('true');
    await install({ dataReset: 'true' });
    expect(await hasData()).toBe('false');
    await run('application.open', app);
    await run('application.clean', app);
    expect(await hasData()).toBe('false');
    await run('application.open', app);
    await run('application.reset');
    expect(await hasData()).toBe('false');
    expect((await run('application.info', { ...app, property: 'running' }))['returnValue']).toBe('false');
  });

  it('remember whether they were instrumented', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const instrumented = async (more: Record<string, string>) => {
      await run('application.install', { file: 'PRIVATE:a.apk', ...more });
      return (await run('application.info', { name: 'a', property: 'instrumented' }))['returnValue'];
    };
    expect(await instrumented({ instrument: 'instrument' })).toBe('true');
    expect(await instrumented({ instrument: 'noinstrument', sensorInstrument: 'nosensor' })).toBe('false');
  });

  it('are not asked about on the home screen without a name', async () => {
    const { run } = await onDevice();
    expect(told(await run('application.info'))).toEqual(
      failed(`Application in front is not installed on device ${android}`),
    );
  });
});

describe('checkpoints', () => {
  const screens = `screens:
    - { app: Settings, texts: [Wi-Fi, Bluetooth], images: ['*logo*'] }
    - { app: 'https://shop.example.com/*', without: [Out of stock, '*error*'] }
    - { device: 'no such model', texts: [] }`;

  it('find whatever they look for when the scenario says nothing', async () => {
    const { run } = await onDevice();
    const answer = await run('checkpoint.text', { content: 'Welcome', timeout: '10', threshold: '80' });
    expect(answer).toMatchObject({ flowEndCode: 'SUCCEEDED', returnValue: 'true' });
    expect(answer['screenAnalysis.grade']).toBe('100');
  });

  it('that fail are an ordinary answer with the reason ValidationFailure', async () => {
    const { session } = await onDevice({ scenario: screens });
    await session.run('application.open', { name: 'Settings' });
    const got = await session.ask('checkpoint.text', { content: 'Weather' });
    expect(got.status).toBe(200);
    const answer = JSON.parse(got.text) as CommandFields;
    expect(answer).toMatchObject({
      flowEndCode: 'FAILED',
      reason: 'ValidationFailure',
      description: "'Weather' was not found on the screen",
      returnValue: 'false',
      'screenAnalysis.grade': '0',
      'screenAnalysis.analyzedRegion.left': '0',
    });
    expect(Object.keys(answer).some((name) => name.includes('resultRegion'))).toBe(false);
  });

  it('find texts of the screen in any case, and as parts', async () => {
    const { run } = await onDevice({ scenario: screens });
    await run('application.open', { name: 'Settings' });
    const found = async (content: string) => (await run('checkpoint.text', { content }))['returnValue'];
    expect([await found('wi-fi'), await found('tooth'), await found('GPS')]).toEqual([
      'true',
      'true',
      'false',
    ]);
    expect((await run('screen.text'))['returnValue']).toBe('Wi-Fi\nBluetooth');
  });

  it('go by what is in front: an application, a page, the home screen', async () => {
    const { run } = await onDevice({ scenario: screens });
    const found = async (content: string) => (await run('checkpoint.text', { content }))['returnValue'];
    expect(await found('Out of stock')).toBe('true');
    await run('browser.goto', { url: 'shop.example.com/basket' });
    expect([await found('Out of stock'), await found('Pay')]).toEqual(['false', 'true']);
    await run('browser.goto', { url: 'https://other.example.com/' });
    expect(await found('Out of stock')).toBe('true');
  });

  it('find nothing on a locked device', async () => {
    const { run } = await onDevice();
    await run('screen.lock');
    expect((await run('checkpoint.text', { content: 'Home' }))['returnValue']).toBe('false');
    await run('device.ready');
    expect((await run('checkpoint.text', { content: 'Home' }))['returnValue']).toBe('true');
  });

  it('on pictures need the picture in the repository, and find those of the screen', async () => {
    const { lab, run } = await onDevice({ scenario: screens });
    await uploadMedia(lab, 'PRIVATE:img/logo.png');
    await uploadMedia(lab, 'PRIVATE:img/other.png');
    await run('application.open', { name: 'Settings' });
    const image = (content: string) => run('checkpoint.image', { content, match: 'bounded', timeout: '5' });
    expect((await image('PRIVATE:img/logo.png'))['returnValue']).toBe('true');
    expect(await image('PRIVATE:img/other.png')).toMatchObject({
      reason: 'ValidationFailure',
      returnValue: 'false',
    });
    expect(told(await image('PRIVATE:img/none.png'))).toEqual(
      failed('Item PRIVATE:img/none.png was not found'),
    );
    await run('browser.goto', { url: 'https://shop.example.com/' });
    await uploadMedia(lab, 'PRIVATE:img/error.png');
    expect((await image('PRIVATE:img/error.png'))['returnValue']).toBe('false');
  });
});

describe('the screen', () => {
  it('turns, and shows so in the device list and in what is analysed', async () => {
    const { lab, run } = await onDevice();
    const position = async () =>
      /<position>.*<\/position>/.exec((await services(lab, `handsets/${android}`, 'info')).text)?.[0];
    const width = async () =>
      Number((await run('checkpoint.text', { content: 'x' }))['screenAnalysis.analyzedRegion.width']);
    const narrow = await width();
    await run('device.rotate', { state: 'Landscape' });
    expect(await position()).toContain('<id>landscape</id>');
    expect(await width()).toBeGreaterThan(narrow);
    await run('device.rotate');
    expect(await position()).toContain('<id>portrait</id>');
  });

  it('is kept as a picture in the repository under the key that is asked for', async () => {
    const { lab, run } = await onDevice();
    const picture = (key: string) => services(lab, `repositories/media/${key}`, 'download');
    expect(told(await run('screen.image', { key: 'PRIVATE:shots/one.png', format: 'PNG' }))).toEqual(
      succeeded,
    );
    const portrait = await picture('PRIVATE:shots/one.png');
    expect(portrait.bytes.subarray(1, 4).toString()).toBe('PNG');
    const size = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    await run('device.rotate', { state: 'landscape' });
    await run('screen.image', { key: 'PRIVATE:shots/one.png' });
    const landscape = await picture('PRIVATE:shots/one.png');
    expect(size(landscape.bytes)).toEqual(size(portrait.bytes).reverse());
  });

  it('is not kept over an item of another user', async () => {
    const { lab } = await openLab();
    await uploadMedia(lab, 'PUBLIC:shot.png');
    const theirs = await startSession(lab, android, {}, lab.tokens.other);
    const answer = await theirs.run('screen.image', { key: 'PUBLIC:shot.png' });
    expect(told(answer)).toEqual(failed('Item PUBLIC:shot.png already exists'));
  });

  it('is empty again after reboot and recover', async () => {
    const { run } = await onDevice();
    for (const name of ['device.reboot', 'device.recover']) {
      await run('application.open', { name: 'Settings' });
      expect((await run('screen.text'))['returnValue']).toBe('Settings');
      await run(name);
      expect((await run('screen.text'))['returnValue']).toBe('Home');
    }
  });
});

describe('the browser', () => {
  it('opens, goes to an address and stays there behind other applications', async () => {
    const { run } = await onDevice();
    await run('browser.open');
    expect((await run('screen.text'))['returnValue']).toBe('Chrome');
    await run('browser.goto', { url: 'example.com/a' });
    await run('application.open', { name: 'Settings' });
    await run('browser.execute');
    expect((await run('screen.text'))['returnValue']).toBe('https://example.com/a');
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
