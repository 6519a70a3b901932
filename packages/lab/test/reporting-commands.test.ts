import { describe, expect, it } from '@jest/globals';
import { json, rest } from './lab-client.ts';
import { android, iphone, otherAndroid, startSession } from './command-client.ts';
import { openLab } from './open-lab.ts';
import { follow, listTests } from './reporting-client.ts';

const settings = { commandMs: 0 };

describe('an execution by commands', () => {
  it('is a test with all its devices, and their videos', async () => {
    const { lab, clock } = await openLab({ settings });
    const session = await startSession(lab, android, { scriptName: 'two phones' });
    await session.run('device.open', { deviceId: otherAndroid });
    const [running] = (await listTests(lab)).resources;
    expect(running).toMatchObject({ name: 'two_phones', status: 'UNKNOWN', endTime: 0 });
    await session.end();
    await clock.advance(60_000);
    const { resources } = await listTests(lab, { 'externalId[0]': session.executionId });
    expect(resources).toMatchObject([
      { id: running?.id, status: 'PASSED', platforms: [{ deviceId: android }, { deviceId: otherAndroid }] },
    ]);
    for (const video of resources[0]?.videos ?? []) {
      expect((await follow(lab, video.downloadUrl)).bytes.subarray(4, 8).toString()).toBe('ftyp');
    }
    expect(resources[0]?.videos).toHaveLength(2);
  });

  it('is one test for each test start, failed where its commands failed', async () => {
    const { lab, clock } = await openLab({ settings });
    const { run, end, executionId } = await startSession(lab, iphone);
    await run('test.start', { name: 'sign in', tags: 'smoke, login' });
    await run('status.event', { description: 'Signed in' });
    await run('test.end');
    await run('test.start', { name: 'pay' });
    await run('status.event', { description: 'No receipt', status: 'failed' });
    await run('test.start', { name: 'sign out' });
    await end();
    await clock.advance(60_000);
    const { resources } = await listTests(lab, { 'externalId[0]': executionId });
    expect(resources).toMatchObject([
      { name: 'sign in', status: 'PASSED', tags: ['smoke', 'login'] },
      {
        name: 'pay',
        status: 'FAILED',
        message: 'No receipt',
        failureReasonName: 'Validation failed',
        tags: [],
      },
      { name: 'sign out', status: 'PASSED' },
    ]);
  });

  it('shows its commands, without the values of secured parameters', async () => {
    const { lab, clock } = await openLab({ settings });
    const session = await startSession(lab, iphone);
    await session.ask('screen.text', {}, { 'securedParam.context': 'GEHEIM' });
    await session.run('browser.goto', { url: 'https://shop.example.com' });
    await session.end();
    await clock.advance(60_000);
    const [test] = (await listTests(lab, { 'externalId[0]': session.executionId })).resources;
    expect(test?.platforms).toMatchObject([{ browserInfo: { browserType: 'SAFARI' } }]);
    const got = await rest(lab, 'GET', `/export/api/v3/test-executions/${test?.id}/commands`);
    expect(got.text).not.toContain('GEHEIM');
    expect(json(got)).toMatchObject({
      resources: [
        {
          name: 'Test step',
          commands: expect.arrayContaining([expect.objectContaining({ name: 'browser.goto' })]) as unknown,
        },
      ],
    });
  });

  it('is found and stopped by the execution manager, and leaves an UNKNOWN test', async () => {
    const { lab, clock } = await openLab({ settings });
    const session = await startSession(lab, android);
    const base = '/execution-manager/api/v1/executions';
    expect(json(await rest(lab, 'POST', `${base}/search`))).toMatchObject({
      executions: [{ id: session.executionId, platforms: [{ deviceId: android }] }],
    });
    const got = await rest(lab, 'POST', `${base}/stop`, { json: { fields: { id: [session.executionId] } } });
    expect(json(got)).toMatchObject({ stoppedExecutions: [{ id: session.executionId }] });
    expect((await session.ask('device.ready')).status).toBe(400);
    expect(lab.state.devices.find(android)?.session).toBeNull();
    await clock.advance(60_000);
    expect((await listTests(lab, { 'externalId[0]': session.executionId })).resources).toMatchObject([
      { status: 'UNKNOWN' },
    ]);
  });
});
