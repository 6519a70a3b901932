import { describe, expect, it } from '@jest/globals';
import { errorMessage, json, services, startScript } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const login = 'PUBLIC:Samples/login.xml';

describe('seeing executions', () => {
  it("hides others' executions without admin=true and shows them to administrators", async () => {
    const { lab } = await openLab();
    const { executionId } = await startScript(lab, login);
    const path = `executions/${executionId}`;
    const hidden = await services(lab, path, 'status', {}, lab.tokens.other);
    expect(errorMessage(hidden)).toBe(
      `Failed to get execution status - Execution ${executionId} wasn't found`,
    );
    const refused = await services(lab, path, 'status', { admin: 'true' }, lab.tokens.other);
    expect(errorMessage(refused)).toContain(
      'User other.bot@example.com is not authorized to get all script executions',
    );
    expect((await services(lab, path, 'status', {}, lab.tokens.admin)).status).toBe(400);
    expect((await services(lab, path, 'status', { admin: 'true' }, lab.tokens.admin)).status).toBe(200);
  });

  it('forgets an id a day after its end', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login);
    await clock.advance(24 * 3_600_000);
    expect((await services(lab, `executions/${executionId}`, 'status')).status).toBe(200);
    await clock.advance(10_000);
    expect((await services(lab, `executions/${executionId}`, 'status')).status).toBe(400);
  });

  it('lists by window, state, result and script, oldest first', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const startMs = clock.now();
    const first = await startScript(lab, login);
    await clock.advance(100_000);
    const second = await startScript(lab, 'PUBLIC:Samples/checkout.xml');
    await clock.advance(100_000);
    const third = await startScript(lab, login);
    const list = async (query: Record<string, string>): Promise<string[]> => {
      const got = json(await services(lab, 'executions', 'list', query)) as {
        executions: { executionId: string }[];
      };
      return got.executions.map(({ executionId }) => executionId);
    };
    const [a, b, c] = [first.executionId, second.executionId, third.executionId];
    expect(await list({ 'time.offset': '300' })).toEqual([a, b, c]);
    expect(await list({ 'time.offset': '150' })).toEqual([b, c]);
    expect(await list({ 'time.anchor': String(startMs) })).toEqual([a, b, c]);
    expect(await list({ 'time.anchor': String(startMs), 'time.offset': '120' })).toEqual([a, b]);
    expect(await list({ 'time.anchor': '-1', 'time.offset': '-120' })).toEqual([b, c]);
    expect(await list({ 'time.offset': '300', 'time.type': 'completed' })).toEqual([a, b]);
    expect(await list({ 'time.offset': '300', completed: 'false' })).toEqual([c]);
    expect(await list({ 'time.offset': '300', flowEndCode: 'Failed' })).toEqual([b]);
    expect(await list({ 'time.offset': '300', scriptKey: login })).toEqual([a, c]);
  });

  it('lists at most 500 completed executions, the newest', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login);
    await clock.advance(10_000);
    const one = lab.state.executions.get(executionId);
    if (!one) throw new TypeError('the execution is gone');
    for (let n = 0; n < 600; n += 1) {
      lab.state.executions.add({ ...one, executionId: `copy_${n}`, reportKey: `PRIVATE:copy_${n}.xml` });
    }
    const got = json(await services(lab, 'executions', 'list', { 'time.offset': '60' })) as {
      executions: { executionId: string }[];
    };
    expect(got.executions).toHaveLength(500);
    expect(got.executions[0]?.executionId).toBe('copy_100');
  });
});
