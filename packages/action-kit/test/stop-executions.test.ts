import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PerfectoClient } from '@perfecto-actions/client';
import { ManualClock, startLab, type Lab } from '@perfecto-actions/lab';
import { readFileSync } from 'node:fs';
import { stopExecutions, watchExecutions, type Log } from '../src/index.ts';

let lab: Lab;
let client: PerfectoClient;
let clock: ManualClock;
let lines: string[];

const note = (line: string): void => {
  lines.push(line);
};
const log: Log = {
  debug: note,
  info: note,
  notice: note,
  warning: note,
  annotate: ({ message }) => {
    note(message);
  },
  group: (_title, work) => work(),
};
const context = () => ({ client, log, signal: new AbortController().signal });

beforeEach(async () => {
  lines = [];
  clock = new ManualClock();
  lab = await startLab({ clock });
  client = new PerfectoClient({
    cloud: lab.url,
    ca: readFileSync(lab.caFile, 'utf8'),
    securityToken: lab.tokens.automation,
    env: {},
  });
});

afterEach(async () => {
  await client.close();
  await lab.close();
});

async function start(): Promise<string> {
  return (await client.executions.execute({ scriptKey: 'PUBLIC:Samples/login.xml' })).executionId;
}

const refused = {
  kind: 'status',
  status: 500,
  body: '{"errorMessage":"Failed to stop execution - internal error"}',
  match: { operation: 'script.abort' },
} as const;

describe('executions that are stopped', () => {
  it('end, and none is left', async () => {
    const ids = [await start(), await start()];
    expect(await stopExecutions(ids, context())).toEqual([]);
    expect(lines.sort()).toEqual(ids.map((id) => `Stopped ${id}`).sort());
  });

  it('are as good as stopped when the service does not know them any more', async () => {
    expect(await stopExecutions(['bot_login_1'], context())).toEqual([]);
    expect(lines).toEqual(['bot_login_1 is not known to the service any more.']);
  });

  it('are as good as stopped when they are over, however the service refuses to stop them', async () => {
    const id = await start();
    await clock.advance(3_600_000);
    lab.faults.add(refused);
    expect(await stopExecutions([id], context())).toEqual([]);
    expect(lines).toEqual([`${id} had ended already.`]);
  });

  it('are named when the service refuses and they run on, and the others get their try', async () => {
    const ids = [await start(), await start()];
    lab.faults.add({ ...refused, times: 1 });
    const left = await stopExecutions(ids, context());
    expect(left).toHaveLength(1);
    expect(ids).toContain(left[0]);
    expect(lines).toContain(
      `${left[0] ?? ''} may still be running, stopping it failed: Failed to stop execution - internal error`,
    );
    expect(lines).toContain(`Stopped ${ids.find((id) => id !== left[0]) ?? ''}`);
  });
});

describe('executions that are watched', () => {
  it('are shown on the id of their device where no model is told', async () => {
    const id = await start();
    const body = { executionId: id, status: 'Running', completed: 'false', devices: [{ deviceId: 'D1' }] };
    lab.faults.add({
      kind: 'malformed-body',
      body: JSON.stringify(body),
      match: { operation: 'script.status' },
    });
    const options = {
      timeoutMs: 0,
      pollIntervalMs: 10,
      onTimeout: 'leave',
      connection: { secrets: [] },
    } as const;
    const { ended, notStopped } = await watchExecutions([{ executionId: id }], options, context());
    expect(ended).toMatchObject([{ outcome: 'inconclusive', ending: 'timed-out' }]);
    expect(notStopped).toEqual([]);
    expect(lines[0]).toContain(`${id}: Running on D1`);
  });
});
