import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConnection, type ConnectionInputs } from '../src/index.ts';
import { commandsDuring, forgetInputs, problemsOf, readerOf } from './given-inputs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connection-'));
});
afterEach(async () => {
  forgetInputs();
  await rm(folder, { recursive: true, force: true });
});

const usual = {
  cloud: 'mycloud',
  'security-token': 'token-of-a-test',
  'request-timeout': '90s',
  plan: 'false',
  summary: 'true',
};

function read(inputs: Record<string, string>): {
  connection: ConnectionInputs | undefined;
  problems: readonly string[];
  commands: string;
} {
  const reader = readerOf({ ...usual, ...inputs });
  let connection: ConnectionInputs | undefined;
  const commands = commandsDuring(() => {
    connection = readConnection(reader);
  });
  return { connection, problems: problemsOf(reader), commands };
}

describe('connection inputs', () => {
  it('gives the limits of a call, and secrets that are to be kept out of sight', () => {
    const { connection, problems } = read({ 'request-timeout': '5s' });
    expect(problems).toEqual([]);
    expect(connection).toMatchObject({
      client: {
        cloud: 'mycloud',
        securityToken: 'token-of-a-test',
        limits: { callMs: 5000, connectMs: 5000 },
      },
      plan: false,
      summary: true,
      secrets: ['token-of-a-test'],
    });
  });

  it('makes the client of a plan one that only reads', () => {
    expect(read({ plan: 'true' }).connection?.client.readOnly).toBe(true);
  });

  it('R31: masks secrets before anything is found to be wrong with them', () => {
    const { commands, problems } = read({ user: 'me', password: 'pass word', cloud: '' });
    expect(commands).toContain('::add-mask::token-of-a-test');
    expect(commands).toContain('::add-mask::pass word');
    expect(commands).toContain(`::add-mask::${Buffer.from('me:pass word').toString('base64')}`);
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('pass word');
  });

  const wrong: [inputs: Record<string, string>, problem: RegExp][] = [
    [{ 'security-token': '' }, /^security-token: is missing\. Store it as a secret/],
    [{ 'security-token': 'two words' }, /^security-token: holds a blank/],
    [{ 'security-token': 'tökén' }, /^security-token: holds/],
    [{ 'security-token': '', password: 'only this' }, /^user: is missing; user and password go together/],
    [{ 'security-token': '', user: 'only-this' }, /^password: is missing/],
    [{ user: 'me' }, /^security-token: is given together with user/],
    [{ cloud: 'http://mycloud' }, /^cloud: http:\/\/mycloud is not https/],
    [{ cloud: 'https://me:pw@x.example' }, /^cloud: https:\/\/x\.example carries credentials/],
    [{ cloud: 'https://' }, /^cloud: "https:\/\/" is not a valid address/],
    [{ cloud: '-' }, /^cloud: "-" is neither a name/],
    [{ 'request-timeout': '0' }, /^request-timeout: is 0; give a time from 1 ms to 10 min/],
    [{ 'ca-file': '/nowhere' }, /^ca-file: the file \/nowhere cannot be read/],
  ];
  it.each(wrong)('R14: refuses %j', (inputs, problem) => {
    expect(read(inputs).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('R17: refuses a bundle of certificates of which one is damaged', async () => {
    const path = join(folder, 'ca.pem');
    const damaged = '-----BEGIN CERTIFICATE-----\nnot base64 of a certificate\n-----END CERTIFICATE-----\n';
    await writeFile(path, `# our own\n${damaged}`);
    expect(read({ 'ca-file': path }).problems).toEqual([
      expect.stringContaining('holds a damaged certificate'),
    ]);
    await writeFile(path, '-----BEGIN PRIVATE KEY-----\n');
    expect(read({ 'ca-file': path }).problems).toEqual([
      expect.stringContaining('holds no certificate in PEM form'),
    ]);
    expect(read({ 'ca-file': folder }).problems).toEqual([expect.stringContaining('cannot be read')]);
  });
});
