import { describe, expect, it } from '@jest/globals';
import { json, send, services, startScript } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { checkout, listTests, phone, ranTest } from './reporting-client.ts';

describe('the console', () => {
  it('is one page that loads nothing from elsewhere and holds no token', async () => {
    const { lab } = await openLab();
    const got = await send(lab, '/');
    expect(got.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(got.text).not.toMatch(/https?:\/\/|not-a-secret/);
  });

  it('gets devices, executions, reservations, repository and requests, without secrets', async () => {
    const { lab, clock } = await openLab();
    await startScript(lab, 'PUBLIC:Samples/login.xml', {
      'param.user': 'secret-ish',
      'securedParam.pin': '4711',
    });
    const endTime = String(clock.now() + 60_000);
    await services(lab, 'reservations', 'create', {
      resourceIds: 'F52F82C4DEMO01',
      startTime: '-1',
      endTime,
    });
    const got = await send(lab, '/lab/state.json');
    const state = json(got) as Record<string, unknown[]>;
    const counts = ['devices', 'executions', 'reservations', 'repository', 'requests'].map(
      (name) => state[name]?.length,
    );
    expect(counts).toEqual([34, 1, 1, 3, 2]);
    expect(got.text).not.toMatch(/not-a-secret|4711/);
  });

  it('does not count as a request to the cloud', async () => {
    const { lab } = await openLab();
    await send(lab, '/');
    await send(lab, '/lab/state.json');
    expect(lab.requests).toHaveLength(0);
  });
});

describe('the page of a test', () => {
  it('is behind its reportURL, shows what ran, and holds no values of parameters', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const test = await ranTest(lab, clock, checkout, { ...phone, 'param.user': 'secret-ish' });
    const got = await send(lab, new URL(test.reportURL).pathname);
    expect(got.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const text of ['FAILED', "Pay now' was not found", 'Fill the basket', 'F52F82C4DEMO01']) {
      expect(got.text).toContain(text);
    }
    // The last is a value in the script itself.
    expect(got.text).not.toMatch(/not-a-secret|secret-ish|Card number<|https?:\/\//);
  });

  it('is 404 for an unknown test and for one that is not processed', async () => {
    const { lab } = await openLab();
    await startScript(lab, checkout, phone);
    const [test] = (await listTests(lab)).resources;
    expect((await send(lab, new URL(test?.reportURL ?? '').pathname)).status).toBe(404);
    const unknown = await send(lab, '/reporting/test/<script>');
    expect([unknown.status, unknown.headers['content-type']]).toEqual([404, 'text/plain']);
  });
});
