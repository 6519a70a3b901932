import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../src/index.ts';
import { failureOf, login, openLab, phone, scratchFile } from './open-lab.ts';

const item = { repository: 'media', repositoryItemKey: 'PRIVATE:a.apk' } as const;

describe('R31: the security token', () => {
  it('is never in an address, but for the legacy upload whose body is the file', async () => {
    const { lab, client } = await openLab();
    const file = await scratchFile('a.apk', 'apk');
    await client.executions.execute({ scriptKey: login });
    await client.executions.list({ 'time.offset': 1 });
    await client.devices.info(phone);
    await client.v1.devices.info(phone);
    await client.v1.devices.list();
    await client.artifacts.upload({ artifactLocator: 'PRIVATE:b.apk' }, file);
    await client.repositories.upload(item, file);
    const shown = lab.requests.map(({ operation, credentials, query, form }) => ({
      operation,
      credentials,
      inQuery: Object.keys(query).some((name) => name === 'securityToken'),
      inForm: 'securityToken' in form,
    }));
    expect(shown).toEqual([
      { operation: 'script.execute', credentials: 'securityToken', inQuery: false, inForm: true },
      { operation: 'script.list', credentials: 'securityToken', inQuery: false, inForm: true },
      { operation: 'device.info', credentials: 'securityToken', inQuery: false, inForm: true },
      { operation: 'device.v1.info', credentials: 'header', inQuery: false, inForm: false },
      { operation: 'device.v1.list', credentials: 'header', inQuery: false, inForm: false },
      { operation: 'repository.v1.upload', credentials: 'header', inQuery: false, inForm: false },
      { operation: 'repository.upload', credentials: 'securityToken', inQuery: true, inForm: false },
    ]);
  });

  it('goes into the address where a lab refuses a body, and only there', async () => {
    const { lab, client } = await openLab({}, { credentialsIn: 'query' });
    await client.executions.list({ 'time.offset': 1 });
    await client.executions.execute({ scriptKey: login });
    await client.v1.devices.list();
    expect(
      lab.requests.map(({ method, query, form }) => [method, query['securityToken'], Object.keys(form)]),
    ).toEqual([
      ['GET', '***', []],
      ['GET', '***', []],
      ['POST', undefined, []],
    ]);
  });

  it('is in no event, whatever goes wrong, nor is anything of a query or a body', async () => {
    const { lab, client, events, clock } = await openLab(
      {},
      { credentialsIn: 'query', limits: { callMs: 1_000 } },
    );
    lab.faults.add({ kind: 'status', status: 503, times: 1 });
    lab.faults.add({ kind: 'reset-after', times: 1 });
    lab.faults.add({ kind: 'malformed-body', body: '{', times: 1 });
    await client.executions.list({ 'time.offset': 4711 });
    lab.faults.add({ kind: 'stall', times: 1 });
    await client.executions
      .execute({ scriptKey: login, securedParam: { pin: 'deep-secret' } })
      .catch(() => undefined);
    await client.repositories.upload(item, await scratchFile('a.apk', 'apk'));
    await client.v1.cradles.info('BOS-A1-1-1/VIRTUAL/01').catch(() => undefined);
    expect(clock.sleeps).toHaveLength(3);
    expect(
      events.map(({ operation, attempt, status, error }) => [operation, attempt, status, error]),
    ).toEqual([
      ['script.list', 1, 503, 'SERVER_FAILED'],
      ['script.list', 2, undefined, 'CONNECTION_LOST'],
      ['script.list', 3, 200, 'ANSWER_UNREADABLE'],
      ['script.list', 4, 200, undefined],
      ['script.execute', 1, undefined, 'TIMED_OUT'],
      ['repository.upload', 1, 200, undefined],
      ['cradle.v1.info', 1, 400, 'NOT_PERMITTED'],
    ]);
    const text = JSON.stringify(events);
    for (const secret of [lab.tokens.automation, 'deep-secret', '4711', 'securityToken', '?', 'BOS-A1']) {
      expect(text).not.toContain(secret);
    }
    expect(events.map(({ path }) => path)).toContain('/services/repositories/media/PRIVATE:a.apk');
    expect(events.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  it('is in no error, whatever goes wrong', async () => {
    const { lab, client } = await openLab(
      {},
      { credentialsIn: 'query', retries: { attempts: 1 }, limits: { callMs: 1_000 } },
    );
    lab.faults.add({ kind: 'status', status: 502, body: '<html>', times: 1 });
    lab.faults.add({ kind: 'reset-before', times: 1 });
    lab.faults.add({ kind: 'malformed-body', body: '{', times: 1 });
    lab.faults.add({ kind: 'stall', times: 1 });
    const seen: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      await client.executions.list({ 'time.offset': 1 }).catch((error: unknown) => {
        for (let at = error; at instanceof Error; at = at.cause)
          seen.push(`${at.name} ${at.message} ${JSON.stringify(at)}`);
      });
    }
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(seen.join('\n')).not.toContain(lab.tokens.automation);
  });

  it('is in no error that repeats it in Base64, at whatever place of a longer text', async () => {
    const password = 'p&ss<w"rd>-not-a-secret';
    const { lab, client } = await openLab({}, { user: 'dana@example.com', password });
    const echoes = ['', '1', '12', '123'].map((before) =>
      Buffer.from(`${before}dana@example.com:${password}${before}`).toString('base64'),
    );
    const inXml = password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const errorMessage = `Failed - ${[...echoes, inXml].join(' ')}`;
    lab.faults.add({ kind: 'status', status: 400, body: JSON.stringify({ errorMessage }) });
    const failure = await failureOf(client.executions.list({ 'time.offset': 1 }));
    const message = failure instanceof RefusedError ? failure.message : '';
    expect(message).toMatch(/^Failed - \*\*\* /);
    expect(message).not.toContain(inXml);
    for (const text of message.split(' ')) {
      expect(Buffer.from(text, 'base64').toString('latin1')).not.toMatch(/ss<w|-not-a/);
    }
  });
});
