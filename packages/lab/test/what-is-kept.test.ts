import { describe, expect, it } from '@jest/globals';
import { android, startSession } from './command-client.ts';
import { json, member, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const script = { scriptKey: 'PUBLIC:Samples/login.xml' };
const hour = 3_600_000;

describe('what a lab keeps of the past', () => {
  it('are so many executions; the first that ended goes with its report, and none that runs', async () => {
    const { lab, clock } = await openLab({ settings: { executionsKept: 3 } });
    const start = async () => {
      const got = await services(lab, 'executions', 'execute', script);
      return json(got) as { executionId: string; reportKey: string };
    };
    const status = ({ executionId }: { executionId: string }) =>
      services(lab, `executions/${executionId}`, 'status').then((got) => got.status);
    const first = await start();
    const second = await start();
    const third = await start();
    const running = [await start(), await start()];
    expect(lab.state.executions.all.size).toBe(5);
    await clock.advance(hour);
    const fourth = await start();
    expect(await Promise.all([first, second, third].map(status))).toEqual([400, 400, 400]);
    expect(await Promise.all([...running, fourth].map(status))).toEqual([200, 200, 200]);
    const report = await services(lab, `reports/${first.reportKey}`, 'download', { format: 'xml' });
    expect(report.text).toContain('was not found');
  });

  it('forgets the commands of an execution with it', async () => {
    const { lab, clock } = await openLab({ settings: { executionsKept: 1 } });
    const session = await startSession(lab, android);
    await session.run('timer.start', { timerId: 'a' });
    await session.end();
    await clock.advance(hour);
    expect(lab.state.store.collection('commandRecords').size).toBeGreaterThan(0);
    await services(lab, 'executions', 'execute', script);
    for (const name of ['commandRecords', 'commandSessions']) {
      expect({ name, size: lab.state.store.collection(name).size }).toEqual({ name, size: 0 });
    }
  });

  it('are so many reservations; the first that is over goes, and none that is still to come', async () => {
    const { lab, clock } = await openLab({ settings: { reservationsKept: 2 } });
    const reserve = (deviceId: string, fromMs: number) =>
      services(lab, 'reservations', 'create', {
        resourceIds: deviceId,
        startTime: String(fromMs),
        endTime: String(fromMs + hour),
      });
    for (const deviceId of ['F52F82C4DEMO01', 'F52F82C4DEMO02']) await reserve(deviceId, clock.now());
    await clock.advance(2 * hour);
    for (const deviceId of ['F52F82C4DEMO03', 'F52F82C4DEMO04', 'F52F82C4DEMO05']) {
      await reserve(deviceId, clock.now() + hour);
    }
    const list = await services(lab, 'reservations', 'list', {
      startTime: '0',
      endTime: String(clock.now() + 9 * hour),
    });
    const ids = (member(list, 'reservations') as { resourceId: string }[]).map(
      ({ resourceId }) => resourceId,
    );
    expect(ids).toEqual(['F52F82C4DEMO03', 'F52F82C4DEMO04', 'F52F82C4DEMO05']);
  });
});
