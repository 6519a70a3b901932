import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, rest, send, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const day = 24 * 3_600_000;
const current = '/user-management-webapp/rest/v1/user-management/current';

function generate(lab: Lab, query: Record<string, string> = {}): Promise<Got> {
  const { name, password } = lab.users.automation;
  return send(lab, '/users/api/v1/auth/tokens', { query: { username: name, password, ...query } });
}

async function isGood(lab: Lab, token: string): Promise<boolean> {
  return (await rest(lab, 'GET', current, {}, token)).status === 200;
}

function exchange(lab: Lab, token: string): Promise<Got> {
  return send(lab, '/services/v2.0/auth/access-token', { form: { offline_token: token } });
}

async function accessToken(lab: Lab, token = lab.tokens.automation): Promise<string> {
  const { data } = json(await exchange(lab, token)) as { data: { access_token: string } };
  return data.access_token;
}

describe('a generated security token', () => {
  it('is plain text that looks invented, is good at once, and is the death of the former one', async () => {
    const { lab } = await openLab();
    const got = await generate(lab);
    expect([got.status, got.headers['content-type']]).toEqual([200, 'text/plain']);
    expect(got.text).toMatch(/^lab-security-token-[0-9a-f]{24}-not-a-secret$/);
    expect([await isGood(lab, got.text), await isGood(lab, lab.tokens.automation)]).toEqual([true, false]);
    const next = (await generate(lab)).text;
    expect([await isGood(lab, next), await isGood(lab, got.text)]).toEqual([true, false]);
  });

  it('is there for a name under either parameter, in any case', async () => {
    const { lab } = await openLab();
    const { name, password } = lab.users.automation;
    const query = { user: name.toUpperCase(), password };
    expect((await send(lab, '/users/api/v1/auth/tokens', { query })).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['a security token in place of the password', { password: 'lab-automation-token-not-a-secret' }],
    ['no password', { password: '' }],
    ['a user nobody knows', { username: 'nobody' }],
    ['no user', { username: '' }],
  ])('is not there for %s', async (_what, query) => {
    const { lab } = await openLab();
    const got = await generate(lab, query);
    expect([got.status, userMessage(got)]).toEqual([401, 'Wrong user name or password']);
    expect(await isGood(lab, lab.tokens.automation)).toBe(true);
  });

  it('is not there for a user of an identity provider, nor for one who may not log in', async () => {
    const { lab } = await openLab();
    const { name } = lab.users.automation;
    lab.state.users.all.patch(name, { isIdpUser: true });
    expect((await generate(lab)).status).toBe(401);
    lab.state.users.all.patch(name, { isIdpUser: false });
    lab.state.users.setStatus(name, 'INACTIVE');
    expect((await generate(lab)).status).toBe(401);
  });
});

describe('a security token', () => {
  it('lives three months from its last use', async () => {
    const { lab, clock } = await openLab();
    const token = (await generate(lab)).text;
    for (let time = 0; time < 3; time += 1) {
      await clock.advance(80 * day);
      expect(await isGood(lab, token)).toBe(true);
    }
    await clock.advance(90 * day);
    expect(await isGood(lab, token)).toBe(true);
    await clock.advance(90 * day + 1);
    expect(await isGood(lab, token)).toBe(false);
    // Dead is dead, and its owner can have a new one.
    expect(await isGood(lab, (await generate(lab)).text)).toBe(true);
  });

  it('that the lab starts with lives on, unless it is set to age', async () => {
    const young = await openLab();
    const ageing = await openLab({ settings: { firstTokensAge: true } });
    for (const { lab, clock } of [young, ageing]) {
      expect(await isGood(lab, lab.tokens.automation)).toBe(true);
      await clock.advance(91 * day);
    }
    expect(await isGood(young.lab, young.lab.tokens.automation)).toBe(true);
    expect(await isGood(ageing.lab, ageing.lab.tokens.automation)).toBe(false);
  });

  it('dies with the account of its owner and does not come back', async () => {
    const { lab } = await openLab();
    const username = lab.users.automation.name;
    const token = (await generate(lab)).text;
    const enable = (enabled: boolean) =>
      rest(lab, 'PATCH', '/api/v1/users', { json: { username, enabled } }, lab.tokens.admin);
    await enable(false);
    expect(await isGood(lab, token)).toBe(false);
    await enable(true);
    expect(await isGood(lab, token)).toBe(false);
    expect((await generate(lab)).status).toBe(200);
  });
});

describe('an access token', () => {
  const reporting = '/export/api/v1/test-executions';
  const list = (lab: Lab, headers: Record<string, string>) => send(lab, reporting, { headers });

  it('is exchanged for a good security token, sent as a form', async () => {
    const { lab } = await openLab();
    const got = await exchange(lab, lab.tokens.automation);
    expect([got.status, Object.keys(json(got) as object)]).toEqual([200, ['data']]);
    expect(await accessToken(lab)).toMatch(/^lab-access-token-[0-9a-f]{24}-not-a-secret$/);
  });

  it.each(['wrong', 'lab-security-token-not-a-secret'])('is not there for the token %s', async (token) => {
    const { lab } = await openLab();
    const got = await exchange(lab, token);
    expect([got.status, userMessage(got)]).toEqual([
      401,
      'Failed decoding the offline token: it is no token of this cloud',
    ]);
  });

  it('opens reporting as Bearer together with the tenant, under both of its names', async () => {
    const { lab } = await openLab();
    const bearer = `Bearer ${await accessToken(lab)}`;
    for (const TenantID of ['mycloud', 'MyCloud', 'mycloud-perfectomobile-com']) {
      expect((await list(lab, { Authorization: bearer, TenantID })).status).toBe(200);
    }
    expect((await list(lab, { Authorization: bearer, TenantID: 'othercloud' })).status).toBe(401);
    expect((await list(lab, { Authorization: bearer })).status).toBe(401);
    expect(lab.requests.at(-1)).toMatchObject({ credentials: 'bearer' });
  });

  it('opens reporting only: a security token is no Bearer, and other services take none', async () => {
    const { lab } = await openLab();
    const TenantID = 'mycloud';
    const security = { Authorization: `Bearer ${lab.tokens.automation}`, TenantID };
    expect((await list(lab, security)).status).toBe(401);
    const access = { Authorization: `Bearer ${await accessToken(lab)}`, TenantID };
    expect((await send(lab, current, { headers: access })).status).toBe(401);
  });

  it('is taken as parameter accessToken under /services', async () => {
    const { lab } = await openLab();
    const token = await accessToken(lab);
    const ask = (accessToken: string) =>
      send(lab, '/services/executions', { query: { operation: 'list', 'time.offset': '60', accessToken } });
    expect((await ask(token)).status).toBe(200);
    expect(lab.requests.at(-1)).toMatchObject({ credentials: 'accessToken', query: { accessToken: '***' } });
    const wrong = await ask('wrong');
    expect([wrong.status, errorMessage(wrong)]).toEqual([
      401,
      'Failed to get execution list - Access denied - bad credentials',
    ]);
  });

  it('dies soon, and with the security token behind it', async () => {
    const { lab, clock } = await openLab();
    const opens = async (token: string) =>
      (await list(lab, { Authorization: `Bearer ${token}`, TenantID: 'mycloud' })).status === 200;
    const first = await accessToken(lab);
    await clock.advance(299_999);
    expect(await opens(first)).toBe(true);
    await clock.advance(1);
    expect(await opens(first)).toBe(false);
    const second = await accessToken(lab);
    await generate(lab);
    expect(await opens(second)).toBe(false);
  });
});
