import { describe, expect, it } from '@jest/globals';
import type { LabOptions } from '@perfecto-actions/lab';
import { openProxy, type ConnectProxy, type ProxyOptions } from '@perfecto-actions/lab/proxy';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectError, InputError, type ClientOptions } from '../src/index.ts';
import {
  afterTest,
  failureOf,
  login,
  openClient,
  openLab,
  scratchFile,
  scratchFolder,
  type OpenLab,
} from './open-lab.ts';

const list = { 'time.offset': 60 };

/** A lab that is only reached by its cloud's names through a proxy: the names lead nowhere by themselves. */
async function behindProxy(
  proxyOptions: Partial<ProxyOptions> = {},
  labOptions: LabOptions = {},
): Promise<
  OpenLab & {
    proxy: ConnectProxy;
    through: (env: Record<string, string>, more?: Partial<ClientOptions>) => ReturnType<typeof openClient>;
  }
> {
  const opened = await openLab(labOptions);
  const address = {
    port: Number(new URL(opened.lab.url).port),
    hostname: labOptions.hostname ?? '127.0.0.1',
  };
  const proxy = await openProxy({ ...address, ...proxyOptions });
  afterTest(() => proxy.close());
  const through = (env: Record<string, string>, more: Partial<ClientOptions> = {}) =>
    openClient({
      cloud: 'mycloud',
      securityToken: opened.lab.tokens.automation,
      ca: readFileSync(opened.lab.caFile, 'utf8'),
      clock: opened.clock,
      env,
      ...more,
    });
  return { ...opened, proxy, through };
}

describe('R17: a proxy', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'from %s takes reads, changes, uploads and downloads',
    async (name) => {
      const { proxy, lab, through } = await behindProxy();
      const client = through({ [name]: `http://${proxy.host}` });
      await client.executions.list(list);
      await client.executions.execute({ scriptKey: login });
      await client.artifacts.upload(
        { artifactLocator: 'PRIVATE:a.apk' },
        await scratchFile('a.apk', Buffer.alloc(2 ** 20)),
      );
      const path = join(scratchFolder(), 'a.apk');
      expect(await client.artifacts.download('PRIVATE:a.apk', { path })).toMatchObject({ bytes: 2 ** 20 });
      expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(
        new Set(['mycloud.perfectomobile.com:443', 'mycloud.app.perfectomobile.com:443']),
      );
      expect(new Set(lab.requests.map(({ host }) => host))).toEqual(
        new Set(['mycloud.perfectomobile.com', 'mycloud.app.perfectomobile.com']),
      );
      expect(proxy.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
    },
  );

  it.each([
    ['plain', 'dana:geheim', 'dana:geheim'],
    ['encoded', 'dana%40example.com:p%40ss%3Aw%C3%B6rd', 'dana@example.com:p@ss:wörd'],
    ['with a bare percent sign', 'dana:100%', 'dana:100%'],
  ])('gets its credentials, and only the proxy: %s', async (_, written, credentials) => {
    const { proxy, lab, through } = await behindProxy({ credentials });
    expect(await through({ HTTPS_PROXY: `http://${written}@${proxy.host}` }).executions.list(list)).toEqual({
      executions: [],
    });
    expect(lab.requests).toMatchObject([{ credentials: 'securityToken' }]);
  });

  it('may be written without a scheme', async () => {
    const { proxy, through } = await behindProxy();
    expect(await through({ HTTPS_PROXY: proxy.host }).executions.list(list)).toEqual({ executions: [] });
  });

  it('that refuses the credentials is a ConnectError, and nothing reached the service', async () => {
    const { proxy, lab, through } = await behindProxy({ credentials: 'dana:right' });
    const client = through(
      { HTTPS_PROXY: `http://dana:wrong-secret@${proxy.host}` },
      { retries: { attempts: 1 } },
    );
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: expect.stringContaining('407'),
    });
    expect(String(error)).not.toContain('wrong-secret');
    expect(lab.requests).toEqual([]);
  });

  it('that nobody runs is a ConnectError', async () => {
    const { through } = await behindProxy();
    const client = through({ HTTPS_PROXY: 'http://127.0.0.1:9' }, { retries: { attempts: 1 } });
    expect(await failureOf(client.executions.list(list))).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
    });
  });

  it('R13: that takes the connection and says nothing does not hold a call beyond its limit', async () => {
    const { proxy, through } = await behindProxy({ isSilent: true });
    const client = through(
      { HTTPS_PROXY: proxy.host },
      { limits: { callMs: 150 }, retries: { attempts: 1 } },
    );
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toMatchObject({
      code: 'TIMED_OUT',
      sent: 'no',
    });
  });

  it.each(['socks5://127.0.0.1:1080', 'http://', 'http://bad host:1'])(
    'that is none is bad input: %s',
    async (HTTPS_PROXY) => {
      const client = openClient({ securityToken: 't', env: { HTTPS_PROXY } });
      expect(await failureOf(client.executions.list(list))).toBeInstanceOf(InputError);
    },
  );

  it.each([
    ['localhost', true],
    ['example.com, LOCALHOST', true],
    ['.localhost', true],
    ['*.localhost', true],
    ['*', true],
    ['localhost:PORT', true],
    ['example.com localhost', true],
    ['localhost:1', false],
    ['host', false],
    ['localhost.example.com', false],
    ['', false],
  ])('is passed by for the names of NO_PROXY: %j', async (names, isDirect) => {
    const { proxy, lab, through } = await behindProxy();
    const env = {
      HTTPS_PROXY: `http://${proxy.host}`,
      NO_PROXY: names.replace('PORT', new URL(lab.url).port),
    };
    await through(env, { cloud: lab.url }).executions.list(list);
    expect(proxy.asked).toHaveLength(isDirect ? 0 : 1);
    expect(lab.requests).toHaveLength(1);
  });

  it.each(['::1', '[::1]', '[::1]:PORT', 'example.com,::1'])(
    'is passed by for an IPv6 address: %s',
    async (names) => {
      const { proxy, through } = await behindProxy();
      // Nothing listens there; what counts is who was asked.
      const env = { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: names.replace('PORT', '9') };
      await failureOf(
        through(env, { cloud: 'https://[::1]:9', retries: { attempts: 1 } }).executions.list(list),
      );
      expect(proxy.asked).toEqual([]);
    },
  );
});

describe('R17: a private certificate authority', () => {
  it.each(['direct', 'through a proxy'])(
    'is refused with a hint when it is not given, and nothing is sent: %s',
    async (way) => {
      const { proxy, lab, clock } = await behindProxy();
      const client = openClient({
        cloud: lab.url,
        securityToken: lab.tokens.automation,
        clock,
        env: way === 'direct' ? {} : { HTTPS_PROXY: proxy.host },
      });
      const error = await failureOf(client.executions.execute({ scriptKey: login }));
      expect(error).toBeInstanceOf(ConnectError);
      expect(error).toMatchObject({
        code: 'CERTIFICATE_REFUSED',
        sent: 'no',
        hint: expect.stringContaining('ca-file'),
      });
      expect(lab.requests).toEqual([]);
      expect(clock.sleeps).toEqual([]);
    },
  );

  it.each(['direct', 'through a proxy'])(
    'does not vouch for a name that its certificate lacks: %s',
    async (way) => {
      const { proxy, lab, through } = await behindProxy({}, { hostname: '127.0.0.2' });
      const isDirect = way === 'direct';
      const cloud = isDirect ? lab.url.replace('localhost', '127.0.0.2') : 'https://lab.example.com';
      const client = through(isDirect ? {} : { HTTPS_PROXY: proxy.host }, { cloud });
      const error = await failureOf(client.executions.execute({ scriptKey: login }));
      expect(error).toMatchObject({ code: 'CERTIFICATE_REFUSED', sent: 'no' });
      expect(lab.requests).toEqual([]);
    },
  );

  it('cannot be switched off by the environment of the client', async () => {
    const { lab } = await openLab();
    const client = openClient({
      cloud: lab.url,
      securityToken: 't',
      env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    expect(await failureOf(client.executions.list(list))).toMatchObject({ code: 'CERTIFICATE_REFUSED' });
  });
});
