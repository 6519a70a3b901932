import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PerfectoClient } from '../src/index.ts';
import { networkOf } from './network.ts';
import { failureOf, login, openClient, scratchFolder } from './open-lab.ts';

const securityToken = 'token-not-a-secret';
const nowMs = Date.UTC(2026, 0, 1);
const clock = { now: () => nowMs, sleep: () => Promise.resolve() };

interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A client to which everybody gives this answer, whatever it asks; it asks once. */
function clientOf({ status, headers = {}, body = '' }: RawAnswer): PerfectoClient {
  const all = { 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const agent = networkOf((socket) => socket.push(`HTTP/1.1 ${status} Word\r\n${lines.join('')}\r\n${body}`));
  return openClient({ securityToken, agent, clock, retries: { attempts: 1 } });
}

/** A parameter that is there and undefined, as callers in JavaScript leave it. */
const absent = <Name extends string>(name: Name) => ({ [name]: undefined }) as Record<Name, never>;
const says = (sentence: string): string => JSON.stringify({ errorMessage: sentence });
const json = { 'Content-Type': 'application/json' };
const html = { 'Content-Type': 'text/html' };

const tokenHint =
  'Check the security token: it belongs to one cloud and dies when a new one is generated or after three months without use.';
const roleHint = 'The user of this token lacks the role for it; ask the administrator of the cloud.';
const conflictHint =
  'Something of that name exists already, or somebody else is changing it: look at it in the cloud, then repeat the step.';
const serverHint = 'The cloud is down, in upgrade or overloaded; repeat the step later.';
const redirectHint = 'Redirects are not followed; check the name of the cloud.';
const fewerHint = 'The service asks for fewer requests: repeat the step later, or run fewer jobs at a time.';
const unknownHint = 'The address is unknown to the service: check the name of the cloud.';

const empty = (status: number): string =>
  `The service answered ${status} to script.execute with an empty body.`;

describe('a refusal by a status alone', () => {
  it.each([
    [300, 'RefusedError', 'REFUSED', redirectHint],
    [399, 'RefusedError', 'REFUSED', redirectHint],
    [400, 'RefusedError', 'REFUSED', undefined],
    [401, 'AuthError', 'CREDENTIALS_REFUSED', tokenHint],
    [402, 'RefusedError', 'REFUSED', undefined],
    [403, 'AuthError', 'NOT_PERMITTED', roleHint],
    [404, 'NotFoundError', 'NOT_FOUND', unknownHint],
    [408, 'ServerError', 'SERVER_FAILED', serverHint],
    [409, 'ConflictError', 'CONFLICT', conflictHint],
    [429, 'RateLimitError', 'RATE_LIMITED', fewerHint],
    [499, 'RefusedError', 'REFUSED', undefined],
    [500, 'ServerError', 'SERVER_FAILED', serverHint],
    [501, 'ServerError', 'SERVER_FAILED', serverHint],
    [599, 'ServerError', 'SERVER_FAILED', serverHint],
  ])('of %i is a %s', async (status, name, code, hint) => {
    const error = await failureOf(clientOf({ status }).executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({ name, code, status, operation: 'script.execute', message: empty(status) });
    expect(error).toMatchObject({ hint, sentence: undefined });
  });

  it.each<[string, RawAnswer, string]>([
    ['blanks', { status: 400, body: ' \r\n' }, ' with an empty body'],
    ['a page by its type', { status: 400, headers: html, body: 'Sorry' }, ' with an HTML page'],
    ['a page by its looks', { status: 400, body: '<!DOCTYPE html><p>Sorry' }, ' with an HTML page'],
    ['an empty page', { status: 400, headers: html }, ' with an empty body'],
    ['something else', { status: 400, body: 'Sorry' }, ''],
  ])('tells what came with it, and does not quote it: %s', async (_, answer, about) => {
    const error = await failureOf(clientOf(answer).executions.execute({ scriptKey: login }));
    expect(error).toHaveProperty('message', `The service answered 400 to script.execute${about}.`);
  });
});

describe('a refusal in a sentence', () => {
  it.each([
    [200, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [299, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [400, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [500, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [501, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [502, 'Something is wrong', 'ServerError', 'SERVER_FAILED', serverHint],
    [503, 'Something is wrong', 'ServerError', 'SERVER_FAILED', serverHint],
    [504, 'Something is wrong', 'ServerError', 'SERVER_FAILED', serverHint],
    [505, 'Something is wrong', 'RefusedError', 'REFUSED', undefined],
    [408, 'Something is wrong', 'ServerError', 'SERVER_FAILED', serverHint],
    [409, 'It exists', 'ConflictError', 'CONFLICT', conflictHint],
    [429, 'Too many', 'RateLimitError', 'RATE_LIMITED', fewerHint],
    [200, 'Failed - Access denied - bad credentials', 'AuthError', 'CREDENTIALS_REFUSED', tokenHint],
    [200, 'Unable to authenticate bearer token', 'AuthError', 'CREDENTIALS_REFUSED', tokenHint],
    [200, 'Invalid OFFLINE TOKEN', 'AuthError', 'CREDENTIALS_REFUSED', tokenHint],
    [401, 'It is late', 'AuthError', 'CREDENTIALS_REFUSED', tokenHint],
    [500, 'User a is not authorized to do it', 'AuthError', 'NOT_PERMITTED', roleHint],
    [500, 'It is not permitted', 'AuthError', 'NOT_PERMITTED', roleHint],
    [403, 'It is late', 'AuthError', 'NOT_PERMITTED', roleHint],
    [500, "Item a wasn't found", 'NotFoundError', 'NOT_FOUND', undefined],
    [500, 'Device Not Found', 'NotFoundError', 'NOT_FOUND', undefined],
    [404, 'It is late', 'NotFoundError', 'NOT_FOUND', undefined],
    [302, 'It is elsewhere', 'RefusedError', 'REFUSED', undefined],
  ])('with %i is read for what it says: %s', async (status, sentence, name, code, hint) => {
    const call = clientOf({ status, headers: json, body: says(sentence) }).executions.execute({
      scriptKey: login,
    });
    const error = await failureOf(call);
    expect(error).toMatchObject({
      name,
      code,
      status,
      sentence,
      message: sentence,
      operation: 'script.execute',
    });
    expect(error).toHaveProperty('hint', hint);
  });

  it.each([
    ['a list of v1 with more in it', '[{"errorMessage":"other","userMessage":"no"}]', 'no'],
    ['JSON after blanks', ` \n${says('no')}`, 'no'],
    ['a list of v1', '[{"userMessage":"no","developerMessage":"1"},{"userMessage":"more"}]', 'no'],
    [
      'XML',
      '<response>\n <errorMessage>a &lt;b&gt; &amp;lt; &quot;c&quot; &apos;d&apos; &copy;</errorMessage></response>',
      'a <b> &lt; "c" \'d\' &copy;',
    ],
    ['XML after a head', '<?xml version="1.0"?><response><errorMessage>no</errorMessage></response>', 'no'],
  ])('may be %s', async (_, body, message) => {
    const error = await failureOf(clientOf({ status: 400, body }).executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({ message, sentence: message });
  });

  it.each([
    ['an empty one', says('')],
    ['one that is no text', '{"errorMessage":{"text":"no"}}'],
    ['one that is cut', '{"errorMessage":"no'],
    ['one that is not alone at the top', '{"a":{"errorMessage":"no"}}'],
    ['a list that is empty', '[] "userMessage"'],
    ['a list that names the other', '[{"errorMessage":"no"}]'],
    ['one that names the other', '{"userMessage":"no"}'],
    ['a list that is cut', '[{"userMessage":"no"'],
    ['a list of texts', '["userMessage"]'],
    ['a list of lists', '[["userMessage"]]'],
    ['a list of nothing', '[null, "userMessage"]'],
    ['a list without the text of it', '[{"userMessage":7}]'],
    ['a text that speaks of it', 'see "errorMessage" or [{"userMessage":"no"}]'],
    ['XML with it elsewhere', '<other><errorMessage>no</errorMessage></other>'],
    ['XML with more in it', '<response><errorMessage>no<b/></errorMessage></response>'],
    ['one that comes late', `<response>${' '.repeat(2_000)}<errorMessage>no</errorMessage></response>`],
  ])('is none: %s', async (_, body) => {
    const error = await failureOf(clientOf({ status: 400, body }).executions.execute({ scriptKey: login }));
    expect(error).toMatchObject({
      message: 'The service answered 400 to script.execute.',
      sentence: undefined,
    });
  });
});

describe('what a refusal quotes', () => {
  it.each<[string, string, (client: PerfectoClient) => Promise<unknown>]>([
    [
      'what is no secret',
      `${login} is late`,
      (client) => client.executions.execute({ scriptKey: login, param: { a: 'late' } }),
    ],
    [
      'a word that is the text of nothing',
      'undefined is not null',
      (client) => client.users.create({ email: 'a@example.com', ...absent('userPassword') }),
    ],
    [
      'all of it where a password is null',
      'It is late',
      (client) => client.users.create({ email: 'a@example.com', userPassword: null as never }),
    ],
    [
      'all of it where a password is empty',
      'It is late',
      (client) => client.users.create({ email: 'a@example.com', userPassword: '' }),
    ],
  ])('is left as it is: %s', async (_, sentence, call) => {
    const answer = { status: 400, body: says(sentence) };
    expect(await failureOf(call(clientOf(answer)))).toMatchObject({ message: sentence });
  });
});

describe('R19: a pause that is asked for', () => {
  it.each([
    ['7', 7_000, 'a pause of 7 s'],
    [' 7 ', 7_000, 'a pause of 7 s'],
    ['0', 0, 'a pause of 0 s'],
    [new Date(nowMs + 2_000).toUTCString(), 2_000, 'a pause of 2 s'],
    [new Date(nowMs - 2_000).toUTCString(), 0, 'a pause of 0 s'],
    ['soon', undefined, 'fewer requests'],
    ['x7', undefined, 'fewer requests'],
    ['7x', undefined, 'fewer requests'],
    ['', undefined, 'fewer requests'],
  ])('is read from Retry-After: %j', async (value, retryAfterMs, asked) => {
    const headers = { 'Retry-After': value };
    const limited = await failureOf(
      clientOf({ status: 429, headers }).executions.execute({ scriptKey: login }),
    );
    expect(limited).toMatchObject({
      retryAfterMs,
      hint: `The service asks for ${asked}: repeat the step later, or run fewer jobs at a time.`,
    });
    const down = await failureOf(clientOf({ status: 503, headers }).executions.execute({ scriptKey: login }));
    expect(down).toMatchObject({ retryAfterMs });
  });
});

describe('an answer that is not there yet', () => {
  it.each<[string, (client: PerfectoClient) => Promise<unknown>]>([
    ['data', (client) => client.reporting.list()],
    ['a file', (client) => client.artifacts.download('PRIVATE:a', { path: join(scratchFolder(), 'a') })],
  ])('is a NotReadyError where it should be %s', async (_, call) => {
    expect(await failureOf(call(clientOf({ status: 204 })))).toMatchObject({
      name: 'NotReadyError',
      code: 'NOT_READY',
      status: 204,
      message: expect.stringMatching(/^The service has no answer to [\w.]+ yet\.$/),
      hint: 'It is still being processed; ask again in some seconds.',
    });
  });

  it.each<[string, (client: PerfectoClient) => Promise<unknown>]>([
    ['of /services', (client) => client.executions.list({ 'time.offset': 1 })],
  ])('is unreadable %s, which has no such status', async (_, call) => {
    expect(await failureOf(call(clientOf({ status: 204 })))).toMatchObject({ code: 'ANSWER_UNREADABLE' });
  });

  it('is nothing where nothing is expected', async () => {
    expect(await clientOf({ status: 204 }).v1.users.delete('a')).toBeUndefined();
  });
});

describe('an answer that is unreadable', () => {
  const answer = { status: 200, body: '{"executions":' };

  it('is quoted', async () => {
    const error = await failureOf(clientOf(answer).executions.list({ 'time.offset': 1 }));
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', excerpt: '"{"executions":"' });
    expect(error).toHaveProperty('cause', expect.any(Error));
  });

  it.each<[string, string, (client: PerfectoClient) => Promise<unknown>]>([
    [
      'it holds the token',
      `{"a":"${securityToken}`,
      (client) => client.executions.list({ 'time.offset': 1 }),
    ],
    ['a token was to be in it', answer.body, (client) => client.tokens.exchange('offline-not-a-secret')],
  ])('is not quoted where %s, nor is its cause', async (_, body, call) => {
    const error = await failureOf(call(clientOf({ status: 200, body })));
    expect(error).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      excerpt: '"(not shown: it may hold a secret)"',
    });
    expect(error).not.toHaveProperty('cause');
  });

  it('is not quoted where it is no text', async () => {
    const agent = networkOf((socket) => {
      socket.push('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n');
      socket.push(Buffer.from([0x7b, 0xff, 0x7d]));
    });
    const client = openClient({ securityToken, agent, retries: { attempts: 1 } });
    expect(await failureOf(client.executions.list({ 'time.offset': 1 }))).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      path: 'the whole answer',
      expected: 'text in UTF-8',
      excerpt: '"other bytes"',
      cause: expect.objectContaining({ code: 'ERR_ENCODING_INVALID_ENCODED_DATA' }),
    });
  });

  it.each(['identity', ' Identity ', 'zstd', 'none of them'])(
    'is read as it is when its Content-Encoding is %j',
    async (encoding) => {
      const client = clientOf({
        status: 200,
        headers: { ...json, 'Content-Encoding': encoding },
        body: '{"executions":[]}',
      });
      expect(await client.executions.list({ 'time.offset': 1 })).toEqual({ executions: [] });
    },
  );

  it('is JSON where the service knows nothing else, whatever format is asked for', async () => {
    const answer = { status: 200, headers: json, body: '{"reservationIds":["7"]}' };
    const request = { resourceIds: ['phone'], startTime: -1, endTime: nowMs };
    const options = { format: 'xml' } as const;
    expect(await clientOf(answer).v1.reservations.create(request, options)).toEqual({
      reservationIds: ['7'],
    });
  });

  it('is given up when it unpacks to more than 256 MiB', async () => {
    // Zeros in many pieces of a file: small on the wire.
    const piece = gzipSync(Buffer.alloc(2 ** 20));
    const agent = networkOf((socket) => {
      socket.push(
        `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${257 * piece.length}\r\nConnection: close\r\n\r\n`,
      );
      for (let n = 0; n < 257; n += 1) socket.push(piece);
    });
    const client = openClient({ securityToken, agent, retries: { attempts: 1 } });
    expect(await failureOf(client.executions.list({ 'time.offset': 1 }))).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      path: 'the whole answer',
      expected: 'at most 268435456 bytes',
      excerpt: '"more"',
    });
  });
});

describe('a file', () => {
  const download = async (answer: RawAnswer): Promise<string> => {
    const path = join(scratchFolder(), 'a');
    await clientOf(answer).artifacts.download('PRIVATE:a', { path });
    return readFileSync(path, 'utf8');
  };
  const refusal = says('It is late').padEnd(16_384);

  it.each<[string, RawAnswer]>([
    ['in JSON', { status: 200, headers: json, body: '{"a":1}' }],
    ['without a type', { status: 200, body: says('It is a file') }],
    ['of another type', { status: 200, headers: { 'Content-Type': 'text/plain' }, body: says('A file') }],
    ['longer than any refusal', { status: 200, headers: json, body: `${refusal} ` }],
  ])('is taken as it is %s', async (_, answer) => {
    expect(await download(answer)).toBe(answer.body);
  });

  it('is none when it is a refusal, as long as such may be', async () => {
    expect(await failureOf(download({ status: 200, headers: json, body: refusal }))).toMatchObject({
      code: 'REFUSED',
      message: 'It is late',
    });
  });

  it('is none with another status that is good', async () => {
    expect(await failureOf(download({ status: 206, body: 'a part' }))).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      path: 'the whole answer',
      expected: 'a file',
      excerpt: '"status 206"',
    });
  });
});
