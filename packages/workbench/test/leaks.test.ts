import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { openProxy } from '@perfecto-actions/lab/proxy';
import { startGitHub } from '../src/github/index.ts';
import { searchLines } from '../src/leaks/search-line.ts';
import { searchRecords, type Leak } from '../src/leaks/search-records.ts';
import { runScratchJob, scripted } from './scratch-job.ts';

/** Every character has another form in at least one encoding. */
const secret = `le+ak/of"quotes"&<tags>%='s-not-a-secret`;

let records: string;
beforeEach(async () => {
  records = await mkdtemp(join(tmpdir(), 'run-records-'));
});
afterEach(() => rm(records, { recursive: true, force: true }));

/** Of a step: a text as HTML writes it. */
const html = `const html = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);`;

/** What a search finds after a step that got the secret in its environment and ran the script. */
async function leaksOf(script: string, env: Record<string, string> = {}): Promise<readonly Leak[]> {
  const steps = [
    scripted(`const s = process.env.GIVEN;\n${html}\n${script}`, { env: { GIVEN: '${{ secrets.S }}' } }),
  ];
  await runScratchJob(steps, { records, secrets: { S: secret }, env });
  const search = await searchRecords(records);
  expect(search.jobs).toBe(1);
  return search.leaks;
}

const placesOf = (leaks: readonly Leak[]): string[] => [
  ...new Set(
    leaks.map(({ place }) =>
      place.replace(/file .*\/(_runner_file_commands\/)?/, 'file ').replace(/_[0-9a-f-]{36}/, ''),
    ),
  ),
];

describe('a search of what jobs left', () => {
  it.each<[string, string]>([
    ['as it is', 's'],
    ['in an address', 'encodeURIComponent(s)'],
    ['in an address, with small letters', 'encodeURIComponent(s).replace(/%../g, (c) => c.toLowerCase())'],
    ['in a form', 'new URLSearchParams({ s }).toString()'],
    ['in JSON', 'JSON.stringify({ s })'],
    ['in JSON inside of JSON', 'JSON.stringify(JSON.stringify({ s }))'],
    ['in HTML', 'html(s)'],
    ['in XML', "s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')"],
    ["in HTML with a number for '", "html(s).replaceAll(\"'\", '&#39;')"],
    ["in XML with a name for '", "html(s).replaceAll(\"'\", '&apos;')"],
    [
      'in JSON of a library that escapes more',
      "JSON.stringify(s).replace(/[<>&='\\u2028]/g, (c) => '\\\\u00' + c.charCodeAt(0).toString(16))",
    ],
    ['in JSON of PHP', "JSON.stringify(s).replaceAll('/', '\\\\/')"],
    ['in HTML that holds JSON', 'html(JSON.stringify({ s }))'],
    ['in an address that holds JSON', 'encodeURIComponent(JSON.stringify({ s }))'],
    ['in JSON that holds an address', "JSON.stringify({ a: 'https://a/?' + new URLSearchParams({ s }) })"],
    ['in Base64', "Buffer.from(s).toString('base64')"],
    ['in Base64 for addresses', "Buffer.from(s).toString('base64url')"],
    [
      'as Basic credentials, after one byte',
      "Buffer.from('u:' + s + ' and more').toString('base64').slice(1)",
    ],
    ['in Base64 after two bytes', "Buffer.from('12' + s + 'x').toString('base64')"],
    ['in Base64 after three bytes', "Buffer.from('123' + s).toString('base64')"],
    ['in Base64 after four bytes', "Buffer.from('1234' + s + 'xy').toString('base64url')"],
  ])('finds a secret that was printed %s', async (_, form) => {
    expect(placesOf(await leaksOf(`console.log('see ' + ${form} + '.');`))).toEqual(['scripted main: lines']);
  });

  it.each<[string, string, string]>([
    ['stderr', 'console.error(s)', 'scripted main: lines'],
    ['a debug message', "console.log('::debug::' + s)", 'scripted main: lines'],
    ['an annotation', "console.log('::error::' + s.replaceAll('%', '%25'))", 'scripted main: lines'],
    ['a line after it was masked', "console.log('::add-mask::' + s); console.log(s)", 'scripted main: lines'],
    ['an output', "write('GITHUB_OUTPUT', 'a=' + s)", 'scripted main: file set_output'],
    ['a state', "write('GITHUB_STATE', 'a=' + s)", 'scripted main: file save_state'],
    ['a variable', "write('GITHUB_ENV', 'A=' + s)", 'scripted main: file set_env'],
    ['a summary', "write('GITHUB_STEP_SUMMARY', s)", 'scripted main: file step_summary'],
    [
      'a file of the workspace',
      "fs.writeFileSync('results.json', JSON.stringify([s]))",
      'scripted main: file results.json',
    ],
    ['a temporary file', "fs.writeFileSync(process.env.RUNNER_TEMP + '/t', s)", 'scripted main: file t'],
    [
      'the name of a file',
      "fs.writeFileSync(Buffer.from(s).toString('base64url'), '')",
      `scripted main: file ${Buffer.from(secret).toString('base64url')} (its name)`,
    ],
    [
      'the command line of a child',
      "(await import('node:child_process')).spawn('true', ['-k', s])",
      'scripted main: command lines',
    ],
  ])('finds a secret in %s', async (_, script, place) => {
    expect(placesOf(await leaksOf(script))).toEqual([place]);
  });

  it('finds nothing where there is nothing, nor in the request to mask it', async () => {
    const script =
      "console.log('::add-mask::' + s.replaceAll('%', '%25')); console.log('hello'); write('GITHUB_OUTPUT', 'a=b')";
    expect(await leaksOf(script)).toEqual([]);
  });

  it('takes for a secret whatever a step asks to mask', async () => {
    const script = "console.log('::add-mask::made-by-the-step'); write('GITHUB_STATE', 'a=made-by-the-step')";
    expect(placesOf(await leaksOf(script))).toEqual(['scripted main: file save_state']);
  });

  it('takes for secrets the values of secured parameters, however deep, and expressions for none', async () => {
    const given = 'pin: plain-not-a-secret\ndeep: { list: [0123456789, "${{ github.sha }}"] }';
    const script = "console.log('plain-not-a-secret'); write('GITHUB_STATE', 'a=0123456789')";
    await runScratchJob([scripted(script, { with: { 'secured-parameters': given } })], { records });
    const { secrets, leaks } = await searchRecords(records);
    expect(secrets).toBe(2);
    expect(placesOf(leaks)).toEqual(['scripted main: lines', 'scripted main: file save_state']);
  });

  it('finds a secret in the address of a request and in a header of other purpose', async () => {
    const server = createServer((_request, answer) => answer.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const asked = (request: string) => leaksOf(`await fetch(${request})`);
      expect(placesOf(await asked(`'${url}/a?b=' + encodeURIComponent(s)`))).toEqual(['requests']);
      await rm(records, { recursive: true });
      expect(placesOf(await asked(`'${url}', { headers: { cookie: s } }`))).toEqual(['requests']);
      await rm(records, { recursive: true });
      expect(await asked(`'${url}', { headers: { authorization: s, 'perfecto-authorization': s } }`)).toEqual(
        [],
      );
    } finally {
      server.close();
    }
  });

  it('finds a secret in what a proxy is asked, and the password of the proxy anywhere', async () => {
    const proxy = await openProxy({ port: 9, hostname: '127.0.0.1', credentials: 'only:me' });
    const [host = '', port = ''] = proxy.host.split(':');
    const connect = (headers: string) => `
      const { request } = await import('node:http');
      await new Promise((resolve) => request({ host: '${host}', port: ${port}, method: 'CONNECT', path: 'a:1', headers: ${headers} })
        .on('error', resolve).on('close', resolve).end());`;
    try {
      expect(placesOf(await leaksOf(connect('{ x: s }')))).toEqual(['requests']);
      await rm(records, { recursive: true });
      const env = { HTTPS_PROXY: 'http://dana:pass%2Fword-not-a-secret@proxy.example.com:3128' };
      const script = `${connect("{ 'proxy-authorization': s }")} console.log(process.env.HTTPS_PROXY)`;
      expect(placesOf(await leaksOf(script, env))).toEqual(['scripted main: lines']);
    } finally {
      await proxy.close();
    }
  });

  it('finds a secret in what was published on GitHub', async () => {
    const gitHub = await startGitHub();
    try {
      const services = gitHub.startRun().job();
      const { api_url: api = '', sha = '', token = '' } = services.github;
      const body = JSON.stringify({
        name: 'a',
        head_sha: sha,
        status: 'in_progress',
        output: { title: 't', summary: secret },
      });
      const call = `await fetch('${api}/repos/demo/app/check-runs', { method: 'POST', headers: { authorization: 'Bearer ${token}', 'content-type': 'application/json' }, body: ${JSON.stringify(body)} })`;
      await runScratchJob([scripted(call)], { records, secrets: { S: secret }, services });
      expect(gitHub.checkRuns).toHaveLength(1);
      const { leaks } = await searchRecords(records);
      expect(placesOf(leaks)).toEqual(['published: check runs']);
    } finally {
      await gitHub.close();
    }
  });

  it('looks at what the steps made and changed, not at what was there before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'a workspace '));
    try {
      await writeFile(join(folder, 'given'), secret);
      const search = async (script: string) => {
        await runScratchJob([scripted(script)], { records, secrets: { S: secret }, workspace: folder });
        return placesOf((await searchRecords(records)).leaks);
      };
      expect(await search('')).toEqual([]);
      expect(await search("fs.appendFileSync('given', ' more')")).toEqual(['scripted main: file given']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says what it left out: large files, and secrets too short to be told from chance', async () => {
    const script = "fs.writeFileSync('app.apk', Buffer.alloc(2 ** 20 + 1))";
    await runScratchJob([scripted(script)], { records, secrets: { S: secret, PIN: '4711' } });
    const search = await searchRecords(records);
    expect(search).toMatchObject({ jobs: 1, leftOut: 1, secrets: 1, tooShort: 1, leaks: [] });
    expect(searchLines(search).join('\n')).toMatch(
      /^Searched what 1 jobs left, .*Left out: 1 .*Not searched for: 1 /s,
    );
  });

  it('tells the place and the form, never the secret', async () => {
    const leaks = await leaksOf('console.log(s)');
    const said = searchLines({ ...(await searchRecords(records)), leaks }).join('\n');
    expect(said).toContain('LEAK scripted main: lines: a secret as it is');
    expect(said).not.toContain(secret);
  });

  it('keeps the secrets out of what it searches', async () => {
    await leaksOf('');
    const left = join(records, 'left');
    const files = (await readdir(left, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const texts = await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'utf8')));
    expect(files.length).toBeGreaterThan(2);
    expect(texts.join('\n')).not.toContain(secret);
  });
});
