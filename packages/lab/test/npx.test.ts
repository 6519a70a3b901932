import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const launcher = fileURLToPath(new URL('../bin/perfecto-lab.mjs', import.meta.url));

it('ends with the shell below which npx runs it', async () => {
  // `; true` keeps the shell in between, as npx has it.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${launcher}" --json --port 0; true`], {
    env: { ...process.env, NODE_OPTIONS: '', npm_command: 'exec' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = await new Promise<string>((resolve) => createInterface(shell.stdout).once('line', resolve));
  const { url } = JSON.parse(line) as { url: string };
  // The lab holds the pipe as well, so the pipe closes when the lab is gone, not before.
  const gone = new Promise((resolve) => shell.once('close', resolve));
  shell.kill('SIGKILL');
  await gone;
  const refusal = await new Promise<Error>((resolve) =>
    connect(Number(new URL(url).port), '127.0.0.1').once('error', resolve),
  );
  expect(refusal.message).toContain('ECONNREFUSED');
});
