import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PerfectoClient, fileSource, type ClientOptions } from '@perfecto-actions/client';
import { ManualClock, startLab, type Lab, type RequestRecord } from '@perfecto-actions/lab';
import { LabTime } from './lab-time.ts';
import type { Plan, Stranger } from './plan.ts';

/** A stalled call ends after this, in real time. */
const callMs = 150;

/** What a stranger starts who does not start the same. */
const anotherKey = 'PUBLIC:Samples/checkout.xml';

/** A lab for many seeds, one after the other, with our client and those of strangers. */
export interface Cloud {
  readonly lab: Lab;
  readonly clock: ManualClock;
  readonly client: PerfectoClient;
  /** Is told each moment of a request of our client. */
  onMoment: () => void | Promise<void>;
  /** Makes the lab as it is at the start of a seed. */
  reset(plan: Plan): Promise<void>;
  /** Stores a script under a key. */
  store(scriptKey: string): Promise<void>;
  /** Somebody else starts something. */
  startAs(stranger: Stranger, ourKey: string): Promise<void>;
  /** Resolves when nothing that the lab received is still in its hands, also of what our client gave up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openCloud(): Promise<Cloud> {
  const clock = new ManualClock();
  let onMoment: Cloud['onMoment'] = () => undefined;
  const open = new Set<RequestRecord>();
  const over = new WeakSet<RequestRecord>();
  let held = 0;
  const lab = await startLab({
    clock,
    scenario: { devices: [], users: [], scripts: [], faults: [], settings: {} },
    // Strangers send their calls as GET, which tells them from ours.
    hold: async (record, moment) => {
      if (record.method !== 'POST') return;
      if (moment === 'received' && !over.has(record)) open.add(record);
      held += 1;
      await onMoment();
      held -= 1;
      if (moment === 'handled') open.delete(record);
    },
    onRequest: (record) => {
      over.add(record);
      // One that was reset or stalled is never handled.
      if (record.status === 0) open.delete(record);
    },
  });
  const shared: ClientOptions = {
    cloud: lab.url,
    ca: await readFile(lab.caFile, 'utf8'),
    clock: new LabTime(clock),
    env: {},
    random: () => 0,
  };
  const client = new PerfectoClient({
    ...shared,
    securityToken: lab.tokens.automation,
    limits: { callMs },
  });
  const strangers = {
    automation: new PerfectoClient({
      ...shared,
      securityToken: lab.tokens.automation,
      credentialsIn: 'query',
    }),
    other: new PerfectoClient({ ...shared, securityToken: lab.tokens.other, credentialsIn: 'query' }),
  };
  const folder = await mkdtemp(join(tmpdir(), 'exactly-once-'));
  const script = join(folder, 'smoke.xml');
  await writeFile(script, '<script name="smoke"/>');
  return {
    lab,
    clock,
    client,
    get onMoment() {
      return onMoment;
    },
    set onMoment(listener) {
      onMoment = listener;
    },
    async reset({ faults, listLagMs }) {
      onMoment = () => undefined;
      lab.faults.clear();
      // Whatever still runs comes to its end before it is forgotten.
      await clock.advance(3_600_000);
      for (const { executionId } of [...lab.state.executions.all.values()])
        lab.state.executions.remove(executionId);
      lab.state.settings.listLagMs = listLagMs;
      for (const fault of faults) lab.faults.add(fault);
    },
    async store(scriptKey) {
      await client.artifacts.upload(
        { artifactLocator: scriptKey, artifactType: 'SCRIPT', artifactName: 'smoke.xml', override: true },
        await fileSource(script),
      );
    },
    async startAs({ user, sameKey, device }, ourKey) {
      const scriptKey = sameKey ? ourKey : anotherKey;
      const param = { by: 'stranger', ...(device !== undefined && { DUT: device }) };
      await strangers[user].executions.execute({ scriptKey, param });
    },
    async settled() {
      do await setImmediate();
      while (open.size > 0 || held > 0);
      await setImmediate();
    },
    async close() {
      await Promise.all([client.close(), strangers.automation.close(), strangers.other.close()]);
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
