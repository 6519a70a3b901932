import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { request } from 'node:https';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { Lab } from '../src/index.ts';
import { json, rest, send, services, startScript, statusOf } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const lastMinute = { operation: 'list', 'time.offset': '60' };
const noExecutions = '{"executions":[]}';

describe('programs that glue addresses together', () => {
  /** What a program makes of `localhost:<port>/mycloud` as the name of a cloud. */
  function glued(lab: Lab, hostRest: string, path: string, query = {}): Promise<Got> {
    const { pathname } = new URL(`${lab.url}/mycloud${hostRest}${path}`);
    return send(lab, pathname, { query, headers: { 'Perfecto-Authorization': lab.tokens.automation } });
  }

  it.each(['.perfectomobile.com', '.app.perfectomobile.com', '.PerfectoMobile.com', ''])(
    'reach /services under https://<cloud>%s',
    async (hostRest) => {
      const { lab } = await openLab();
      const got = await glued(lab, hostRest, '/services/executions', lastMinute);
      expect([got.status, got.text]).toEqual([200, noExecutions]);
    },
  );

  it.each(['.perfectomobile.com', '.app.perfectomobile.com', '.reporting.perfectomobile.com', ''])(
    'reach v1 under https://<cloud>%s',
    async (hostRest) => {
      const { lab } = await openLab();
      const got = await glued(lab, hostRest, '/api/v1/device-management/devices/F52F82C4DEMO01');
      expect([got.status, json(got)]).toMatchObject([200, { handset: { deviceId: 'F52F82C4DEMO01' } }]);
    },
  );

  it('reach a report whose key begins with the name of the cloud', async () => {
    const { lab } = await openLab();
    const got = await glued(lab, '.perfectomobile.com', '/services/reports/mycloud/x.xml', {
      operation: 'download',
    });
    expect(got.text).toContain('Report mycloud/x.xml was not found');
  });

  it('do not reach a lab of another name', async () => {
    const { lab } = await openLab({ cloud: 'ourcloud' });
    const status = async (path: string): Promise<number> =>
      (await send(lab, path, { query: lastMinute })).status;
    expect(await status('/mycloud/services/executions')).toBe(404);
    // Found, and refused for the missing token.
    expect(await status('/OurCloud/services/executions')).toBe(401);
  });
});

describe('every host of a cloud', () => {
  it.each([
    'mycloud.perfectomobile.com',
    'MyCloud.PerfectoMobile.com',
    'mycloud.app.perfectomobile.com',
    'mycloud.reporting.perfectomobile.com',
    'mycloud.reporting-01.perfectomobile.com',
    'mycloud.executions.perfectomobile.com',
  ])('is served under a certificate that is good for it: %s', async (host) => {
    const { lab } = await openLab();
    const query = { ...lastMinute, securityToken: lab.tokens.automation };
    const got = await send(lab, '/services/executions', { query, headers: { Host: host }, servername: host });
    expect([got.status, got.text]).toEqual([200, noExecutions]);
    expect(lab.requests[0]?.host).toBe(host);
  });

  it('is no other host: the certificate is not good for it', async () => {
    const { lab } = await openLab();
    const got = send(lab, '/services/executions', { servername: 'perfectomobile.example.com' });
    await expect(got).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});

describe('keys and ids in a path', () => {
  const content = Buffer.from('a file');

  it.each([
    ['raw', 'PRIVATE:a b/c.txt', 'PRIVATE:a%20b/c.txt'],
    ['percent-encoded', 'PRIVATE:a/b.txt', 'PRIVATE%3Aa%2Fb.txt'],
    ['with an encoded plus', 'PRIVATE:a+b.txt', 'PRIVATE:a%2Bb.txt'],
    ['with a doubled slash', 'PRIVATE:a/b.txt', 'PRIVATE:a//b.txt'],
    ['in UTF-8', 'PRIVATE:ü/😀.txt', `PRIVATE:${encodeURIComponent('ü/😀.txt')}`],
    ['with a percent sign that encodes nothing', 'PRIVATE:100%.txt', 'PRIVATE:100%.txt'],
  ])('are taken %s', async (_how, key, inPath) => {
    const { lab } = await openLab();
    const query = { operation: 'upload', securityToken: lab.tokens.automation };
    const got = await send(lab, `/services/repositories/media/${inPath}`, {
      method: 'PUT',
      query,
      body: content,
    });
    expect(got.status).toBe(200);
    expect(json(await services(lab, 'repositories/media', 'list'))).toEqual({ items: [key] });
    expect((await services(lab, `repositories/media/${inPath}`, 'download')).bytes).toEqual(content);
  });

  it('are taken with the @ of an execution id raw or encoded', async () => {
    const { lab } = await openLab();
    const { executionId } = await startScript(lab, 'PUBLIC:Samples/login.xml');
    expect(executionId).toContain('@');
    expect((await statusOf(lab, executionId)).status).toBe('Initializing');
    expect((await statusOf(lab, executionId.replace('@', '%40'))).status).toBe('Initializing');
  });

  it('are taken with the slashes of a cradle id raw', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'cradles/BOS-A1-1-1/VIRTUAL/01', 'info', {}, lab.tokens.lab);
    expect(got.text).toContain('<id>BOS-A1-1-1/VIRTUAL/01</id>');
  });
});

describe('verbs', () => {
  it('take HTTP DELETE together with operation=delete', async () => {
    const { lab, clock } = await openLab();
    const created = await services(lab, 'reservations', 'create', {
      resourceIds: 'F52F82C4DEMO01',
      startTime: String(clock.now()),
      endTime: String(clock.now() + 3_600_000),
    });
    const { reservationIds } = json(created) as { reservationIds: string[] };
    const query = { operation: 'delete', securityToken: lab.tokens.automation };
    const path = `/services/reservations/${reservationIds[0] ?? ''}`;
    expect((await send(lab, path, { method: 'DELETE', query })).status).toBe(200);
    const left = await services(lab, 'reservations', 'list', {
      resourceIds: 'F52F82C4DEMO01',
    });
    expect(JSON.stringify(json(left))).not.toContain('STARTED');
  });

  it('do not stand in for the operation: DELETE alone names none', async () => {
    const { lab } = await openLab();
    const query = { securityToken: lab.tokens.automation };
    const got = await send(lab, '/services/reservations/1', { method: 'DELETE', query });
    expect(got.text).toBe(`{"errorMessage":"Could not find operation '' for resource 'reservations'"}`);
  });
});

describe('v1 credentials', () => {
  const path = '/api/v1/device-management/devices/F52F82C4DEMO01';

  it.each(['Perfecto-Authorization', 'PERFECTO-AUTHORIZATION', 'PERFECTO_AUTHORIZATION'])(
    'are taken from the header %s',
    async (name) => {
      const { lab } = await openLab();
      expect((await send(lab, path, { headers: { [name]: lab.tokens.automation } })).status).toBe(200);
    },
  );

  it('are not taken from user and password, a parameter or Basic', async () => {
    const { lab } = await openLab();
    const { name, password } = lab.users.automation;
    const basic = Buffer.from(`${name}:${password}`).toString('base64');
    for (const ask of [
      { query: { securityToken: lab.tokens.automation } },
      { query: { user: name, password } },
      { headers: { Authorization: `Basic ${basic}` } },
    ]) {
      expect((await send(lab, path, ask)).status).toBe(401);
    }
  });
});

describe('an HTTP/1.1 client', () => {
  it('is told to go on when it waits for 100 Continue before a form', async () => {
    const { lab } = await openLab();
    const form = new URLSearchParams({ ...lastMinute, securityToken: lab.tokens.automation }).toString();
    const answer = await new Promise<{ status: number; continued: boolean; text: string }>(
      (resolve, reject) => {
        let continued = false;
        const outgoing = request(
          `${lab.url}/services/executions`,
          {
            method: 'POST',
            ca: readFileSync(lab.caFile),
            agent: false,
            headers: {
              Expect: '100-continue',
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': String(form.length),
            },
          },
          (incoming) => {
            let text = '';
            incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
            incoming.on('end', () => {
              resolve({ status: incoming.statusCode ?? 0, continued, text });
            });
          },
        );
        outgoing.on('error', reject);
        // Sends nothing unless it is told to.
        outgoing.on('continue', () => {
          continued = true;
          outgoing.end(form);
        });
      },
    );
    expect(answer).toEqual({ status: 200, continued: true, text: noExecutions });
  });

  it('gets several answers over one connection', async () => {
    const { lab } = await openLab();
    const head =
      `GET /services/executions?operation=list&time.offset=60&securityToken=${lab.tokens.automation} HTTP/1.1\r\n` +
      'Host: mycloud.perfectomobile.com\r\n';
    const socket = await connectSecurely(lab);
    const text = await exchange(socket, `${head}\r\n${head}Connection: close\r\n\r\n`);
    expect(text.split(noExecutions)).toHaveLength(3);
  });
});

describe('a lab that is closed', () => {
  it('does not wait for somebody who never ends the handshake', async () => {
    const { lab } = await openLab();
    const socket = connect(Number(new URL(lab.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    // The beginning of a TLS record, and then no more of it: the server would wait for two minutes.
    socket.write(Buffer.from([0x16, 0x03, 0x01]));
    const answered = await services(lab, 'executions', 'list', { 'time.offset': '1' });
    expect(answered.status).toBe(200);
    const closed = once(socket, 'close');
    await lab.close();
    await closed;
  });
});

describe('a client behind a proxy', () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  it('reaches the lab through CONNECT, and TLS holds from end to end', async () => {
    const { lab } = await openLab();
    const targets: string[] = [];
    const tunnels = new Set<Socket>();
    const proxy = createServer().on('connect', (asked, client: Socket) => {
      targets.push(asked.url ?? '');
      const service = connect(Number(new URL(lab.url).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(service).pipe(client);
      });
      tunnels.add(client).add(service);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    open.push({
      close() {
        for (const socket of tunnels) socket.destroy();
        proxy.close();
      },
    });

    const plain = connect((proxy.address() as AddressInfo).port, '127.0.0.1');
    plain.write(
      'CONNECT mycloud.perfectomobile.com:443 HTTP/1.1\r\nHost: mycloud.perfectomobile.com\r\n\r\n',
    );
    await new Promise((resolve) => plain.once('data', resolve));
    const secure = await connectSecurely(lab, plain, 'mycloud.perfectomobile.com');
    const text = await exchange(
      secure,
      `GET /services/executions?operation=list&time.offset=60&securityToken=${lab.tokens.automation} HTTP/1.1\r\n` +
        'Host: mycloud.perfectomobile.com\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain(noExecutions);
    expect(targets).toEqual(['mycloud.perfectomobile.com:443']);
  });
});

describe('uploads', () => {
  it.each([
    ['POST', 'text/plain'],
    ['POST', 'application/x-www-form-urlencoded'],
    ['PUT', 'application/json'],
    ['PUT', 'multipart/form-data'],
  ])('by %s as %s store the body as it is', async (method, contentType) => {
    const { lab } = await openLab();
    const body = 'operation=delete&securityToken=other';
    const got = await send(lab, '/services/repositories/media/PRIVATE:x.bin', {
      method,
      query: { operation: 'upload', securityToken: lab.tokens.automation },
      headers: { 'Content-Type': contentType },
      body,
    });
    expect(got.status).toBe(200);
    expect((await services(lab, 'repositories/media/PRIVATE:x.bin', 'download')).text).toBe(body);
  });

  it('to v1 take the parts in either order and without types', async () => {
    const { lab } = await openLab();
    const part = (name: string, content: string, file = ''): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
    const requestPart = part('requestPart', '{"artifactLocator":"PRIVATE:y.bin"}');
    const inputStream = part('inputStream', 'bytes', '; filename="y.bin"');
    for (const [index, parts] of [requestPart + inputStream, inputStream + requestPart].entries()) {
      const got = await rest(lab, 'POST', '/repository/api/v1/artifacts', {
        headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
        body: `${parts.replaceAll('y.bin', `y${index}.bin`)}--b--\r\n`,
      });
      expect(got.status).toBe(200);
      const query = { artifactLocator: `PRIVATE:y${index}.bin` };
      const back = await rest(lab, 'GET', '/repository/api/v1/artifacts/artifact', { query });
      expect(back.text).toBe('bytes');
    }
  });
});

function connectSecurely(lab: Lab, over?: Socket, servername = 'localhost'): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const target = over ? { socket: over } : { host: '127.0.0.1', port: Number(new URL(lab.url).port) };
    const secure = connectTls({ ...target, servername, ca: readFileSync(lab.caFile) }, () => {
      resolve(secure);
    });
    secure.on('error', reject);
  });
}

/** Writes, and gives all that comes back until the other side closes. */
function exchange(socket: TLSSocket, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.write(text);
  });
}
