import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDurationMs, watchExecutions, type Log } from '@perfecto-actions/action-kit';
import { PerfectoClient, type Clock } from '@perfecto-actions/client';
import { ManualClock, readScenario, startLab, type Lab } from '@perfecto-actions/lab';
import type { Row } from '../measuring/table.ts';
import { demandGreen, openRehearsal } from '../rehearsal.ts';
import { readActionManifest } from '../step-runner/index.ts';
import { workspaceRoot } from '../workspace.ts';

const halfAnHourMs = 30 * 60_000;
const requestsTarget = 70;
const noticeTargetMs = 30_000;
const latencyMs = 100;
const scriptKey = 'PUBLIC:Samples/login.xml';

/** What half an hour of waiting costs in requests, how late an end is seen, and how 200 starts go side by side. */
export async function benchWaiting(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of [1, 100, 500]) rows.push(await waitFor(count));
  rows.push(await startMany(200));
  return rows;
}

/** As wait-for-execution waits by its defaults. The executions end one after the other in the last quarter of an hour. */
async function waitFor(count: number): Promise<Row> {
  const time = new ManualClock();
  const lab = await startLab({ clock: time, scenario: readScenario(scenarioOf(count)) });
  const client = clientOf(lab, steppedClock(time));
  try {
    const handles: { executionId: string; reportKey: string }[] = [];
    for (let index = 0; index < count; index += 1) {
      if (index > 0) await time.advance(halfAnHourMs / 2 / count);
      handles.push(await start(client, index));
    }
    const before = lab.requests.length;
    const lateMs: number[] = [];
    const { ended } = await watchExecutions(
      handles,
      {
        timeoutMs: 2 * halfAnHourMs,
        pollIntervalMs: await defaultMs('wait-for-execution', 'poll-interval'),
        onTimeout: 'abort',
        connection: { secrets: [] },
      },
      {
        client,
        log: quietLog((line) => {
          const id = handles.find(({ executionId }) => line.startsWith(`✅ ${executionId}:`))?.executionId;
          if (id !== undefined)
            lateMs.push(time.now() - (lab.state.executions.all.get(id)?.completedMs ?? 0));
        }),
        signal: new AbortController().signal,
      },
    );
    const requests = lab.requests.length - before;
    const latestMs = Math.max(...lateMs);
    const passed = ended.filter(({ outcome }) => outcome === 'passed').length;
    return {
      what: `waiting 30 minutes for ${count} executions, the last half of it with ends`,
      measured: `${requests} requests, an end seen after ${(latestMs / 1000).toFixed(1)} s at most, ${passed} passed`,
      target: `<= ${requestsTarget} requests, <= ${noticeTargetMs / 1000} s`,
      met:
        requests <= requestsTarget &&
        latestMs <= noticeTargetMs &&
        passed === count &&
        lateMs.length === count,
    };
  } finally {
    await client.close();
    await lab.close();
  }
}

/** The bundle of run-script, each start of which is answered after a tenth of a second of real time. */
async function startMany(count: number): Promise<Row> {
  let underWay = 0;
  let mostUnderWay = 0;
  const job = await openRehearsal(scenarioOf(count), {
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
  try {
    const devices = Array.from({ length: count }, (_, index) => deviceId(index));
    const inputs = { 'script-key': scriptKey, 'device-ids': devices.join(','), wait: 'false' };
    const step = await demandGreen(job.run('run-script', inputs));
    const executions = job.lab.state.executions.all;
    const ids = JSON.parse(step.outputs['execution-ids'] ?? '[]') as string[];
    const started = ids.map((id) => executions.get(id)?.wantedDevice);
    const inOrder = started.length === count && devices.every((device, index) => started[index] === device);
    const inLab = executions.size;
    return {
      what: `run-script: start of ${count} executions in a lab that answers after ${latencyMs} ms, process start included`,
      measured: `${(step.durationMs / 1000).toFixed(1)} s, ${mostUnderWay} side by side, ${inLab} in the lab, ${inOrder ? 'in' : 'NOT in'} the order of the inputs`,
      target: '>= 8 side by side, none doubled, in order',
      met: mostUnderWay >= 8 && inLab === count && inOrder,
    };
  } finally {
    await job.close();
  }
}

/** The default of a duration among the inputs of an action. */
async function defaultMs(action: string, input: string): Promise<number> {
  const { inputs } = await readActionManifest(join(workspaceRoot, 'actions', action));
  const ms = parseDurationMs(String(inputs.find(({ name }) => name === input)?.default));
  if (ms === undefined) throw new Error(`The input ${input} of ${action} has no default that is a duration.`);
  return ms;
}

/** A log of which only the lines are of interest. */
function quietLog(onLine: (line: string) => void): Log {
  const nothing = (): void => undefined;
  return {
    info: onLine,
    notice: nothing,
    warning: nothing,
    debug: nothing,
    annotate: nothing,
    group: (_title, work) => work(),
  };
}

function scenarioOf(devices: number): string {
  const list = Array.from(
    { length: devices },
    (_, index) => `  - { deviceId: ${deviceId(index)}, model: Bench }`,
  );
  return `devices:\n${list.join('\n')}\nscripts: [{ match: '*', duration: 30m }]\n`;
}

function deviceId(index: number): string {
  return `BENCH${String(index).padStart(4, '0')}`;
}

function start(client: PerfectoClient, index: number) {
  return client.executions.execute({ scriptKey, param: { DUT: deviceId(index) } });
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
