import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listFiles } from '../bundle.ts';
import { actionFolders, workspaceRoot } from '../workspace.ts';
import { measure } from '../measuring/measured-process.ts';
import { median, type Row } from '../measuring/table.ts';

const smallLimitBytes = 650_000;
const reportLimitBytes = 2_200_000;
const rounds = 15;

/** Weight of the committed bundles, and how long they take to their first line. */
export async function benchBundles(): Promise<Row[]> {
  const folders = await actionFolders(workspaceRoot, 'dist/index.js');
  const rows: Row[] = [];
  for (const folder of folders) rows.push(await weigh(folder));
  const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    // The runner makes the command files before it starts an action.
    for (const name of ['output', 'state']) await writeFile(join(scratch, name), '');
    const bare: number[] = [];
    const starts = new Map<string, number[]>(folders.map((folder) => [folder, []]));
    // Taken in turns, so that a busy moment of the machine hits all alike.
    for (let round = 0; round < rounds; round += 1) {
      bare.push((await measure(process.execPath, ['-e', '0'], { PEAK: 'off' })).durationMs);
      for (const [folder, times] of starts) times.push(await startMs(folder, scratch));
    }
    rows.push({ what: 'start of `node -e 0`', measured: `${Math.round(median(bare))} ms`, target: '' });
    for (const [folder, times] of starts) {
      const ratio = median(times) / median(bare);
      const measured = `${Math.round(median(times))} ms, ${ratio.toFixed(2)} x bare`;
      rows.push({
        what: `${basename(folder)}: start to first line`,
        measured,
        target: '<= 3.0 x bare',
        met: ratio <= 3,
      });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return rows;
}

async function weigh(folder: string): Promise<Row> {
  const files = (await listFiles(join(folder, 'dist'))).filter(({ path }) => path.endsWith('.js'));
  const entry = files.find(({ path }) => path === 'index.js')?.bytes ?? 0;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const measured = `entry ${kilobytes(entry)}, with lazy chunks ${kilobytes(total)}`;
  const what = `${basename(folder)}: bundle`;
  return basename(folder) === 'fetch-report'
    ? { what, measured, target: 'all <= 2200 kB', met: total <= reportLimitBytes }
    : { what, measured, target: 'entry <= 650 kB', met: entry <= smallLimitBytes };
}

/** A bundle without its inputs tells them all: the shortest way to a first line. */
async function startMs(folder: string, scratch: string): Promise<number> {
  const env = {
    PEAK: 'off',
    GITHUB_OUTPUT: join(scratch, 'output'),
    GITHUB_STATE: join(scratch, 'state'),
    'INPUT_REQUEST-TIMEOUT': '90s',
  };
  const { firstOutputMs } = await measure(process.execPath, [join(folder, 'dist/index.js')], env);
  return firstOutputMs;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
