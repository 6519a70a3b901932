import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { json, rest, send, startScript, statusOf, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { checkout, login, phone } from './reporting-client.ts';

const base = '/execution-manager/api/v1/executions';

function search(lab: Lab, body?: unknown, token?: string): Promise<Got> {
  return rest(lab, 'POST', `${base}/search`, body === undefined ? {} : { json: body }, token);
}

function stop(lab: Lab, body: unknown, token?: string): Promise<Got> {
  return rest(lab, 'POST', `${base}/stop`, { json: body }, token);
}

async function found(lab: Lab, body?: unknown, token?: string): Promise<string[]> {
  const { executions } = json(await search(lab, body, token)) as { executions: { id: string }[] };
  return executions.map(({ id }) => id);
}

/** One's own login and checkout, and a login of another user; all run. */
async function threeRunning() {
  const { lab, clock } = await openLab();
  const mine = (await startScript(lab, login, phone)).executionId;
  const second = (await startScript(lab, checkout)).executionId;
  const theirs = (await startScript(lab, login, {}, lab.tokens.other)).executionId;
  await clock.advance(1_000);
  return { lab, clock, mine, second, theirs };
}

describe('the search of the execution manager', () => {
  it('shows what runs with its devices, also without a body', async () => {
    const { lab, clock } = await openLab();
    const { executionId } = await startScript(lab, login, phone);
    const owner = lab.users.automation.name;
    expect(json(await search(lab))).toEqual({
      executions: [{ id: executionId, name: 'login', owner, platforms: [] }],
    });
    await clock.advance(1_000);
    expect(json(await search(lab, {}))).toMatchObject({
      executions: [{ platforms: [{ deviceId: 'F52F82C4DEMO01', os: 'IOS' }] }],
    });
    await clock.advance(60_000);
    expect(json(await search(lab))).toEqual({ executions: [] });
  });

  it('shows a user without the role only the own ones, an administrator all', async () => {
    const { lab, mine, second, theirs } = await threeRunning();
    expect(await found(lab)).toEqual([mine, second]);
    expect(await found(lab, {}, lab.tokens.other)).toEqual([theirs]);
    expect(await found(lab, {}, lab.tokens.admin)).toEqual([mine, second, theirs]);
  });

  it('heeds fields and excluded fields, owners without regard to case', async () => {
    const { lab, mine, second, theirs } = await threeRunning();
    const admin = lab.tokens.admin;
    const ask = (filter: object): Promise<string[]> => found(lab, { filter }, admin);
    expect(await ask({ fields: { id: [second, theirs] } })).toEqual([second, theirs]);
    expect(await ask({ fields: { name: ['login'] } })).toEqual([mine, theirs]);
    expect(await ask({ fields: { name: ['login'], owner: ['CI.Bot@example.com'] } })).toEqual([mine]);
    expect(await ask({ excludedFields: { owner: ['ci.bot@example.com'] } })).toEqual([theirs]);
    expect(await ask({ fields: { name: ['login'] }, excludedFields: { id: [mine] } })).toEqual([theirs]);
    expect(await ask({ fields: { id: [] } })).toEqual([mine, second, theirs]);
  });

  it('gives only the fields of the layout', async () => {
    const { lab } = await threeRunning();
    const got = json(
      await search(lab, { layout: ['name', 'owner'], filter: { fields: { name: ['login'] } } }),
    );
    expect(got).toEqual({ executions: [{ name: 'login', owner: 'ci.bot@example.com' }] });
  });

  it.each([
    [
      { layout: ['id', 'device'] },
      "Invalid value for property 'layout': a list of id, name, owner, platforms",
    ],
    [{ filter: { fields: { device: ['x'] } } }, "Invalid value for property 'filter.fields.device': one of"],
    [
      { filter: { fields: { id: 'x' } } },
      "Invalid value for property 'filter.fields.id': a list is expected",
    ],
    [{ filter: 'mine' }, "Invalid value for property 'filter': an object is expected"],
  ])('refuses %j', async (body, text) => {
    const { lab } = await openLab();
    const got = await search(lab, body);
    expect(got.status).toBe(400);
    expect(userMessage(got).startsWith(text)).toBe(true);
  });
});

describe('the stop of the execution manager', () => {
  it('stops executions and frees their devices', async () => {
    const { lab, clock, mine } = await threeRunning();
    const got = await stop(lab, { fields: { id: [mine] } });
    const owner = lab.users.automation.name;
    expect(json(got)).toEqual({
      stoppedExecutions: [{ id: mine, name: 'login', owner }],
      notStoppedExecutions: [],
    });
    await clock.advance(500);
    expect(await statusOf(lab, mine)).toMatchObject({ status: 'Completed', flowEndCode: 'UserAborted' });
    expect(lab.state.devices.find('F52F82C4DEMO01')?.session).toBeNull();
  });

  it('names what it did not stop: unknown, over, or of somebody else', async () => {
    const { lab, clock, mine, theirs } = await threeRunning();
    await clock.advance(60_000);
    const running = (await startScript(lab, login, phone)).executionId;
    const got = json(await stop(lab, { fields: { id: ['nobody', mine, theirs, running] } }));
    expect(got).toMatchObject({
      stoppedExecutions: [{ id: running }],
      notStoppedExecutions: [{ id: 'nobody' }, { id: mine }, { id: theirs }],
    });
  });

  it('leaves the executions of others alone, whatever it is asked by', async () => {
    const { lab, mine, second, theirs } = await threeRunning();
    const got = json(await stop(lab, { freeTextFilter: 'LOGIN' }));
    expect(got).toMatchObject({ stoppedExecutions: [{ id: mine }] });
    await stop(lab, { fields: { id: [theirs, second] } });
    expect((await found(lab, {}, lab.tokens.other))[0]).toBe(theirs);
    expect(lab.state.executions.get(theirs)?.flowEndCode).toBeNull();
  });

  it('lets an administrator stop those of an owner, and of every name', async () => {
    const { lab, mine, theirs } = await threeRunning();
    const got = await stop(lab, { fields: { owner: ['other.bot@example.com'] } }, lab.tokens.admin);
    expect(json(got)).toMatchObject({ stoppedExecutions: [{ id: theirs }] });
    const named = await stop(lab, { fields: { name: ['login'], id: [mine] } }, lab.tokens.admin);
    expect(json(named)).toMatchObject({ stoppedExecutions: [{ id: mine }] });
    const { lab: other } = await openLab({
      scenario: `users: [{name: v@example.com, token: viewer-not-a-secret, roles: [HANDSET_VIEWER]}]`,
    });
    const { executionId } = await startScript(other, login);
    const byViewer = await stop(other, { fields: { id: [executionId] } }, 'viewer-not-a-secret');
    expect(json(byViewer)).toMatchObject({ stoppedExecutions: [{ id: executionId }] });
  });

  it.each(['search', 'stop'])('is refused with 403 for others without the role: %s', async (what) => {
    const { lab, theirs } = await threeRunning();
    const fields = { owner: ['other.bot@example.com'] };
    const got = await rest(lab, 'POST', `${base}/${what}`, { json: { fields, filter: { fields } } });
    expect([got.status, userMessage(got)]).toEqual([
      403,
      'User ci.bot@example.com is not authorized to see or stop executions of other users',
    ]);
    expect(lab.state.executions.get(theirs)?.flowEndCode).toBeNull();
  });

  it.each([[{}], [{ fields: {} }], [{ fields: { id: [] } }], [{ freeTextFilter: ' ' }]])(
    'does not take %j for everything',
    async (body) => {
      const { lab, mine, second } = await threeRunning();
      const got = await stop(lab, body);
      expect([got.status, userMessage(got)]).toEqual([
        400,
        'Name the executions to stop by fields or by freeTextFilter',
      ]);
      expect(await found(lab)).toEqual([mine, second]);
    },
  );

  it('wants a good token', async () => {
    const { lab } = await openLab();
    for (const headers of [{}, { 'Perfecto-Authorization': 'wrong-not-a-secret' }]) {
      const got = await send(lab, `${base}/stop`, { method: 'POST', headers });
      expect([got.status, userMessage(got)]).toEqual([401, 'Unable to authenticate bearer token']);
    }
  });
});
