import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab } from '@perfecto-actions/lab';
import { median, type Row } from '../measuring/table.ts';
import { resolveInputs } from '../step-runner/action-inputs.ts';
import { readActionManifest, type ActionManifest } from '../step-runner/action-manifest.ts';
import { workspaceRoot } from '../workspace.ts';
import { writeApp } from './app-file.ts';

const rounds = 15;

/** Inputs with which each action reaches its first request; the others have their defaults. */
const inputsOf: Readonly<Record<string, Record<string, string>>> = {
  'upload-app': { path: 'app.apk', locator: 'PRIVATE:bench/app.apk' },
  'run-script': { 'script-key': 'PUBLIC:Samples/login.xml', 'device-ids': 'F52F82C4DEMO01' },
  'wait-for-execution': { executions: 'bench' },
  'reserve-device': { 'device-id': 'F52F82C4DEMO01', duration: '30m' },
  'fetch-report': { 'report-keys': 'PRIVATE:bench/report.xml' },
};
const small = ['upload-app', 'run-script', 'wait-for-execution', 'reserve-device'];

/** From the spawn of each bundle to its first request in a lab, against a Node that does nothing. */
export async function benchStarts(): Promise<Row[]> {
  const workspace = await mkdtemp(join(tmpdir(), 'bench-'));
  let onRequest: () => void = () => undefined;
  const lab = await startLab({
    hold: (_, moment) => {
      if (moment === 'received') onRequest();
    },
  });
  try {
    await writeApp(join(workspace, 'app.apk'), 0);
    // Trusted as the machine's own authorities are: nobody gives a ca-file for the real service.
    const base = { PATH: process.env['PATH'] ?? '', NODE_EXTRA_CA_CERTS: lab.caFile };
    const starts = await Promise.all(
      Object.entries(inputsOf).map(async ([name, given]) => {
        const manifest = await readActionManifest(join(workspaceRoot, 'actions', name));
        const connection = { cloud: lab.url, 'security-token': lab.tokens.automation };
        return {
          name,
          manifest,
          env: { ...base, ...envOf(manifest, { ...connection, ...given }, workspace) },
        };
      }),
    );
    // What no program that sends a request over TLS can be faster than, with nothing but Node's own modules.
    const least = join(workspace, 'least.mjs');
    const address = `${lab.url}/services/executions?operation=list&securityToken=${lab.tokens.automation}`;
    const request = `import { request } from 'node:https';\nrequest(${JSON.stringify(address)}).end();\n`;
    await writeFile(least, request);
    // The runner makes the command files before it starts an action.
    for (const name of ['output', 'state', 'summary']) await writeFile(join(workspace, name), '');
    const bareMs: number[] = [];
    const leastMs: number[] = [];
    const timesMs = new Map<string, number[]>(starts.map(({ name }) => [name, []]));
    // Taken in turns, so that a busy moment of the machine hits all alike.
    for (let round = 0; round < rounds; round += 1) {
      bareMs.push(await untilExit(['-e', '0'], base));
      const arrival = () => new Promise<void>((resolve) => (onRequest = resolve));
      leastMs.push(await untilRequest(least, base, workspace, arrival()));
      for (const { name, manifest, env } of starts) {
        timesMs.get(name)?.push(await untilRequest(manifest.main, env, workspace, arrival()));
      }
    }
    const bare = median(bareMs);
    return [
      { what: 'start and end of `node -e 0`', measured: `${Math.round(bare)} ms`, target: '' },
      rowOf('a file that only sends one request by node:https', median(leastMs), bare),
      ...[...timesMs].map(([name, times]) => rowOf(name, median(times), bare)),
    ];
  } finally {
    await lab.close();
    await rm(workspace, { recursive: true, force: true });
  }
}

function rowOf(name: string, ms: number, bareMs: number): Row {
  const ratio = ms / bareMs;
  return {
    what: `${name}: from its start to its first request in the lab`,
    measured: `${Math.round(ms)} ms, ${ratio.toFixed(2)} x bare`,
    ...(small.includes(name) ? { target: '<= 2.0 x bare', met: ratio <= 2 } : { target: '' }),
  };
}

function envOf(
  manifest: ActionManifest,
  given: Record<string, string>,
  workspace: string,
): Record<string, string> {
  // Defaults that are expressions are of no use outside of a job.
  const { env } = resolveInputs(manifest, given, (text) => (text.includes('${{') ? '' : text));
  return {
    ...env,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: workspace,
    GITHUB_OUTPUT: join(workspace, 'output'),
    GITHUB_STATE: join(workspace, 'state'),
    GITHUB_STEP_SUMMARY: join(workspace, 'summary'),
  };
}

async function untilExit(args: readonly string[], env: Record<string, string>): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
  return performance.now() - began;
}

async function untilRequest(
  main: string,
  env: Record<string, string>,
  cwd: string,
  arrived: Promise<void>,
): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [main], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const closed = new Promise<void>((resolve) => child.once('close', resolve));
  const sent = await Promise.race([arrived.then(() => true), closed.then(() => false)]);
  const tookMs = performance.now() - began;
  // What it would do with the answer is not measured; a kill leaves nothing that another round could meet.
  child.kill('SIGKILL');
  await closed;
  if (!sent) throw new Error(`${main} ended without a request:\n${output}`);
  return tookMs;
}
