import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLabProcess } from '../measuring/lab-process.ts';
import { measure } from '../measuring/measured-process.ts';
import type { Row } from '../measuring/table.ts';

const endless = "scripts: [{ match: '*', duration: 48h }]\n";

/** What the load program and the memory program print. */
export interface StatusLoad {
  executions: number;
  callsPerSecond: number;
  p99Ms: number;
  failed: number;
}
export interface ExecutionMemory {
  executions: number;
  bytesEach: number;
}

/** How fast the lab answers with 10,000 executions in memory, and what one of them weighs. */
export async function benchLab(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-lab-'));
  try {
    const scenario = join(folder, 'endless.yaml');
    await writeFile(scenario, endless);
    const lab = await startLabProcess(scenario);
    let load: StatusLoad;
    try {
      const env = { LAB_URL: lab.url, LAB_TOKEN: lab.token, NODE_EXTRA_CA_CERTS: lab.caFile };
      load = await program<StatusLoad>('status-load.ts', [], env);
    } finally {
      await lab.close();
    }
    const memory = await program<ExecutionMemory>('execution-memory.ts', ['--expose-gc'], {});
    return [
      {
        what: `lab: status calls a second, ${load.executions.toLocaleString('en')} executions in memory, 16 kept TLS connections`,
        measured: `${Math.round(load.callsPerSecond).toLocaleString('en')}, p99 ${load.p99Ms.toFixed(1)} ms, ${load.failed} failed`,
        target: '>= 5,000, p99 <= 20 ms',
        met: load.callsPerSecond >= 5_000 && load.p99Ms <= 20 && load.failed === 0,
      },
      {
        what: `lab: memory of a running execution (${memory.executions.toLocaleString('en')} of them)`,
        measured: `${(memory.bytesEach / 1000).toFixed(1)} kB`,
        target: '<= 20 kB',
        met: memory.bytesEach <= 20_000,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a program beside this file and reads the line of JSON that it prints. */
async function program<Result>(
  file: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Result> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { code, output } = await measure(process.execPath, [...flags, path], env);
  if (code !== 0) throw new Error(`${file} ended with ${code ?? 'a signal'}:\n${output}`);
  return JSON.parse(output) as Result;
}
