import { describe, expect, it } from '@jest/globals';
import { services, startScript } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const execute = 'script.execute';
const login = 'PUBLIC:Samples/login.xml';

describe('holding a request', () => {
  it('is possible before anything is done and after, and the answer comes when it ends', async () => {
    const seen: string[] = [];
    const { lab } = await openLab({
      hold: async ({ operation = '' }, moment) => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${operation} ${moment}: ${lab.state.executions.all.size}`);
      },
      onRequest: ({ operation = '' }) => seen.push(`${operation} over`),
    });
    await startScript(lab, login);
    expect(seen.slice(0, 2)).toEqual([`${execute} received: 0`, `${execute} handled: 1`]);
  });

  it('keeps what was handled, also when the client is gone before the answer', async () => {
    const { promise: received, resolve: tellReceived } = Promise.withResolvers<undefined>();
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    const { lab } = await openLab({
      hold: async (_record, moment) => {
        if (moment !== 'handled') return;
        tellReceived(undefined);
        await released;
      },
    });
    const answer = startScript(lab, login).catch((error: unknown) => error);
    await received;
    const closed = lab.close();
    release(undefined);
    expect(await answer).toMatchObject({ code: 'ECONNRESET' });
    await closed;
    expect(lab.state.executions.all.size).toBe(1);
  });

  it('breaks the connection when the holder fails', async () => {
    const { lab } = await openLab({ hold: () => Promise.reject(new Error('The test is broken.')) });
    await expect(services(lab, 'executions', 'list', { 'time.offset': '60' })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });
});

describe('a list that lags', () => {
  it('shows an execution later than its status does', async () => {
    const { lab, clock } = await openLab({ settings: { listLagMs: 5_000 } });
    const { executionId } = await startScript(lab, login);
    const listed = async () => (await services(lab, 'executions', 'list', { 'time.offset': '60' })).text;
    await clock.advance(4_999);
    expect((await services(lab, `executions/${executionId}`, 'status')).text).toContain(executionId);
    expect(await listed()).not.toContain(executionId);
    await clock.advance(1);
    expect(await listed()).toContain(executionId);
  });
});
