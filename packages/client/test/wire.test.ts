import { describe, expect, it } from '@jest/globals';
import type { ClientOptions, PerfectoClient } from '../src/index.ts';
import { join } from 'node:path';
import { networkOf } from './network.ts';
import { login, openClient, scratchFile, scratchFolder } from './open-lab.ts';

const securityToken = 'token-not-a-secret';

/** The first request of a call as it goes on the wire. */
async function written(
  call: (client: PerfectoClient) => Promise<unknown>,
  options: Partial<ClientOptions> = { securityToken },
): Promise<{ line: string; headers: Record<string, string>; body: string }> {
  const texts: string[] = [];
  const agent = networkOf((socket, said) => {
    texts.push(said);
    socket.destroy();
  });
  await call(openClient({ agent, retries: { attempts: 1 }, ...options })).catch(() => undefined);
  const [head = '', body = ''] = (texts[0] ?? '').split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((text) => [text.slice(0, text.indexOf(':')).toLowerCase(), text.slice(text.indexOf(':') + 2)]),
  );
  // It is the agent's.
  delete headers['connection'];
  return { line, headers, body };
}

const form = 'application/x-www-form-urlencoded';

describe('a call of /services', () => {
  it.each<[string, (client: PerfectoClient) => Promise<unknown>, string, string]>([
    [
      'with its credentials in the body',
      (client) => client.executions.list({ 'time.offset': 60, admin: true }),
      '/services/executions',
      'operation=list&time.offset=60&admin=true&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'with families of parameters',
      (client) =>
        client.executions.execute({
          scriptKey: login,
          param: { DUT: 'a b', n: '1' },
          securedParam: { pin: '&' },
        }),
      '/services/executions',
      'operation=execute&scriptKey=PUBLIC%3ASamples%2Flogin.xml&param.DUT=a+b&param.n=1&securedParam.pin=%26' +
        '&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'with a list',
      (client) => client.users.addRoles({ userId: 'dana@example.com', roles: ['A', 'B'] }),
      '/services/users/dana@example.com',
      'operation=addRoles&roles=A%2CB&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'whose answer is a file',
      (client) =>
        client.reports.download({ reportKey: 'PRIVATE:a.xml' }, { path: join(scratchFolder(), 'a') }),
      '/services/reports/PRIVATE:a.xml',
      'operation=download&securityToken=token-not-a-secret',
    ],
    [
      'without what is undefined',
      (client) => client.executions.list({ 'time.offset': 60, ...{ admin: undefined as never } }),
      '/services/executions',
      'operation=list&time.offset=60&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'whose answer is XML alone',
      (client) => client.devices.list(),
      '/services/handsets',
      'operation=list&responseFormat=xml&securityToken=token-not-a-secret',
    ],
    [
      'whose answer is XML on request',
      (client) => client.executions.list({ 'time.offset': 60 }, { format: 'xml' }),
      '/services/executions',
      'operation=list&time.offset=60&responseFormat=xml&securityToken=token-not-a-secret',
    ],
    [
      'that takes no token',
      (client) =>
        client.users.changePassword({ user: 'a', password: 'old', userId: 'b', userPassword: 'new' }),
      '/services/users/b',
      'operation=changePassword&user=a&password=old&userPassword=new&responseFormat=json',
    ],
    [
      'with a key that is a path',
      (client) =>
        client.repositories.info({ repository: 'media', repositoryItemKey: 'PRIVATE:a b/ü@c%.apk' }),
      '/services/repositories/media/PRIVATE:a%20b/%C3%BC@c%25.apk',
      'operation=info&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'with a path that ends early',
      (client) => client.repositories.list({ repository: 'media' }),
      '/services/repositories/media',
      'operation=list&responseFormat=json&securityToken=token-not-a-secret',
    ],
    [
      'with a path that ends earlier still',
      (client) => client.repositories.list(),
      '/services/repositories',
      'operation=list&responseFormat=json&securityToken=token-not-a-secret',
    ],
  ])('is a form: %s', async (_, call, path, body) => {
    const { line, headers, ...rest } = await written(call);
    expect({ line, ...rest }).toEqual({ line: `POST ${path} HTTP/1.1`, body });
    expect(headers).toEqual({
      'content-type': form,
      'content-length': String(Buffer.byteLength(body)),
      host: 'mycloud.perfectomobile.com',
    });
  });

  it('has a user and password instead of a token', async () => {
    const { body } = await written((client) => client.executions.list({ 'time.offset': 1 }), {
      user: 'dana@example.com',
      password: 'p&w-not-a-secret',
    });
    expect(body).toBe(
      'operation=list&time.offset=1&responseFormat=json&user=dana%40example.com&password=p%26w-not-a-secret',
    );
  });

  it('has all of it in the address where a lab refuses a body', async () => {
    const { line, headers, body } = await written((client) => client.executions.list({ 'time.offset': 1 }), {
      securityToken,
      credentialsIn: 'query',
    });
    expect(line).toBe(
      'GET /services/executions?operation=list&time.offset=1&responseFormat=json&securityToken=token-not-a-secret HTTP/1.1',
    );
    expect(Object.keys(headers).sort()).toEqual(['host']);
    expect(body).toBe('');
  });

  it('has it there, too, when its body is a file', async () => {
    const file = await scratchFile('a.apk', 'a file');
    const { line, headers } = await written((client) =>
      client.repositories.upload({ repository: 'media', repositoryItemKey: 'PRIVATE:a.apk' }, file),
    );
    expect(line).toMatch(
      /^PUT \/services\/repositories\/media\/PRIVATE:a\.apk\?operation=upload.*&securityToken=token-not-a-secret HTTP\/1\.1$/,
    );
    expect(headers).toMatchObject({ 'content-length': '6', 'content-type': expect.stringContaining('/') });
  });

  it('begins where a cloud at an address of its own begins', async () => {
    const { line, headers } = await written((client) => client.executions.list({ 'time.offset': 1 }), {
      securityToken,
      cloud: 'https://lab.example.com:8443/mycloud/',
    });
    expect(line).toBe('POST /mycloud/services/executions HTTP/1.1');
    expect(headers).toMatchObject({ host: 'lab.example.com:8443' });
  });
});

const own = { 'perfecto-authorization': securityToken };
const app = {
  ...own,
  host: 'mycloud.app.perfectomobile.com',
  'perfecto-tenantid': 'mycloud-perfectomobile-com',
};

describe('a call of another kind', () => {
  it.each<[string, (client: PerfectoClient) => Promise<unknown>, string, Record<string, string>, string]>([
    [
      'a read',
      (client) => client.v1.devices.info('a/b:c@d'),
      'GET /api/v1/device-management/devices/a%2Fb:c@d',
      app,
      '',
    ],
    [
      'another host',
      (client) => client.v1.licenses.list(),
      'GET /enforcement/api/v1/usageInfo/licenses',
      { ...own, host: 'mycloud.perfectomobile.com' },
      '',
    ],
    [
      'numbered parameters',
      (client) => client.reporting.list({ externalId: ['a', 'b c'] }),
      'GET /export/api/v3/test-executions?externalId%5B0%5D=a&externalId%5B1%5D=b+c',
      app,
      '',
    ],
    [
      'no token',
      (client) => client.tokens.generate({ username: 'a', password: 'p' }),
      'GET /users/api/v1/auth/tokens?username=a&password=p',
      { host: app.host, 'perfecto-tenantid': app['perfecto-tenantid'] },
      '',
    ],
    [
      'a form',
      (client) => client.tokens.exchange('a b'),
      'POST /services/v2.0/auth/access-token',
      { 'content-type': form, 'content-length': '17', host: 'mycloud.perfectomobile.com' },
      'offline_token=a+b',
    ],
    [
      'JSON',
      (client) => client.v1.users.update({ username: 'a', email: 'a@example.com' }),
      'PATCH /api/v1/users',
      { ...app, 'content-type': 'application/json', 'content-length': '40' },
      '{"username":"a","email":"a@example.com"}',
    ],
  ])('is written as documented: %s', async (_, call, line, headers, body) => {
    expect(await written(call)).toEqual({ line: `${line} HTTP/1.1`, headers, body });
  });
});
