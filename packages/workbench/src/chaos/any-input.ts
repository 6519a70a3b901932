import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Row } from '../measuring/table.ts';
import type { Effort } from './any-input/property.ts';
import type { Extent } from './extent.ts';

/** Groups of properties, each in a process of its own; two for the two cores of a small machine, and one that is soon done. */
const processes = [
  'answers,documents,names,round-trips',
  'inputs,escaping,reports,requests,uploads',
  'long-texts',
];

const efforts: Readonly<Record<Extent, () => Effort>> = {
  // The same inputs each time, so that a red test was not luck.
  short: () => ({ seed: 20_261_125, maxInputs: 300, maxMs: 15_000 }),
  full: () => ({ seed: Math.floor(Math.random() * 2 ** 31), maxInputs: 1_000_000, maxMs: 36_000 }),
};

/** A process that says nothing for so long hangs. */
const silenceMs = 60_000;

/** What every reader of the project does with any input: it reads it or refuses it in its own words. */
export async function tryAnyInput(extent: Extent): Promise<Row[]> {
  const effort = efforts[extent]();
  return (await Promise.all(processes.map((groups) => runGroups(groups, effort)))).flat();
}

type Message = { begun: string } | { row: Row };

/** Runs groups in a process whose heap is small: an input that takes memory without bound ends it. */
async function runGroups(groups: string, effort: Effort): Promise<Row[]> {
  const program = fileURLToPath(new URL('any-input/run-group.ts', import.meta.url));
  const child = fork(program, [groups, JSON.stringify(effort)], {
    execArgv: ['--max-old-space-size=256', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const rows: Row[] = [];
  let current = `the start of ${groups}`;
  let silence: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => child.kill('SIGKILL'), silenceMs);
  };
  heard();
  child.on('message', (message: Message) => {
    heard();
    if ('begun' in message) current = message.begun;
    else rows.push(message.row);
  });
  const end = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(signal ?? `code ${code ?? ''}`);
    });
  });
  clearTimeout(silence);
  if (end !== 'code 0') {
    const target = 'holds for any input';
    rows.push({
      what: current,
      measured: `its process ended with ${end} (seed ${effort.seed})`,
      target,
      met: false,
    });
  }
  return rows;
}
