import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerfectoError, TransportError } from '@perfecto-actions/client';
import { startLabProcess, type LabProcess } from '../measuring/lab-process.ts';
import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import { deviceIdsOf, makeFiles, oneTryClient, seededRandom } from './mixed-load/callers.ts';
import { labLists, overlaps } from './mixed-load/lab-lists.ts';
import { changeRows, type ChangeCounts } from './mixed-load/change-counts.ts';
import { Ledger } from './mixed-load/ledger.ts';
import { MixedCalls, type Caller } from './mixed-load/mixed-calls.ts';
import { noneRow } from './mixed-load/none-row.ts';

const kills = { short: 4, full: 50 } as const;
const callers = 6;

/** Lines after which the lab writes its state anew; every other kill falls into or near that. */
const linesBeforeSnapshot = 20_000;

interface Findings {
  counts: ChangeCounts;
  unanswered: number;
  differences: string[];
  overlapping: string[];
  faults: string[];
  failedStarts: string[];
}

/** Kills a lab in the middle of writes, again and again, and looks at what it knows when it is back. */
export async function killLab(extent: Extent): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-kills-'));
  const dataDir = join(folder, 'data');
  const scenario = join(folder, 'scenario.yaml');
  await writeFile(scenario, "scripts: [{ match: '*', duration: 2s }]\n");
  const findings: Findings = {
    counts: new Map(),
    unanswered: 0,
    differences: [],
    overlapping: [],
    faults: [],
    failedStarts: [],
  };
  const random = seededRandom(20_261_125);
  const ledgers = [new Ledger(findings.counts), new Ledger(findings.counts)] as const;
  const writers: Writer[] = [];
  try {
    for (let round = 0; round <= kills[extent]; round += 1) {
      if (round % 2 === 1) await fillJournal(join(dataDir, 'journal.jsonl'), random);
      const lab = await startLabProcess(scenario, { dataDir }).catch((error: unknown) => {
        findings.failedStarts.push(String(error));
        return undefined;
      });
      if (lab === undefined) break;
      try {
        if (writers.length === 0) writers.push(...(await makeWriters(lab, ledgers, folder, random)));
        else await compare(lab, ledgers, folder, findings);
        if (round < kills[extent]) await writeUntilKilled(lab, writers, findings, 30 + random() * 170);
      } finally {
        await lab.kill();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  findings.differences.push(...writers.flatMap(({ caller }) => caller.wrong));
  return rowsOf(findings, kills[extent]);
}

interface Writer {
  caller: Caller;
  calls: MixedCalls;
}

async function makeWriters(
  lab: LabProcess,
  ledgers: readonly [Ledger, Ledger],
  folder: string,
  random: () => number,
): Promise<Writer[]> {
  const client = oneTryClient(lab, false);
  const deviceIds = await deviceIdsOf(client);
  const files = await makeFiles(folder);
  return Array.from({ length: callers }, (_, index) => {
    const isAdmin = index % 2 === 1;
    const ledger = ledgers[isAdmin ? 1 : 0].part();
    const wrong: string[] = [];
    const caller = {
      client,
      name: `load-${index}`,
      isAdmin,
      makesSchedules: index < 20,
      ledger,
      random,
      files,
      deviceIds,
      folder,
      wrong,
    };
    return { caller, calls: new MixedCalls(caller) };
  });
}

/** All write until the lab is killed under them; an error before that is a fault, one after it is not. */
async function writeUntilKilled(
  lab: LabProcess,
  writers: readonly Writer[],
  findings: Findings,
  afterMs: number,
): Promise<void> {
  let isKilled = false;
  const begin = async ({ caller, calls }: Writer): Promise<void> => {
    caller.client = oneTryClient(lab, caller.isAdmin);
    await calls.makeMissing().catch((error: unknown) => findings.faults.push(String(error)));
  };
  await Promise.all(writers.map(begin));
  const write = async ({ caller, calls }: Writer): Promise<void> => {
    try {
      while (!isKilled) await calls.next();
    } catch (error) {
      const isCut = error instanceof TransportError || (isKilled && error instanceof PerfectoError);
      if (!isKilled || !isCut) findings.faults.push(String(error));
      else findings.unanswered += 1;
    } finally {
      await caller.client.close();
    }
  };
  const writing = Promise.all(writers.map(write));
  await sleep(afterMs);
  isKilled = true;
  await lab.kill();
  await writing;
}

async function compare(
  lab: LabProcess,
  ledgers: readonly [Ledger, Ledger],
  folder: string,
  findings: Findings,
): Promise<void> {
  for (const [index, ledger] of ledgers.entries()) {
    const client = oneTryClient(lab, index === 1);
    try {
      findings.differences.push(
        ...ledger.compare(await labLists(client, index === 1, ledger.executionIds(), folder)),
      );
      if (index === 1) findings.overlapping.push(...(await overlaps(client)));
    } finally {
      await client.close();
    }
  }
}

/** Lengthens the journal by changes of no effect, so that the lab begins a snapshot while all write. */
async function fillJournal(path: string, random: () => number): Promise<void> {
  const journal = await readFile(path);
  const end = journal.lastIndexOf(0x0a) + 1;
  const lines = journal.subarray(0, end).filter((byte) => byte === 0x0a).length;
  const missing = Math.max(0, linesBeforeSnapshot - lines - Math.floor(random() * 60));
  const line = `${JSON.stringify({ c: 'counters', id: 'chaos', put: { next: 1 } })}\n`;
  // A kill seldom falls into the writing of a line; where it did not, the beginning of one is put there.
  const torn = end < journal.length ? journal.subarray(end) : line.slice(0, -10);
  await writeFile(path, journal.subarray(0, end));
  await appendFile(path, line.repeat(missing));
  await appendFile(path, torn);
}

function rowsOf(findings: Findings, count: number): Row[] {
  const { counts, unanswered, differences, overlapping, faults, failedStarts } = findings;
  return [
    ...changeRows('kills', counts),
    {
      what: 'kills: calls that were cut off',
      measured: String(unanswered),
      target: '> 0',
      met: unanswered > 0,
    },
    noneRow(`kills: ${count} times -9; starts that failed`, failedStarts),
    noneRow('kills: lost, half-written or stray', differences),
    noneRow('kills: reservations that overlap', overlapping),
    noneRow('kills: errors while the lab lived', faults),
  ];
}
