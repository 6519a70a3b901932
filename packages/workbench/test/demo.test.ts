import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const command = fileURLToPath(new URL('../src/commands/demo.ts', import.meta.url));
const token = 'lab-automation-token-not-a-secret';

interface Demo {
  code: number | null;
  log: string;
  folder: string;
}

async function runDemo(scenario: string): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  const child = spawn(process.execPath, [command, '--scenario', scenario, '--output', join(folder, 'out')], {
    // The test runner's own options are not for the demo.
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, log, folder: join(folder, 'out') };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('the demo on the passing scenario', () => {
  let demo: Demo;
  let files: string[];

  beforeAll(async () => {
    demo = await runDemo('passing');
    files = await filesBelow(demo.folder);
  });
  afterAll(() => rm(join(demo.folder, '..'), { recursive: true, force: true }));

  it('ends with 0 and says why', () => {
    expect(demo.log).toContain('Verdict: passed. 2 of 2 executions passed.');
    expect(demo.code).toBe(0);
  });

  it('leaves log, outputs, summary, results, JUnit and the files of both executions', () => {
    const names = files.map((file) => file.slice(demo.folder.length + 1));
    expect(names).toEqual(
      expect.arrayContaining([
        'job-summary.md',
        'log.txt',
        'outputs.json',
        'report/results.json',
        'report/junit.xml',
        'report/index.html',
      ]),
    );
    expect(demo.log).toMatch(/Open .*out.report.index\.html in a browser/);
    for (const name of ['report.xml', 'report.html', 'report.pdf', 'report.csv']) {
      expect(names.filter((path) => path.startsWith('report/ci.bot') && path.endsWith(name))).toHaveLength(2);
    }
    expect(names.filter((path) => path.endsWith('.png')).length).toBeGreaterThan(2);
    expect(names.filter((path) => /^(?:checkout|runner-temp)/.test(path))).toEqual([]);
  });

  it('shows the title of each step, and leaves its inputs to the log file', async () => {
    expect(demo.log.match(/^▸ .*$/gm)?.slice(0, 2)).toEqual([
      '▸ Upload the apps',
      '▸ Reserve two Android phones',
    ]);
    expect(demo.log).not.toContain('##[group]');
    expect(demo.log).not.toContain('ca-file: ');
    expect(await readFile(join(demo.folder, 'log.txt'), 'utf8')).toContain('ca-file: ');
  });

  it('releases every reservation in the post step', () => {
    const reserved = [...demo.log.matchAll(/\(reservation (\d+)\)/g)].map(([, id]) => id);
    expect(new Set(reserved).size).toBe(2);
    expect(demo.log.match(/^Released /gm)).toHaveLength(2);
  });

  it('R31: shows the token nowhere, in no file and in no line', async () => {
    const forms = [token, Buffer.from(token).toString('base64').replace(/=+$/, '')];
    for (const form of forms) {
      expect(demo.log).not.toContain(form);
      for (const file of files) expect((await readFile(file, 'latin1')).includes(form)).toBe(false);
    }
  });
});

describe('the demo on the failing scenario', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await runDemo('failing');
  });
  afterAll(() => rm(join(demo.folder, '..'), { recursive: true, force: true }));

  it('ends with 1, the gate red with the reason', () => {
    expect(demo.log).toMatch(/Verdict: failed\. 0 of 2 executions passed\. .*"Pay" failed/);
    expect(demo.code).toBe(1);
  });

  it('R20: writes results and JUnit all the same', async () => {
    const results = JSON.parse(await readFile(join(demo.folder, 'report/results.json'), 'utf8')) as {
      verdict: { conclusion: string };
    };
    expect(results.verdict.conclusion).toBe('failed');
    expect(await readFile(join(demo.folder, 'report/junit.xml'), 'utf8')).toContain('<failure');
  });

  it('cleans up all the same', () => {
    expect(demo.log.match(/^Released /gm)).toHaveLength(2);
  });
});

describe('the demo of two nights', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await runDemo('nightly');
  });
  afterAll(() => rm(join(demo.folder, '..'), { recursive: true, force: true }));

  const left = (night: number, name: string) => readFile(join(demo.folder, `night-${night}`, name), 'utf8');

  it('judges the first night alone and the second against the first', async () => {
    expect(demo.log).toContain('Nothing is compared. No earlier completed run of nightly.yml');
    expect(demo.log).toContain('Compared with run 1 on main');
    expect(demo.log).toContain('Since the night before: 7 new failures, 1 fixed, 1 still failing.');
    expect(JSON.parse(await left(2, 'outputs.json'))).toMatchObject({
      executions: '12',
      'new-failures': '7',
      fixed: '1',
      'still-failing': '1',
    });
    expect(demo.code).toBe(1);
  });

  it('R27: says in the second summary what is new, of whose fault, and what is known', async () => {
    const summary = await left(2, 'job-summary.md');
    expect(summary).toContain('**7 new failures**, 1 still failing, 1 fixed');
    for (const fault of ['product: ', 'script: ', 'lab: ']) expect(summary).toContain(`| ${fault}`);
  });

  it('leaves a page with the pictures of every leg, and a summary whose links lead there', async () => {
    const page = await left(2, 'report/index.html');
    expect(page).toContain('iVBORw0KGgo');
    const summary = await left(2, 'job-summary.md');
    const links = [...summary.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);
    const toReports = links.filter((link) => !link.includes('/artifacts/'));
    expect(toReports.length).toBeGreaterThan(12);
    for (const link of toReports) expect(link).toMatch(/^report\/index\.html#\/execution\/ci\.bot/);
  });

  it('reports each night as a check run', () => {
    expect(demo.log.match(/check run "Nightly device tests": ❌/g)).toHaveLength(2);
  });

  it('R31: shows no token', () => {
    expect(demo.log).not.toContain(token);
    expect(demo.log).not.toMatch(/ghs_/);
  });
});

describe('the demo on a scenario that does not exist', () => {
  it('ends with the choices', async () => {
    const { code, log } = await runDemo('sunny');
    expect(log).toContain('Allowed choices are passing, failing, nightly');
    expect(code).toBe(1);
  });
});
