#!/usr/bin/env node
// Starts the lab. Its sources are TypeScript, which Node runs by itself from 22.18 on; under an older Node this file
// starts itself again under the one that the workspace installs as the package "node".
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const here = realpathSync(fileURLToPath(import.meta.url));

if (major > 22 || (major === 22 && minor >= 18)) {
  const { runCli } = await import('../src/cli.ts');
  await runCli(process.argv.slice(2));
} else {
  runAgain(findNode(dirname(here)));
}

/** The program of the package "node" in the nearest node_modules above. */
function findNode(folder) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let at = folder; ; at = dirname(at)) {
    for (const path of [
      join(at, 'node_modules', 'node', 'bin', name),
      join(at, 'node_modules', '.bin', name),
    ]) {
      if (existsSync(path)) return path;
    }
    if (dirname(at) === at) return undefined;
  }
}

function runAgain(node) {
  if (node === undefined) {
    console.error(
      `perfecto-lab needs Node 22.18 or later and runs on ${process.versions.node}. ` +
        'Install the workspace (pnpm install), which brings its own, or use a newer Node.',
    );
    process.exitCode = 1;
    return;
  }
  // The lab ends with whoever started it, which is this process's parent, not this process.
  const env = { ...process.env, PERFECTO_LAB_PARENT: String(process.ppid) };
  const child = spawn(node, [here, ...process.argv.slice(2)], { stdio: 'inherit', env });
  // A signal to this process is meant for the lab; its end code is this one's.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
  child.on('error', (error) => {
    console.error(`perfecto-lab cannot start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
}
