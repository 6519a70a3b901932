import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './table.ts';

/** How a process went. */
export interface Measured {
  code: number | null;
  durationMs: number;
  /** Until its first byte on stdout. */
  firstOutputMs: number;
  /** Largest resident memory of a Node process; 0 for others. */
  peakBytes: number;
  output: string;
}

/** Runs a program to its end and measures it. A Node program writes down its own peak memory when it exits. */
export async function measure(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const peakFile = join(folder, 'peak');
  const hook = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(peakFile)},String(process.resourceUsage().maxRSS)))`;
  const isNode = command === process.execPath && env['PEAK'] !== 'off';
  const all = isNode ? ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args] : args;
  const began = performance.now();
  const child = spawn(command, all, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let firstOutputMs = Number.NaN;
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (Number.isNaN(firstOutputMs)) firstOutputMs = performance.now() - began;
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const durationMs = performance.now() - began;
  const peakKiB = Number(await readFile(peakFile, 'utf8').catch(() => '0'));
  await rm(folder, { recursive: true, force: true });
  return { code, durationMs, firstOutputMs, peakBytes: peakKiB * 1024, output };
}

/** The same once the disk has taken what was written before, so that no program pays for the one before it. */
export async function measureOnQuietDisk(...given: Parameters<typeof measure>): Promise<Measured> {
  // Where there is no such program, the figures are only less steady.
  await measure('sync', []).catch(() => undefined);
  return measure(...given);
}

/** The time that is in the middle. */
export function middleMs(runs: readonly Measured[]): number {
  return median(runs.map(({ durationMs }) => durationMs));
}
