// Plays nights in a lab of its own, in this process, and prints the heap after some of them as one line of JSON.
// Run by soak.ts with --expose-gc and the numbers of nights as arguments.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, inParallel, PerfectoClient, type Clock } from '@perfecto-actions/client';
import { ManualClock, readScenario, startLab } from '@perfecto-actions/lab';

/** What the program prints. */
export interface Nights {
  /** Bytes of heap after as many nights as were asked for, in that order. */
  heapBytes: number[];
  executions: number;
  requests: number;
  hoursOfLab: number;
  /** What is left when all is over: running executions, reservations under way. */
  left: number;
}

const marks = process.argv.slice(2).map(Number);
const devices = 8;
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
const heapBytes: number[] = [];
for (let night = 1; night <= Math.max(...marks); night += 1) {
  await playNight(night);
  requests += lab.requests.length;
  // The log of requests has a bound of its own, far above these few.
  (lab.requests as unknown[]).splice(0);
  if (marks.includes(night)) heapBytes.push(heapNow());
}
const reservationsLeft = (await client.reservations.list({ startTime: time.now(), endTime: time.now() + 1 }))
  .reservations;
const running = await client.executions.list({ 'time.offset': 24, completed: false });
const result: Nights = {
  heapBytes,
  executions,
  requests,
  hoursOfLab: Math.round((time.now() - beganMs) / hourMs),
  left: (reservationsLeft?.length ?? 0) + (running.executions?.length ?? 0),
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
  executions += ids.length;
  const ended = await client.executions.waitFor(ids, { timeoutMs: hourMs });
  await time.advance(10_000);
  await inParallel(ended, 4, async ({ status }) => {
    const reportKey = status?.reportKey;
    if (reportKey === undefined) return;
    const path = join(folder, `${reportKey.replaceAll(/\W/g, '-')}.xml`);
    await client.reports.download({ reportKey, format: 'xml' }, { path });
    await rm(path);
  });
  await inParallel(reservationIds, 4, async (reservationId) => {
    await client.reservations.delete({ reservationId });
  });
  await client.repositories.delete({ repository: 'media', repositoryItemKey });
  await client.reporting.list();
  await time.advance(12 * hourMs);
}

function heapNow(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
