import { basename, join } from 'node:path';
import { listFiles } from '../bundles/bundle.ts';
import type { Row } from '../measuring/table.ts';
import { actionFolders, workspaceRoot } from '../workspace.ts';

/** Largest entry in bytes, for the actions that have a target. */
const entryLimits: Readonly<Record<string, number>> = {
  'upload-app': 500_000,
  'run-script': 500_000,
  'wait-for-execution': 500_000,
  'reserve-device': 500_000,
  'fetch-report': 700_000,
};

/** Weight of the committed bundles. */
export async function benchBundles(): Promise<Row[]> {
  return Promise.all((await actionFolders(workspaceRoot, 'dist/index.js')).map(weigh));
}

async function weigh(folder: string): Promise<Row> {
  const name = basename(folder);
  const files = (await listFiles(join(folder, 'dist'))).filter(({ path }) => path.endsWith('.js'));
  const entry = files.find(({ path }) => path === 'index.js')?.bytes ?? 0;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const limit = entryLimits[name];
  return {
    what: `${name}: bundle`,
    measured: `entry ${kilobytes(entry)}, with what it loads when needed ${kilobytes(total)}`,
    ...(limit === undefined
      ? { target: '' }
      : { target: `entry <= ${kilobytes(limit)}`, met: entry <= limit }),
  };
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
