import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packPackages, publishedPackages } from '../src/pack-packages.ts';
import { workspaceRoot } from '../src/workspace.ts';

const run = promisify(execFile);
const shell = process.platform === 'win32';
let folder = '';
let tarballs: string[] = [];

/** A project of somebody else: an empty folder in which npm has installed the tarballs. */
let project = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published '));
  project = join(folder, 'project');
  await mkdir(project);
  tarballs = await packPackages(folder);
  await writeFile(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }');
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...tarballs];
  await run('npm', words, { cwd: project, shell });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program of plain JavaScript in the project, under the Node that a user of the machine has. */
async function javascript(text: string): Promise<string> {
  await writeFile(join(project, 'program.mjs'), text);
  return (await run('node', ['program.mjs'], { cwd: project, shell })).stdout.trim();
}

/** A program that starts the lab and asks it something with the client. */
const program = `
import { readFile } from 'node:fs/promises';
import { PerfectoClient } from '@perfecto-actions/client';
import { startLab } from '@perfecto-actions/lab';
import { parseResults, renderSummary } from '@perfecto-actions/results';
import { findOperation } from '@perfecto-actions/catalog/facts';

const lab = await startLab();
const client = new PerfectoClient({
  cloud: lab.url,
  securityToken: lab.tokens.automation,
  ca: await readFile(lab.caFile, 'utf8'),
});
const { executionId } = await client.executions.execute({ scriptKey: 'PUBLIC:Samples/login.xml' });
const { status } = await client.executions.status(executionId);
console.log(JSON.stringify({ status, title: findOperation('script.status')?.title, kinds: [typeof parseResults, typeof renderSummary] }));
await client.close();
await lab.close();
`;

describe('the packages that others install', () => {
  it('work from plain JavaScript under the Node of the machine', async () => {
    expect(JSON.parse(await javascript(program))).toEqual({
      status: 'Initializing',
      title: 'Get script execution status',
      kinds: ['function', 'function'],
    });
  });

  it('read a report and a policy through their subpaths', async () => {
    const text = await javascript(`
      import { readReport } from '@perfecto-actions/results/read-report';
      import { parsePolicy } from '@perfecto-actions/results/policy';
      const report = await readReport((async function* () { yield '<execution><info><name>x</name></info></execution>'; })());
      console.log(report.name, parsePolicy('min-tests: 3').minTests);
    `);
    expect(text).toBe('x 3');
  });

  it.each(['nodenext', 'bundler'])(
    'have types that a strict TypeScript takes with %s resolution',
    async (resolution) => {
      await writeFile(join(project, 'program.ts'), program);
      await writeFile(
        join(project, 'wrong.ts'),
        `import { PerfectoClient } from '@perfecto-actions/client';
       const client = new PerfectoClient({ cloud: 'x' });
       const wrong: number = (await client.executions.status('id')).status;
       export { wrong };`,
      );
      const tsc = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
      const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
      const types = dirname(
        dirname(createRequire(join(workspaceRoot, 'package.json')).resolve('@types/node/package.json')),
      );
      const words = [tsc, '--noEmit', '--strict', '--target', 'es2024', '--module', module];
      words.push('--moduleResolution', resolution, '--types', 'node', '--typeRoots', types);
      await run(process.execPath, [...words, 'program.ts'], { cwd: project });
      const refusal: unknown = await run(process.execPath, [...words, 'wrong.ts'], { cwd: project }).catch(
        (error: unknown) => error,
      );
      expect(refusal).toMatchObject({
        stdout: expect.stringContaining("not assignable to type 'number'") as unknown,
      });
    },
  );

  it('start the lab by npx', async () => {
    const child = spawn('npx', ['--no-install', 'perfecto-lab', '--port', '0', '--json'], {
      cwd: project,
      shell,
    });
    try {
      const [line] = await new Promise<string[]>((resolve, reject) => {
        createInterface(child.stdout).once('line', (text) => {
          resolve([text]);
        });
        child.once('exit', () => {
          reject(new Error('perfecto-lab ended before it was ready'));
        });
      });
      expect(JSON.parse(line ?? '')).toMatchObject({
        cloud: 'mycloud',
        url: expect.stringMatching(/^https:/) as unknown,
      });
    } finally {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  });

  it.each([...publishedPackages])(
    '%s: lets its user choose compatible versions of what it needs',
    async (name) => {
      const path = join(project, 'node_modules/@perfecto-actions', name, 'package.json');
      const { dependencies = {} } = JSON.parse(await readFile(path, 'utf8')) as {
        dependencies?: Record<string, string>;
      };
      expect(Object.entries(dependencies).filter(([, range]) => !/^\^\d/.test(range))).toEqual([]);
    },
  );

  it.each([...publishedPackages])('%s: publint has nothing to say', async (name) => {
    const pkgDir = join(project, 'node_modules/@perfecto-actions', name);
    const { messages } = await publint({ pkgDir, pack: false, strict: true });
    const pkg = JSON.parse(await readFile(join(pkgDir, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it.each(publishedPackages.map((name, index) => [name, index] as const))(
    '%s: arethetypeswrong finds no problem',
    async (_, index) => {
      const bin = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json');
      const { stdout } = await run(process.execPath, [
        join(dirname(bin), 'dist/index.js'),
        tarballs[index] ?? '',
        '--profile',
        'esm-only',
        '--format',
        'json',
      ]);
      const { analysis } = JSON.parse(stdout) as { analysis: { problems: { kind: string }[] } };
      // CommonJS callers cannot require ESM under an old Node: these packages are ESM only, and say so.
      const kinds = new Set(analysis.problems.map(({ kind }) => kind));
      kinds.delete('CJSResolvesToESM');
      kinds.delete('NoResolution');
      expect([...kinds]).toEqual([]);
    },
  );

  it('hold no source, no test and no secret of the workspace', async () => {
    for (const tarball of tarballs) {
      const { stdout } = await run('tar', ['-tzf', tarball]);
      const files = stdout.trim().split('\n');
      expect(files).toEqual(expect.arrayContaining(['package/package.json', 'package/LICENSE']));
      const odd = files.filter(
        (file) =>
          !/^package\/(dist\/.*(\.js|\.d\.ts|\.json)|package\.json|LICENSE|README\.md|results\.schema\.json)$/.test(
            file,
          ),
      );
      expect(odd).toEqual([]);
    }
  });
});
