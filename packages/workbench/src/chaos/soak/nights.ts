// Plays nights in a lab of its own, in this process, and prints what it keeps after some of them as one line of JSON.
// Run by soak.ts with --expose-gc, and with the number of devices and those of nights as arguments.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileSource, inParallel, PerfectoClient, type Clock } from '@perfecto-actions/client';
import { ManualClock, readScenario, startLab } from '@perfecto-actions/lab';

/** What the program prints. */
export interface Nights {
  /** What was kept after as many nights as were asked for, in that order. */
  kept: Kept[];
  /** Those that passed and whose report came. */
  executions: number;
  requests: number;
  hoursOfLab: number;
  /** What nights left behind them: running executions, reservations under way, private items. */
  left: string[];
}

/** What a process and its lab keep after a night. */
export interface Kept {
  heapBytes: number;
  /** Outside of the heap: Buffers above all. */
  externalBytes: number;
  /** Files that the lab has stored. */
  files: number;
}

/** Devices that each night reserves and runs a script on. */
const devices = Number(process.argv[2]);
const marks = process.argv.slice(3).map(Number);
const hourMs = 3_600_000;
/** Small, so that memory has to be flat after few nights; the lab's own are larger by far. */
const settings = 'settings: { executionsKept: 40, reservationsKept: 40 }';

const folder = await mkdtemp(join(tmpdir(), 'chaos-soak-'));
const time = new ManualClock();
const beganMs = time.now();
const lab = await startLab({ clock: time, scenario: readScenario(settings), dataDir: join(folder, 'data') });
const clock: Clock = { now: () => time.now(), sleep: (durationMs) => time.advance(durationMs) };
const client = new PerfectoClient({
  cloud: lab.url,
  securityToken: lab.tokens.automation,
  ca: await readFile(lab.caFile, 'utf8'),
  clock,
  env: {},
});
await writeFile(join(folder, 'app.bin'), Buffer.alloc(100_000, 'x'));
const app = await fileSource(join(folder, 'app.bin'));

let executions = 0;
let requests = 0;
const kept: Kept[] = [];
const left: string[] = [];
for (let night = 1; night <= Math.max(...marks); night += 1) {
  await playNight(night);
  // At once, before anything ends by itself.
  left.push(...(await leftNow()).map((what) => `${what} after night ${night}`));
  await time.advance(12 * hourMs);
  requests += lab.requests.length;
  // The log of requests has a bound of its own, far above these few.
  (lab.requests as unknown[]).splice(0);
  if (marks.includes(night)) kept.push(await keptNow());
}
const result: Nights = {
  kept,
  executions,
  requests,
  hoursOfLab: Math.round((time.now() - beganMs) / hourMs),
  left,
};
await client.close();
await lab.close();
await rm(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify(result));

/** A night as a pipeline has it: an app of its own, devices of its own, scripts, reports, and nothing left behind. */
async function playNight(night: number): Promise<void> {
  const repositoryItemKey = `PRIVATE:ci/app-${night}.bin`;
  await client.repositories.upload({ repository: 'media', repositoryItemKey }, app);
  const { handsets } = await client.devices.list({ status: 'connected', inUse: false });
  const deviceIds = (handsets?.handset ?? []).slice(0, devices).map(({ deviceId }) => deviceId);
  const { reservationIds } = await client.reservations.create({
    resourceIds: deviceIds,
    startTime: -1,
    endTime: time.now() + 2 * hourMs,
  });
  const starts = await client.executions.startOnce(
    deviceIds.map((DUT) => ({ scriptKey: 'PUBLIC:Samples/login.xml', param: { DUT, night } })),
    { keyIsOurs: false },
  );
  const ids = starts.flatMap((start) => ('execution' in start ? [start.execution.executionId] : []));
  const ended = await client.executions.waitFor(ids, { timeoutMs: hourMs });
  await time.advance(10_000);
  await inParallel(ended, 4, async ({ outcome, status }) => {
    const reportKey = status?.reportKey;
    if (outcome !== 'passed' || reportKey === undefined) return;
    const path = join(folder, `${reportKey.replaceAll(/\W/g, '-')}.xml`);
    await client.reports.download({ reportKey, format: 'xml' }, { path });
    await rm(path);
    executions += 1;
  });
  await inParallel(reservationIds, 4, async (reservationId) => {
    await client.reservations.delete({ reservationId });
  });
  await client.repositories.delete({ repository: 'media', repositoryItemKey });
  await client.reporting.list();
}

async function leftNow(): Promise<string[]> {
  const window = { startTime: time.now(), endTime: time.now() + 1 };
  const { reservations = [] } = await client.reservations.list(window);
  const running = await client.executions.list({ 'time.offset': 24, completed: false });
  const { items = [] } = await client.repositories.list({ repository: 'media' });
  return [
    ...reservations.map(({ id }) => `reservation ${id}`),
    ...(running.executions ?? []).map(({ executionId }) => `execution ${executionId}`),
    ...items.filter((key) => key.startsWith('PRIVATE:')),
  ];
}

async function keptNow(): Promise<Kept> {
  // Compiled code that is not used ages by a collection at a time, and goes after some.
  for (let round = 0; round < 10; round += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { heapUsed: heapBytes, external: externalBytes } = process.memoryUsage();
  const files = await readdir(join(folder, 'data', 'files'));
  return { heapBytes, externalBytes, files: files.length };
}
