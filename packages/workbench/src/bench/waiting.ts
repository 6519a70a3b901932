import { readFileSync } from 'node:fs';
import { PerfectoClient, type Clock } from '@perfecto-actions/client';
import { ManualClock, readScenario, startLab, type Lab } from '@perfecto-actions/lab';
import type { Row } from '../measuring/table.ts';

const halfAnHourMs = 30 * 60_000;
const requestsTarget = 70;
const noticeTargetMs = 30_000;
const latencyMs = 100;

/** What half an hour of waiting costs in requests, how late an end is seen, and how 200 starts go side by side. */
export async function benchWaiting(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of [1, 100, 500]) rows.push(await waitFor(count));
  rows.push(await startMany(200));
  return rows;
}

async function waitFor(count: number): Promise<Row> {
  const time = new ManualClock();
  const lab = await startLab({ clock: time, scenario: readScenario(scenarioOf(count, '30m')) });
  const client = clientOf(lab, steppedClock(time));
  try {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await start(client, index));
    const before = lab.requests.length;
    const beganMs = time.now();
    let noticedMs = 0;
    const ended = await client.executions.waitFor(ids, {
      timeoutMs: 2 * halfAnHourMs,
      onEnd: () => (noticedMs = time.now()),
    });
    const requests = lab.requests.length - before;
    const endedMs = Math.max(
      ...ids.map((id) => lab.state.executions.all.get(id)?.completedMs ?? Number.POSITIVE_INFINITY),
    );
    const lateMs = noticedMs - endedMs;
    const passed = ended.filter(({ outcome }) => outcome === 'passed').length;
    return {
      what: `waiting ${Math.round((endedMs - beganMs) / 60_000)} minutes for ${count} executions`,
      measured: `${requests} requests, the last end seen after ${(lateMs / 1000).toFixed(1)} s, ${passed} passed`,
      target: `<= ${requestsTarget} requests, <= ${noticeTargetMs / 1000} s`,
      met: requests <= requestsTarget && lateMs <= noticeTargetMs && passed === count,
    };
  } finally {
    await client.close();
    await lab.close();
  }
}

/** Each answer of the lab comes after a tenth of a second of real time. */
async function startMany(count: number): Promise<Row> {
  let underWay = 0;
  let mostUnderWay = 0;
  const lab = await startLab({
    scenario: readScenario(scenarioOf(count, '30m')),
    hold: async ({ operation }, moment) => {
      if (operation !== 'script.execute') return;
      if (moment === 'handled') {
        underWay -= 1;
        return;
      }
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
    },
  });
  const client = clientOf(lab);
  try {
    const began = performance.now();
    const starts = await client.executions.startOnce(
      Array.from({ length: count }, (_, index) => ({
        scriptKey: 'PUBLIC:Samples/login.xml',
        param: { DUT: deviceId(index) },
      })),
      { deviceParameter: 'DUT', keyIsOurs: false },
    );
    const tookS = (performance.now() - began) / 1000;
    const ids = starts.map((one) => ('execution' in one ? one.execution.executionId : ''));
    const inOrder = ids.every(
      (id, index) => lab.state.executions.all.get(id)?.wantedDevice === deviceId(index),
    );
    const inLab = lab.state.executions.all.size;
    return {
      what: `start of ${count} executions in a lab that answers after ${latencyMs} ms`,
      measured: `${tookS.toFixed(1)} s, ${mostUnderWay} side by side, ${inLab} in the lab, ${inOrder ? 'in' : 'NOT in'} the order of the inputs`,
      target: '>= 8 side by side, none doubled, in order',
      met: mostUnderWay >= 8 && inLab === count && inOrder,
    };
  } finally {
    await client.close();
    await lab.close();
  }
}

function scenarioOf(devices: number, duration: string): string {
  const list = Array.from(
    { length: devices },
    (_, index) => `  - { deviceId: ${deviceId(index)}, model: Bench }`,
  );
  return `devices:\n${list.join('\n')}\nscripts: [{ match: '*', duration: ${duration} }]\n`;
}

function deviceId(index: number): string {
  return `BENCH${String(index).padStart(4, '0')}`;
}

async function start(client: PerfectoClient, index: number): Promise<string> {
  const request = { scriptKey: 'PUBLIC:Samples/login.xml', param: { DUT: deviceId(index) } };
  return (await client.executions.execute(request)).executionId;
}

function clientOf(lab: Lab, clock?: Clock): PerfectoClient {
  return new PerfectoClient({
    cloud: lab.url,
    securityToken: lab.tokens.automation,
    ca: readFileSync(lab.caFile, 'utf8'),
    env: {},
    ...(clock && { clock }),
  });
}

/** The lab's clock stands still but for the pauses of the client. */
function steppedClock(time: ManualClock): Clock {
  return {
    now: () => time.now(),
    sleep: async (ms) => {
      await time.advance(ms);
    },
  };
}
