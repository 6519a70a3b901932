import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Lab } from '../src/index.ts';
import { android, otherAndroid, startSession, uploadMedia } from './command-client.ts';
import type { Session } from './command-client.ts';
import { errorMessage, json, services } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { readCapture } from './report/capture-reader.ts';
import { unzip } from './report/unzip.ts';
import { listTests } from './reporting-client.ts';

interface Action {
  info: { name: string; times: { flowTimes: { start: { millis: number }; end: { millis: number } } } };
  output: { status: { success: boolean; code: string; description: string } };
  parameters: { parameter?: { name: string; value: string }[] };
}

function report(lab: Lab, { reportKey }: Session, query: Record<string, string> = {}): Promise<Got> {
  return services(lab, `reports/${reportKey}`, 'download', query);
}

/** The actions of the XML report in order. */
function actionsIn(xml: string): Action[] {
  const parser = new XMLParser({ isArray: (name) => name === 'action' || name === 'parameter' });
  const { execution } = parser.parse(xml) as { execution: { flow: { action?: Action[] } } };
  return execution.flow.action ?? [];
}

/** Paths of the attachments by device and kind. */
async function attachments(lab: Lab, { reportKey }: Session): Promise<Record<string, unknown>[]> {
  const got = await services(lab, `reports/${reportKey}`, 'attachments');
  return (json(got) as { devices: Record<string, unknown>[] }).devices;
}

function load(lab: Lab, { reportKey }: Session, kind: string, attachment: string): Promise<Got> {
  return services(lab, `reports/${reportKey}`, kind, { attachment });
}

describe('the report of a command execution', () => {
  it('is there after the end and not before, and tells every command with what it was given and gave', async () => {
    const { lab, clock } = await openLab({ scenario: 'screens: [{texts: [Welcome]}]' });
    const session = await startSession(lab, android);
    await clock.advance(2000);
    await session.run('checkpoint.text', { content: 'Welcome', timeout: '10' });
    await session.run('checkpoint.text', { content: 'Goodbye' });
    expect(errorMessage(await report(lab, session))).toBe(
      `Failed to download report - Report ${session.reportKey} was not found`,
    );
    await session.run('device.close', { handsetId: android });
    await clock.advance(500);
    await session.end();

    const { text } = await report(lab, session);
    const actions = actionsIn(text);
    expect(actions.map(({ info, output }) => [info.name, output.status.code])).toEqual([
      ['device.open', 'Success'],
      ['checkpoint.text', 'Success'],
      ['checkpoint.text', 'ValidationFailure'],
      ['device.close', 'Success'],
    ]);
    expect(actions[1]).toMatchObject({
      info: { times: { flowTimes: { start: { millis: clock.now() - 500 } } } },
      parameters: {
        parameter: [
          { name: 'content', value: 'Welcome' },
          { name: 'timeout', value: 10 },
        ],
      },
    });
    expect(actions[2]?.output.status).toEqual({
      success: false,
      code: 'ValidationFailure',
      description: "'Goodbye' was not found on the screen",
    });
    expect(text).toContain('<name displayName="Text checkpoint">checkpoint.text</name>');
    const actual = [...text.matchAll(/<dataItem label="actual"><value>(.*?)<\/value>/g)].map(
      ([, value]) => value,
    );
    // The second looked in vain: what was there instead.
    expect(actual).toEqual(['Welcome', 'Welcome']);
    expect(text).toContain('<success>false</success><failedActions>1</failedActions><code>Failed</code>');
    expect(text).toContain(`<end><millis>${clock.now()}</millis></end>`);
    expect(text).toContain(`<value>${android}</value>`);
  });

  it.each([
    ['html', 'Text checkpoint'],
    ['csv', `checkpoint.text,Text checkpoint,${android}`],
    ['pdf', '%PDF-'],
  ])('comes as %s, too', async (format, text) => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    await session.run('checkpoint.text', { content: 'Welcome' });
    await session.end();
    const got = await report(lab, session, { format });
    expect(got.status).toBe(200);
    expect(got.text).toContain(text);
  });

  it('is empty and valid when nothing was commanded', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab);
    await session.end();
    for (const format of ['xml', 'html', 'csv', 'pdf']) {
      expect((await report(lab, session, { format })).status).toBe(200);
    }
    expect(actionsIn((await report(lab, session)).text)).toEqual([]);
    expect(await attachments(lab, session)).toEqual([]);
  });

  it('is not made with output.report=false', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android, { 'output.report': 'false' });
    await session.end();
    expect((await report(lab, session)).status).toBe(400);
  });

  it('comes later when the setting says so', async () => {
    const { lab, clock } = await openLab({ settings: { commandReportDelayMs: 3000 } });
    const session = await startSession(lab);
    await session.end();
    await clock.advance(2999);
    expect((await report(lab, session)).status).toBe(400);
    await clock.advance(1);
    expect((await report(lab, session)).status).toBe(200);
  });

  it('is seen by those its visibility is for', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, undefined, { 'output.visibility': 'public' });
    await session.end();
    const got = await services(lab, `reports/${session.reportKey}`, 'download', {}, lab.tokens.other);
    expect(got.status).toBe(200);
  });

  it('holds the timers that were started', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab);
    await session.run('timer.start', { timerId: 'log in' });
    await clock.advance(2500);
    await session.run('timer.stop', { timerId: 'log in' });
    await session.run('timer.start', { timerId: 'never stopped' });
    await clock.advance(1000);
    await session.end();
    await clock.advance(1000);
    const { text } = await report(lab, session);
    expect(text).toContain('<timer id="log in"><time label="elapsed">2.5</time></timer>');
    expect(text).toContain('<timer id="never stopped"><time label="elapsed">1.0</time></timer>');
  });

  it('holds the steps of a script that ran inside', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    await session.run('execute.script', { script: 'PUBLIC:Samples/login.xml' });
    await session.end();
    expect((await report(lab, session)).text).toContain('<name>Open the app</name>');
  });

  it.each([
    ['passes', []],
    ['fails', ['***']],
  ])('never holds a secured value, nor does anything else, when the command %s', async (_how, without) => {
    const { lab } = await openLab({ scenario: JSON.stringify({ screens: [{ without }] }) });
    const session = await startSession(lab, android);
    const secret = 'GEHEIM-not-a-secret';
    const secured = { 'securedParam.content': secret, 'securedParam.timeout': secret };
    const got = await session.ask('checkpoint.text', {}, secured);
    expect(got.status).toBe(200);
    const wrong = await session.ask('touch.swipe', { end: '1,1' }, { 'securedParam.start': secret });
    expect(wrong.status).toBe(400);
    await session.end();
    const { text } = await report(lab, session);
    expect(text).toContain('<name displayName="Content">content</name><value>***</value>');
    expect(JSON.stringify([got.text, wrong.text, text, lab.state.store.dump(), lab.requests])).not.toContain(
      'GEHEIM',
    );
  });

  it('is divided into tests in the report library by test start and test end', async () => {
    const { lab } = await openLab({ scenario: 'screens: [{texts: [Welcome]}]' });
    const session = await startSession(lab, android);
    await session.run('test.start', { name: 'Login', tags: 'smoke,nightly' });
    await session.run('checkpoint.text', { content: 'Welcome' });
    await session.run('test.end');
    await session.run('test.start', { name: 'Logout' });
    await session.run('checkpoint.text', { content: 'Goodbye' });
    await session.end();
    const { resources } = await listTests(lab, { 'externalId[0]': session.executionId });
    expect(resources).toMatchObject([
      { name: 'Login', status: 'PASSED', tags: ['smoke', 'nightly'], platforms: [{ deviceId: android }] },
      { name: 'Logout', status: 'FAILED', message: "'Goodbye' was not found on the screen" },
    ]);
  });
});

describe('the attachments of a command execution', () => {
  it('are those that were commanded, and nothing else but the video', async () => {
    const { lab } = await openLab({ scenario: 'screens: [{texts: []}]' });
    const session = await startSession(lab, android);
    expect(lab.state.commandSessions.records.of(session.executionId)).toHaveLength(1);
    await session.run('screen.image', { key: 'PRIVATE:shot.png' });
    await session.run('checkpoint.text', { content: 'Welcome' });
    await session.end();
    expect(await attachments(lab, session)).toEqual([
      {
        id: android,
        images: [
          'images/screen_2.png',
          'images/failure_3.png',
          'images/actual_3.png',
          'images/expected_3.png',
        ],
        videos: [`video/${android}_1.mp4`],
      },
    ]);
    const picture = await load(lab, session, 'image', 'images/screen_2.png');
    const stored = await services(lab, 'repositories/media/PRIVATE:shot.png', 'download');
    expect(picture.bytes.equals(stored.bytes)).toBe(true);
    const actual = await load(lab, session, 'image', 'images/actual_3.png');
    const expected = await load(lab, session, 'image', 'images/expected_3.png');
    expect(actual.bytes.equals(expected.bytes)).toBe(false);
  });

  it('hold a video of every device that was used, unless none was wanted', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    await session.run('device.close', { deviceId: android });
    await session.run('device.open', { deviceId: otherAndroid });
    await session.end();
    expect((await attachments(lab, session)).map(({ videos }) => videos)).toEqual([
      [`video/${android}_1.mp4`],
      [`video/${otherAndroid}_2.mp4`],
    ]);
    const video = await load(lab, session, 'video', `video/${otherAndroid}_2.mp4`);
    expect(video.bytes.subarray(4, 8).toString()).toBe('ftyp');
    const silent = await startSession(lab, android, { 'output.video': 'false' });
    await silent.end();
    expect(await attachments(lab, silent)).toEqual([]);
  });

  it('hold vitals from monitor start to monitor stop, a row each interval', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    await clock.advance(5000);
    await session.run('monitor.start', { sources: 'Device', interval: '2' });
    const startMs = clock.now();
    await clock.advance(6000);
    await session.run('monitor.stop');
    await clock.advance(60_000);
    await session.end();
    expect((await attachments(lab, session))[0]).toMatchObject({ monitors: ['vitals/monitor_2.csv'] });
    const { text } = await load(lab, session, 'monitor', 'vitals/monitor_2.csv');
    const times = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => Number(row.split(',')[0]) - startMs);
    expect(times).toEqual([0, 2000, 4000, 6000]);
  });

  it('hold the traffic of a virtual network, and only what was commanded while it ran', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    await session.run('browser.open');
    await clock.advance(1000);
    await session.run('vnetwork.start', { latency: '200', packetLoss: '5' });
    const startMs = clock.now();
    await clock.advance(1000);
    await session.run('browser.goto', { url: 'example.com' });
    await clock.advance(1000);
    await session.run('vnetwork.stop');
    const stopMs = clock.now();
    await clock.advance(10_000);
    await session.run('browser.goto', { url: 'example.org' });
    await session.end();
    const { bytes } = await load(lab, session, 'network', 'network/capture_3.pcap');
    const times = readCapture(bytes).map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(startMs);
    expect(Math.max(...times)).toBeLessThan(stopMs + 1000);
  });

  it('hold the device log of what was commanded in between; device log answers with its last lines', async () => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    await clock.advance(1000);
    await session.run('logs.start');
    await clock.advance(1000);
    await session.run('application.open', { name: 'Settings' });
    await clock.advance(1000);
    await session.run('logs.stop');
    await clock.advance(1000);
    await session.run('application.close', { name: 'Settings' });
    const tail = (await session.run('device.log', { tail: '2' }))['returnValue']?.split('\n') ?? [];
    expect(tail).toHaveLength(2);
    expect(tail[1]).toContain('application.close done');
    await session.end();
    expect((await attachments(lab, session))[0]).toMatchObject({
      logs: ['log/device_2.zip', 'log/device_6.zip'],
    });
    const [file] = await unzip((await load(lab, session, 'log', 'log/device_2.zip')).bytes);
    const log = file?.bytes.toString() ?? '';
    expect(log).toContain('application.open done');
    expect(log).not.toContain('application.close');
    expect(log).not.toContain('device.open');
  });

  it.each([
    ['closing the device', (session: Session) => session.run('device.close', { deviceId: android })],
    ['ending the execution', (session: Session) => session.end()],
  ])('are finished by %s when nobody stopped them', async (_what, finish) => {
    const { lab, clock } = await openLab();
    const session = await startSession(lab, android);
    for (const name of ['monitor.start', 'logs.start', 'vnetwork.start']) await session.run(name);
    await clock.advance(3000);
    await finish(session);
    await clock.advance(3000);
    await session.end();
    expect((await attachments(lab, session))[0]).toMatchObject({
      monitors: ['vitals/monitor_2.csv'],
      logs: ['log/device_3.zip'],
      networks: ['network/capture_4.pcap'],
    });
    const { text } = await load(lab, session, 'monitor', 'vitals/monitor_2.csv');
    expect(text.trim().split('\r\n')).toHaveLength(1 + 4);
  });

  it('are recorded once at a time', async () => {
    const { lab } = await openLab();
    const session = await startSession(lab, android);
    const description = async (name: string) => (await session.run(name))['description'];
    for (const [kind, what] of [
      ['monitor', 'Monitor'],
      ['logs', 'Log collection'],
      ['vnetwork', 'Network virtualization'],
    ] as const) {
      expect(await description(`${kind}.stop`)).toBe(`${what} is not running on device ${android}`);
      expect(await description(`${kind}.start`)).toBe('Success');
      expect(await description(`${kind}.start`)).toBe(`${what} is already running on device ${android}`);
      expect(await description(`${kind}.stop`)).toBe('Success');
    }
  });

  it('show the texts that are on the screen', async () => {
    const { lab } = await openLab({
      scenario: 'screens: [{app: Settings, texts: [Wi-Fi]}, {app: Camera, texts: [Wi-Fi, Shutter]}]',
    });
    await uploadMedia(lab, 'PRIVATE:x.png');
    const session = await startSession(lab, android);
    const shots: Buffer[] = [];
    for (const name of ['Settings', 'Camera']) {
      await session.run('application.open', { name });
      await session.run('screen.image', { key: 'PRIVATE:shot.png' });
      shots.push((await services(lab, 'repositories/media/PRIVATE:shot.png', 'download')).bytes);
    }
    expect(shots[0]?.equals(shots[1] ?? Buffer.alloc(0))).toBe(false);
  });
});
