import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root = '';

/** A workspace with one command and an `npx` that writes down its arguments and installs only a Node. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'in workspace '));
  const workbench = join(root, 'packages/workbench');
  await mkdir(join(workbench, 'bin'), { recursive: true });
  await mkdir(join(workbench, 'src/commands'), { recursive: true });
  await mkdir(join(root, 'path'));
  await cp(
    fileURLToPath(new URL('../bin/in-workspace.mjs', import.meta.url)),
    join(workbench, 'bin/in-workspace.mjs'),
  );
  await writePackage('>=20.19');
  await writeFile(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9\n');
  await writeFile(join(workbench, 'package.json'), '{"type":"module"}');
  await command(
    `const words: string[] = process.argv.slice(2); console.log('demo', words.join('+')); process.exit(words.length);`,
  );
  await npx(
    `echo "$@" CI=$CI >> calls; mkdir -p node_modules/.bin; ln -sf '${process.execPath}' node_modules/.bin/node`,
  );
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function writePackage(node: string): Promise<void> {
  const text = JSON.stringify({ engines: { node }, packageManager: 'pnpm@12.21.0+sha512.abc' });
  await writeFile(join(root, 'package.json'), text);
}

async function command(text: string): Promise<void> {
  await writeFile(join(root, 'packages/workbench/src/commands/demo.ts'), text);
}

async function npx(script: string): Promise<void> {
  await writeFile(join(root, 'path/npx'), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, 'path/npx'), 0o755);
}

async function run(args: readonly string[], onOutput?: (kill: (signal: NodeJS.Signals) => void) => void) {
  const child = spawn(process.execPath, [join(root, 'packages/workbench/bin/in-workspace.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: [join(root, 'path'), process.env['PATH']].join(delimiter) },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => {
    output.stdout += text.toString();
    onOutput?.((signal) => child.kill(signal));
  });
  child.stderr.on('data', (text: Buffer) => {
    output.stderr += text.toString();
  });
  return new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>(
    (resolve) => {
      child.on('close', (code, signal) => {
        resolve({ code, signal, ...output });
      });
    },
  );
}

async function installs(): Promise<string[]> {
  const calls = await readFile(join(root, 'calls'), 'utf8').catch(() => '');
  return calls.split('\n').filter((line) => line !== '');
}

describe('in-workspace.mjs', () => {
  it('installs with the pinned pnpm and passes arguments and exit code', async () => {
    expect(await run(['demo', 'a b', '--c'])).toMatchObject({ code: 2, stdout: 'demo a b+--c\n' });
    expect(await installs()).toEqual([
      '--yes pnpm@12.21.0 install --frozen-lockfile --pm-on-fail=ignore CI=true',
    ]);
  });

  it('installs again only when what decides the install has changed', async () => {
    await run(['demo']);
    const second = await run(['demo']);
    expect(second.stderr).toBe('');
    expect(await installs()).toHaveLength(1);
    await writeFile(join(root, 'packages/workbench/package.json'), '{"type":"module","private":true}');
    await run(['demo']);
    await writeFile(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 10\n');
    await run(['demo']);
    expect(await installs()).toHaveLength(3);
  });

  it('shows what the install said and what to do when it fails, and tries again next time', async () => {
    await npx('echo no route to registry >&2; exit 4');
    const failed = await run(['demo']);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/no route to registry[^]*could not be installed[^]*try again/);
    await npx(`mkdir -p node_modules/.bin; ln -s '${process.execPath}' node_modules/.bin/node`);
    expect((await run(['demo'])).code).toBe(0);
  });

  it('says so when the install left no Node', async () => {
    await npx('exit 0');
    expect(await run(['demo'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/left no Node/) });
  });

  it.each([
    [['dmo'], /Unknown command "dmo". Known: demo\./],
    [[], /No command given. Known: demo\./],
  ])('lists the commands for %j and installs nothing', async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
    expect(await installs()).toEqual([]);
  });

  it('refuses an older Node in one sentence', async () => {
    await writePackage('>=99.1');
    expect(await run(['demo'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/; 99\.1 or later is needed/),
    });
  });

  it('hands a signal on and ends by it', async () => {
    await command(
      `process.on('SIGTERM', () => { console.log('told'); process.exit(9); }); console.log('up'); setInterval(() => {}, 1e5);`,
    );
    const told = await run(['demo'], (kill) => {
      kill('SIGTERM');
    });
    expect(told).toMatchObject({ code: 9, stdout: 'up\ntold\n' });
    await command(`console.log('up'); setInterval(() => {}, 1e5);`);
    const untold = await run(['demo'], (kill) => {
      kill('SIGTERM');
    });
    expect(untold).toMatchObject({ code: null, signal: 'SIGTERM' });
  });
});
