import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PerfectoClient } from '@perfecto-actions/client';
import { startLabProcess, type LabProcess } from '../measuring/lab-process.ts';
import type { Row } from '../measuring/table.ts';
import type { Extent } from './extent.ts';
import { deviceIdsOf, makeFiles, oneTryClient, seededRandom } from './mixed-load/callers.ts';
import { labLists, overlaps } from './mixed-load/lab-lists.ts';
import { peakMemoryOf } from './mixed-load/lab-memory.ts';
import { meetingsOf, readLabState, sharedDevices } from './mixed-load/lab-state.ts';
import { changeRows, type ChangeCounts } from './mixed-load/change-counts.ts';
import { Ledger } from './mixed-load/ledger.ts';
import { MixedCalls, type Caller } from './mixed-load/mixed-calls.ts';
import { noneRow } from './mixed-load/none-row.ts';

const efforts = {
  short: { callers: 24, forMs: 4_000 },
  full: { callers: 200, forMs: 120_000 },
} as const;

/** The lab's heap: what is kept for ever does not fit into it. */
const heapMiB = 256;
const scenario = "scripts: [{ match: '*', duration: 2s }]\n";

/** What happened while all called. */
interface Rush {
  calls: number;
  /** Errors that a service must not give to a sound call. */
  faults: string[];
  /** Answers that are wrong in themselves. */
  wrong: string[];
  /** Devices that two executions were seen to use at a time. */
  sharedDevices: string[];
  /** Reservations that were seen to overlap. */
  overlapping: string[];
}

/** Many clients at once on a lab in a process of its own, with every kind of call; then its lists, against what it said. */
export async function loadLab(extent: Extent): Promise<Row[]> {
  const { callers, forMs } = efforts[extent];
  const folder = await mkdtemp(join(tmpdir(), 'chaos-load-'));
  const scenarioFile = join(folder, 'scenario.yaml');
  await writeFile(scenarioFile, scenario);
  const dataDir = join(folder, 'data');
  const lab = await startLabProcess(scenarioFile, {
    dataDir,
    nodeOptions: [`--max-old-space-size=${heapMiB}`],
  });
  const users = [oneTryClient(lab, false), oneTryClient(lab, true)] as const;
  const counts: ChangeCounts = new Map();
  const ledgers = [new Ledger(counts), new Ledger(counts)] as const;
  try {
    const rush = await callAll(lab, { users, ledgers, callers, forMs, folder });
    const peakBytes = await peakMemoryOf(lab.pid);
    const lost: string[] = [];
    for (const [index, client] of users.entries()) {
      const ledger = ledgers[index] ?? new Ledger();
      lost.push(...ledger.compare(await labLists(client, index === 1, ledger.executionIds(), folder)));
    }
    const overlapping = new Set([...rush.overlapping, ...(await overlaps(users[1]))]);
    await lab.close();
    const state = await readLabState(join(dataDir, 'state.json'));
    const shared = [...rush.sharedDevices, ...sharedDevices(state)];
    const { letIn, keptOut, intruding } = meetingsOf(state);
    const perSecond = Math.round(rush.calls / (forMs / 1000)).toLocaleString('en');
    return [
      {
        what: `load: ${callers} clients for ${forMs / 1000} s; calls a second`,
        measured: perSecond,
        target: '',
      },
      ...changeRows('load', counts),
      noneRow('load: errors of the lab', rush.faults),
      noneRow('load: answers that are wrong in themselves', rush.wrong),
      noneRow('load: lost or stray', lost),
      noneRow('load: reservations that overlap', [...overlapping]),
      noneRow('load: devices used twice at a time', shared),
      {
        what: 'load: executions that met a reserved device, as its owner and as another',
        measured: `${letIn} let in, ${keptOut} kept out`,
        target: '> 0 each',
        met: letIn > 0 && keptOut > 0,
      },
      noneRow('load: executions that began on a device of another', intruding),
      {
        what: `load: peak memory of the lab, whose heap may have ${heapMiB} MiB`,
        measured: peakBytes === undefined ? 'not told by this system' : `${Math.round(peakBytes / 1e6)} MB`,
        target: '<= 500 MB',
        ...(peakBytes !== undefined && { met: peakBytes <= 500e6 }),
      },
    ];
  } finally {
    await Promise.all(users.map((client) => client.close()));
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function callAll(
  lab: LabProcess,
  plan: {
    users: readonly [PerfectoClient, PerfectoClient];
    ledgers: readonly [Ledger, Ledger];
    callers: number;
    forMs: number;
    folder: string;
  },
): Promise<Rush> {
  const rush: Rush = { calls: 0, faults: [], wrong: [], sharedDevices: [], overlapping: [] };
  const files = await makeFiles(plan.folder);
  const deviceIds = await deviceIdsOf(plan.users[0]);
  // Its connection does not have to wait for all of theirs.
  await plan.users[1].users.internal.current();
  const untilMs = performance.now() + plan.forMs;
  const isOver = (): boolean => performance.now() >= untilMs;
  const call = async (index: number): Promise<void> => {
    const isAdmin = index % 2 === 1;
    const client = oneTryClient(lab, isAdmin);
    const caller: Caller = {
      client,
      name: `load-${index}`,
      isAdmin,
      makesSchedules: index < 20,
      // Its own, so that it finds its own things at once.
      ledger: plan.ledgers[isAdmin ? 1 : 0].part(),
      random: seededRandom(index),
      files,
      deviceIds,
      folder: plan.folder,
      wrong: rush.wrong,
    };
    const calls = new MixedCalls(caller);
    try {
      while (!isOver()) {
        rush.calls += 1;
        await calls.next().catch((error: unknown) => rush.faults.push(String(error)));
      }
    } finally {
      await client.close();
    }
  };
  let overlapsFromMs = 0;
  const look = async (): Promise<void> => {
    rush.sharedDevices.push(...(await devicesUsedTwice(plan.users[1])));
    // A reservation stands for longer than this, and the list is long.
    if (performance.now() < overlapsFromMs) return;
    overlapsFromMs = performance.now() + 500;
    rush.overlapping.push(...(await overlaps(plan.users[1])));
  };
  const watch = async (): Promise<void> => {
    while (!isOver()) await look().catch((error: unknown) => rush.faults.push(String(error)));
  };
  await Promise.all([watch(), ...Array.from({ length: plan.callers }, (_, index) => call(index))]);
  return rush;
}

/** Devices on which the list shows two executions at once. */
async function devicesUsedTwice(admin: PerfectoClient): Promise<string[]> {
  const { executions = [] } = await admin.executions.list({
    admin: true,
    'time.offset': 1,
    completed: false,
  });
  const using = executions.filter(({ status }) => status === 'Running' || status === 'Terminating');
  const byDevice = Map.groupBy(using, ({ devices = [] }) => devices[0]?.deviceId ?? '');
  return [...byDevice]
    .filter(([deviceId, all]) => deviceId !== '' && all.length > 1)
    .map(([deviceId, all]) => `${deviceId}: ${all.map(({ executionId }) => executionId).join(', ')}`);
}
