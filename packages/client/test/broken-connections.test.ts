import { describe, expect, it } from '@jest/globals';
import type { Agent } from 'node:https';
import { gzipSync } from 'node:zlib';
import { ConnectError, ConnectionLostError } from '../src/index.ts';
import { brokenNetwork, networkOf } from './network.ts';
import { failureOf, login, openClient, scratchFile } from './open-lab.ts';

const once = { attempts: 1 };

/** What a change comes to in such a network. */
function failureIn(agent: Agent): Promise<unknown> {
  const client = openClient({ securityToken: 'token-not-a-secret', agent, retries: once });
  return failureOf(client.executions.execute({ scriptKey: login }));
}

const withCode = (code: string, message = 'what Node says'): Error =>
  Object.assign(new Error(message), { code });

const reasons: [string, unknown, string][] = [
  ['ENOTFOUND', withCode('ENOTFOUND'), 'the name is unknown'],
  ['EAI_AGAIN', withCode('EAI_AGAIN'), 'the name could not be looked up'],
  ['ECONNREFUSED', withCode('ECONNREFUSED'), 'nothing listens there'],
  ['ECONNRESET', withCode('ECONNRESET'), 'it was reset'],
  ['EPIPE', withCode('EPIPE'), 'the other side closed it'],
  ['ETIMEDOUT', withCode('ETIMEDOUT'), 'it took too long'],
  ['a code of another kind', withCode('EHOSTUNREACH'), 'what Node says (EHOSTUNREACH)'],
  ['a code that is no text', Object.assign(new Error('odd'), { code: 7 }), 'odd'],
  ['only a text', 'what a program says', 'what a program says'],
  ['no code', new Error('what Node says'), 'what Node says'],
  [
    'several addresses',
    new AggregateError([withCode('ECONNREFUSED'), withCode('EPIPE')]),
    'nothing listens there',
  ],
  ['several without any', Object.assign(withCode('ETIMEDOUT'), { errors: [] }), 'it took too long'],
];

describe('a connection that cannot be made', () => {
  it.each(reasons)('says why, and that nothing left: %s', async (_, cause, reason) => {
    const error = await failureIn(brokenNetwork(cause));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: 'CONNECT_FAILED',
      sent: 'no',
      message: `No connection to mycloud.perfectomobile.com: ${reason}.`,
      hint: 'Check the name of the cloud, and HTTPS_PROXY and NO_PROXY where a proxy is needed.',
      cause,
    });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'has expired', /^Look at the clock of this runner/],
    ['CERT_NOT_YET_VALID', 'is not valid yet', /^Look at the clock of this runner/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is made out for another name', /^Check the name of the cloud\.$/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted', /give its certificate as ca-file\.$/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted', /give its certificate as ca-file\.$/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is not trusted', /give its certificate as ca-file\.$/],
    ['ERR_TLS_INVALID_CONTEXT', 'is not trusted', /give its certificate as ca-file\.$/],
  ])('says what is wrong with the certificate: %s', async (code, what, hint) => {
    const error = await failureIn(brokenNetwork(withCode(code)));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      sent: 'no',
      message: `The certificate of mycloud.perfectomobile.com ${what} (${code}).`,
      hint: expect.stringMatching(hint),
      cause: expect.objectContaining({ code }),
    });
  });

  it('because its agent throws is a ConnectError, too', async () => {
    const agent = brokenNetwork();
    agent.createConnection = () => {
      throw withCode('EMFILE');
    };
    expect(await failureIn(agent)).toMatchObject({
      code: 'CONNECT_FAILED',
      message: 'No connection to mycloud.perfectomobile.com: what Node says (EMFILE).',
    });
  });

  it('holds nothing beyond the limit of a call when none is ever given', async () => {
    const client = openClient({
      securityToken: 'token-not-a-secret',
      agent: brokenNetwork(),
      retries: once,
      limits: { callMs: 50, transferMs: 50 },
    });
    const file = await scratchFile('a', 'a file');
    const onProgress = (): void => {
      throw new Error('The file was opened.');
    };
    for (const call of [
      () => client.executions.execute({ scriptKey: login }),
      () => client.artifacts.upload({ artifactLocator: 'PRIVATE:a' }, file, { onProgress }),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        code: 'TIMED_OUT',
        sent: 'no',
        message: expect.stringMatching(/ took longer than 0\.05 s in all\.$/),
        hint: expect.stringContaining('allow more time'),
        cause: expect.objectContaining({ code: 'TIMED_OUT', sent: 'unknown' }),
      });
    }
  });
});

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const packed = gzipSync('{"executions":[]}');
const packedHead = `${head}Content-Encoding: gzip\r\n`;

describe('a connection that breaks', () => {
  it.each(reasons)('says why, and that the call may have arrived: %s', async (_, cause, reason) => {
    const error = await failureIn(networkOf((socket) => socket.destroy(cause as Error)));
    expect(error).toBeInstanceOf(ConnectionLostError);
    expect(error).toMatchObject({
      code: 'CONNECTION_LOST',
      sent: 'unknown',
      message: `The connection to mycloud.perfectomobile.com broke: ${reason}.`,
      hint: expect.stringMatching(/^Repeat the step; if it stays/),
      cause,
    });
  });

  it.each<[string, (string | Buffer)[], string]>([
    ['by nothing at all', [], 'it was reset'],
    ['in the head', ['HTTP/1.1 200 OK\r\nContent-'], 'it was reset'],
    ['in the body', [`${head}Content-Length: 9\r\n\r\n{`], 'the answer ended before it was whole'],
    [
      'in a body in chunks',
      [`${head}Transfer-Encoding: chunked\r\n\r\n9\r\n{`],
      'the answer ended before it was whole',
    ],
    [
      'in what was compressed',
      [`${packedHead}Content-Length: 10\r\n\r\n`, packed.subarray(0, 10)],
      'the compressed body of its answer ends early',
    ],
    [
      'by what is not compressed as it says',
      [`${packedHead}Content-Length: 9\r\n\r\nno gzip!!`],
      'the compressed body of its answer is damaged',
    ],
    [
      'by headers without an end',
      [`${head}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`],
      'the headers of its answer are larger than 16 kB',
    ],
    [
      'by a change of protocol',
      ['HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
      'it was reset',
    ],
  ])('by its answer is told apart: %s', async (_, parts, reason) => {
    const error = await failureIn(
      networkOf((socket) => {
        for (const part of parts) socket.push(part);
        socket.push(null);
      }),
    );
    expect(error).toMatchObject({
      code: 'CONNECTION_LOST',
      message: `The connection to mycloud.perfectomobile.com broke: ${reason}.`,
      cause: expect.objectContaining({ message: expect.stringMatching(/\w/) }),
    });
  });

  const size = 8 * 2 ** 20;
  const upload = async (agent: Agent, onProgress?: (sentBytes: number) => void): Promise<unknown> => {
    const client = openClient({ securityToken: 'token-not-a-secret', agent, retries: once });
    const file = await scratchFile('a.apk', Buffer.alloc(size));
    const watch = onProgress ? { onProgress } : {};
    return failureOf(client.artifacts.upload({ artifactLocator: 'PRIVATE:a.apk' }, file, watch));
  };

  it('while a file is being sent is heard before the file is at its end', async () => {
    let read = 0;
    const error = await upload(
      networkOf((socket) => socket.destroy()),
      (sentBytes) => (read = sentBytes),
    );
    expect(error).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(read).toBeLessThan(size);
  });

  it('within an answer that came while a file was still being sent is told like any other', async () => {
    let isFirst = true;
    const error = await upload(
      networkOf((socket) => {
        if (!isFirst) return;
        isFirst = false;
        socket.push(`${head}Content-Length: 9\r\n\r\n{`);
        setImmediate(() => socket.destroy());
      }),
    );
    expect(error).toMatchObject({
      code: 'CONNECTION_LOST',
      message:
        'The connection to mycloud.app.perfectomobile.com broke: the answer ended before it was whole.',
    });
  });

  it('by a refusal gets no more of a file than it took', async () => {
    let sent = 0;
    const error = await upload(
      networkOf((socket, said) => {
        if (sent === 0)
          socket.push('HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        sent += said.length;
      }),
    );
    expect(error).toMatchObject({ code: 'CONFLICT' });
    expect(sent).toBeLessThan(size);
  });

  it('by an answer that is no HTTP says what was wrong with it', async () => {
    const error = await failureIn(networkOf((socket) => socket.push('SSH-2.0-OpenSSH_9.6\r\n')));
    expect(error).toMatchObject({
      code: 'CONNECTION_LOST',
      message: expect.stringMatching(/broke: its answer is no HTTP \(Parse Error: .+\)\.$/),
    });
  });
});
