import { describe, expect, it } from '@jest/globals';
import type { LabOptions } from '@perfecto-actions/lab';
import {
  openProxy,
  type ConnectProxy,
  type ProxyCertificate,
  type ProxyOptions,
} from '@perfecto-actions/lab/proxy';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
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
      message: 'No connection to the proxy 127.0.0.1:9: nothing listens there.',
      cause: expect.objectContaining({
        message: 'the proxy 127.0.0.1:9 was not reached: connect ECONNREFUSED 127.0.0.1:9',
      }),
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

  it.each(['socks5://127.0.0.1:1080', 'http://', 'http://bad host:1', 'xhttp://a', 'httpsx://a'])(
    'that is none is bad input: %s',
    async (HTTPS_PROXY) => {
      const client = openClient({ securityToken: 't', env: { HTTPS_PROXY } });
      const error = await failureOf(client.executions.list(list));
      expect(error).toBeInstanceOf(InputError);
      expect(error).toMatchObject({
        message: 'HTTPS_PROXY is not an http or https address; give http://host:port.',
      });
    },
  );

  it.each(['', ' '])('is none where the variable holds nothing: %j', async (HTTPS_PROXY) => {
    const { lab, through } = await behindProxy();
    await through({ HTTPS_PROXY }, { cloud: lab.url }).executions.list(list);
    expect(lab.requests).toHaveLength(1);
  });

  it.each(['127.0.0.1', '[::ffff:127.0.0.1]', '[::1]'])('leads to an address: %s', async (address) => {
    const { proxy, lab, through } = await behindProxy();
    const [host, cloud] = address.includes('ffff')
      ? [address, 'https://127.0.0.1']
      : ['127.0.0.1', `https://${address}`];
    const client = through({ HTTPS_PROXY: `http://${proxy.host.replace('127.0.0.1', host)}` }, { cloud });
    await client.executions.list(list);
    expect(proxy.asked.map(({ target }) => target)).toEqual([`${new URL(cloud).hostname}:443`]);
    expect(lab.requests).toHaveLength(1);
  });

  it('may have a user without a password', async () => {
    const { proxy, through } = await behindProxy({ credentials: 'dana:' });
    await through({ HTTPS_PROXY: `http://dana@${proxy.host}` }).executions.list(list);
    expect(proxy.asked).toHaveLength(1);
  });

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
    ['localhost:', false],
    ['', false],
    [',', false],
    ['.', false],
    ['*.', false],
  ])('is passed by for the names of NO_PROXY: %j', async (names, isDirect) => {
    const { proxy, lab, through } = await behindProxy();
    const listed = names.replace('PORT', new URL(lab.url).port);
    const env = { HTTPS_PROXY: `http://${proxy.host}` };
    await through({ ...env, NO_PROXY: listed }, { cloud: lab.url }).executions.list(list);
    expect(proxy.asked).toHaveLength(isDirect ? 0 : 1);
    await through({ ...env, no_proxy: listed, NO_PROXY: 'x' }, { cloud: lab.url }).executions.list(list);
    expect(proxy.asked).toHaveLength(isDirect ? 0 : 2);
    expect(lab.requests).toHaveLength(2);
  });

  it.each([
    ['b.invalid', true],
    ['.b.invalid', true],
    ['*.b.invalid', true],
    ['a.b.invalid:443', true],
    ['b.invalid:443', true],
    ['a.b.invalid:8443', false],
    ['.invalid', true],
    ['b', false],
    ['a.b', false],
    ['ab.invalid', false],
    ['x.a.b.invalid', false],
  ])('is passed by for what lies below a name of NO_PROXY: %s', async (NO_PROXY, isDirect) => {
    const { proxy, through } = await behindProxy();
    // No machine has such a name; what counts is who was asked.
    const options = { cloud: 'https://a.b.invalid', retries: { attempts: 1 } };
    await failureOf(through({ HTTPS_PROXY: proxy.host, NO_PROXY }, options).executions.list(list));
    expect(proxy.asked).toHaveLength(isDirect ? 0 : 1);
  });

  it('takes what goes elsewhere while the cloud is passed by, and the other way round', async () => {
    const { proxy, lab, through } = await behindProxy();
    const elsewhere = lab.url.replace('localhost', '127.0.0.1');
    const client = through({ HTTPS_PROXY: proxy.host, NO_PROXY: 'localhost' }, { cloud: lab.url });
    lab.faults.add({ kind: 'status', status: 200, body: 'a video' });
    const targets = () => proxy.asked.map(({ target }) => target);
    await client.reporting.downloadVideo(`${lab.url}/a`, { path: join(scratchFolder(), 'a') });
    expect(targets()).toEqual([]);
    await client.reporting.downloadVideo(`${elsewhere}/a`, { path: join(scratchFolder(), 'b') });
    expect(targets()).toEqual([new URL(elsewhere).host]);
    await client.reporting.downloadVideo(`${lab.url}/a`, { path: join(scratchFolder(), 'c') });
    expect(targets()).toHaveLength(1);
    expect(lab.requests).toHaveLength(3);
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

describe('R17: a proxy that is reached by https', () => {
  /** The lab's authority and that of the proxy, as one file of a company. */
  const bothOf = ({ lab, proxy }: { lab: OpenLab['lab']; proxy: ConnectProxy }): Partial<ClientOptions> => ({
    ca: `${readFileSync(lab.caFile, 'utf8')}${proxy.caPem}`,
  });
  const addressOf = (proxy: ConnectProxy, host = '127.0.0.1'): string =>
    `https://dana:right-not-a-secret@${host}:${new URL(`https://${proxy.host}`).port}`;

  it.each(['localhost', '127.0.0.1'])('takes calls and files under the name %s', async (host) => {
    const opened = await behindProxy({ secure: {}, credentials: 'dana:right-not-a-secret' });
    const names: unknown[] = [];
    const note = (message: unknown): void => {
      const { request } = message as { request: { socket: { servername?: string | false } } };
      names.push(request.socket.servername);
    };
    subscribe('perfecto-lab.proxy.connect', note);
    afterTest(() => {
      unsubscribe('perfecto-lab.proxy.connect', note);
      return Promise.resolve();
    });
    const client = opened.through({ HTTPS_PROXY: addressOf(opened.proxy, host) }, bothOf(opened));
    await client.executions.list(list);
    await client.artifacts.upload(
      { artifactLocator: 'PRIVATE:a.apk' },
      await scratchFile('a.apk', Buffer.alloc(2 ** 20)),
    );
    const path = join(scratchFolder(), 'a.apk');
    expect(await client.artifacts.download('PRIVATE:a.apk', { path })).toMatchObject({ bytes: 2 ** 20 });
    expect(new Set(opened.proxy.asked.map(({ target }) => target))).toEqual(
      new Set(['mycloud.perfectomobile.com:443', 'mycloud.app.perfectomobile.com:443']),
    );
    // It is asked for by its own name, which an address is not.
    expect(new Set(names)).toEqual(new Set([host === 'localhost' ? host : false]));
  });

  const lacksName = { hosts: { names: ['mycloud.perfectomobile.com'], addresses: [] } };
  it.each<[string, ProxyCertificate, RegExp, RegExp]>([
    ['is of another authority', { fault: 'other-authority' }, /is not trusted/, /ca-file/],
    ['has run out', { fault: 'expired' }, /has expired/, /clock of this runner/],
    ['is made out for the cloud instead', lacksName, /is made out for another name/, /HTTPS_PROXY/],
  ])(
    'is refused when its certificate %s, and learns neither target nor credentials',
    async (_, secure, what, hint) => {
      const opened = await behindProxy({ secure });
      const client = opened.through({ HTTPS_PROXY: addressOf(opened.proxy) }, bothOf(opened));
      const error = await failureOf(client.executions.execute({ scriptKey: login }));
      expect(error).toMatchObject({
        code: 'CERTIFICATE_REFUSED',
        sent: 'no',
        message: expect.stringContaining(`The certificate of the proxy ${opened.proxy.host} `),
        hint: expect.stringMatching(hint),
      });
      expect(error).toHaveProperty('message', expect.stringMatching(what));
      expect(inspect(error, { depth: null })).not.toContain('right-not-a-secret');
      expect(opened.proxy.asked).toEqual([]);
      expect(opened.lab.requests).toEqual([]);
      expect(opened.clock.sleeps).toEqual([]);
    },
  );

  it('does not vouch for the cloud', async () => {
    const opened = await behindProxy({ secure: {} });
    const client = opened.through({ HTTPS_PROXY: addressOf(opened.proxy) }, { ca: opened.proxy.caPem });
    expect(await failureOf(client.executions.list(list))).toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      message: expect.stringContaining('The certificate of mycloud.perfectomobile.com is not trusted'),
    });
    expect(opened.proxy.asked).toHaveLength(1);
    expect(opened.lab.requests).toEqual([]);
  });

  it('that refuses the credentials is named in the error, they are not', async () => {
    const opened = await behindProxy({ secure: {}, credentials: 'dana:other' });
    const client = opened.through(
      { HTTPS_PROXY: addressOf(opened.proxy) },
      { ...bothOf(opened), retries: { attempts: 1 } },
    );
    const error = await failureOf(client.executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: `No connection to mycloud.perfectomobile.com: the proxy ${opened.proxy.host} answered 407.`,
    });
    expect(inspect(error, { depth: null })).not.toContain('right-not-a-secret');
    expect(opened.lab.requests).toEqual([]);
  });

  it('that speaks plain HTTP is a ConnectError that names it', async () => {
    const opened = await behindProxy();
    const client = opened.through({ HTTPS_PROXY: addressOf(opened.proxy) }, { retries: { attempts: 1 } });
    const error = await failureOf(client.executions.list(list));
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      message: expect.stringContaining(`No connection to the proxy ${opened.proxy.host}: `),
    });
    expect(opened.proxy.asked).toEqual([]);
  });

  it('R13: that says nothing holds no call beyond the limit of a connection', async () => {
    const opened = await behindProxy({ secure: {}, isSilent: true });
    const client = opened.through(
      { HTTPS_PROXY: addressOf(opened.proxy) },
      { ...bothOf(opened), limits: { connectMs: 300 }, retries: { attempts: 1 } },
    );
    expect(await failureOf(client.executions.execute({ scriptKey: login }))).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: expect.stringContaining('it took too long'),
    });
  });
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
