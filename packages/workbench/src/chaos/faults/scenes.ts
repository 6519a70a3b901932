import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PerfectoClient } from '@perfecto-actions/client';
import type { Lab } from '@perfecto-actions/lab';
import type { OtherSceneName, SceneName } from './scene-names.ts';

/** Where a step is about to run. */
export interface Site {
  lab: Lab;
  workspace: string;
  /** False where nobody can reach the lab, so that nothing can be begun in it beforehand. */
  isReachable: boolean;
  /** Limits of time are to be so small that a step that keeps them is over soon. */
  isSlow: boolean;
  /** What is waited for is not to end before the fault is met. */
  isEndless: boolean;
}

/** An action at work, and the request of it that the faults are played on. */
export interface Scene {
  action: string;
  /** Catalogue id of the request that the faults are played on. */
  request: string;
  /** How things go in the lab, as a scenario file. */
  scenario?: string;
  /** Brings the lab to where the action begins; answers the inputs. */
  prepare(site: Site): Promise<Record<string, string>>;
  /** Limit of time of the request when the fault is one of time, if it is not that of a call; in ms. */
  limitMs?: number;
  /** How long the step goes on asking while every answer is a refusal, where it asks by the clock; in ms. */
  patienceMs?: number;
  /** What the step may leave in the workspace: names of files and folders, besides those of `prepare`. */
  leaves?: readonly string[];
}

/** The limit of time of a call that a step is given when the fault is one of time, in ms. */
export const slowLimitMs = 2000;
/** That of an upload; longer, so that silence within an answer is noticed as such. */
const slowUploadMs = 3000;

/** How long wait-for-execution asks on through refusals here, in ms. */
const errorBudgetMs = 3000;

const device = 'F52F82C4DEMO01';
const script = '<script name="mine"><step name="One"/></script>';
const hourMs = 3_600_000;

/** Every action that talks to the cloud, with the request that it lives by. */
export const scenes: Readonly<Record<SceneName, Scene>> = {
  'upload-app': {
    action: 'upload-app',
    request: 'repository.v1.upload',
    async prepare({ workspace, isSlow }) {
      // Large enough to break in the middle, small enough to be sent often.
      await writeFile(join(workspace, 'app.bin'), Buffer.alloc(300_000, 7));
      return {
        path: 'app.bin',
        locator: 'PRIVATE:ci/app.bin',
        'artifact-type': 'GENERAL',
        'skip-unchanged': 'false',
        timeout: isSlow ? `${slowUploadMs}ms` : '20s',
      };
    },
    limitMs: slowUploadMs,
  },
  'select-devices': {
    action: 'select-devices',
    request: 'device.v1.list',
    prepare: () => Promise.resolve({ os: 'Android', count: '2' }),
  },
  'reserve-device': {
    action: 'reserve-device',
    request: 'reservation.v1.create',
    prepare: () => Promise.resolve({ 'device-ids': device }),
  },
  'run-script': {
    action: 'run-script',
    request: 'script.execute',
    async prepare({ workspace }) {
      await writeFile(join(workspace, 'mine.xml'), script);
      return { 'script-file': 'mine.xml', 'device-ids': device, wait: 'false' };
    },
  },
  'wait-for-execution': {
    action: 'wait-for-execution',
    request: 'script.status',
    // Still at work when the first look comes, on a clock that runs a hundred times as fast.
    scenario: "scripts: [{ match: '*checkout*', duration: 8h }, { match: '*', duration: 2m }]",
    prepare: async (site) => ({
      executions: JSON.stringify([await started(site, site.isEndless ? 'checkout' : 'login')]),
      'poll-interval': '20ms',
      'error-budget': `${errorBudgetMs}ms`,
      timeout: '20s',
    }),
    patienceMs: errorBudgetMs,
  },
  'fetch-report': {
    action: 'fetch-report',
    request: 'report.download',
    async prepare(site) {
      const execution = await started(site);
      await ended(site, execution.executionId);
      return {
        executions: JSON.stringify([execution]),
        'report-timeout': '300ms',
        'poll-interval': '100ms',
        'html-page': 'false',
      };
    },
    leaves: ['perfecto-report'],
  },
  'call-api': {
    action: 'call-api',
    // XML on the wire, where the others speak JSON.
    request: 'device.list',
    prepare: () => Promise.resolve({ operation: 'device.list', parameters: 'os: Android' }),
  },
  sweep: {
    action: 'sweep',
    request: 'reservation.v1.delete',
    prepare({ lab }) {
      const { name } = lab.users.automation;
      const now = lab.clock.now();
      lab.state.reservations.create({
        deviceId: device,
        reservedTo: name,
        reservedBy: name,
        startMs: now - 7 * hourMs,
        endMs: now + 10 * hourMs,
        description: 'ci demo/app run 900.1 device-tests 0 1a2b3c4d',
      });
      return Promise.resolve({});
    },
  },
};

/** The same actions, with another request of theirs to play on. */
export const otherScenes: Readonly<Record<OtherSceneName, Scene>> = {
  'upload-app: look before': {
    ...scenes['upload-app'],
    request: 'repository.v1.info',
    limitMs: slowLimitMs,
    prepare: async (site) => ({ ...(await scenes['upload-app'].prepare(site)), 'skip-unchanged': 'true' }),
  },
  'reserve-device: list': { ...scenes['reserve-device'], request: 'device.v1.list' },
  'reserve-device: release': { ...scenes['reserve-device'], request: 'reservation.v1.delete' },
  'run-script: upload': { ...scenes['run-script'], request: 'repository.v1.upload' },
  'run-script: look before': { ...scenes['run-script'], request: 'script.list' },
  'run-script: wait': {
    ...scenes['run-script'],
    request: 'script.status',
    scenario: "scripts: [{ match: '*', duration: 8h }]",
    prepare: async (site) => ({
      ...(await scenes['run-script'].prepare(site)),
      wait: 'true',
      // Long enough for a request to run into its own limit.
      timeout: site.isSlow ? `${3 * slowLimitMs}ms` : '2s',
      'poll-interval': '20ms',
    }),
  },
  'fetch-report: status': { ...scenes['fetch-report'], request: 'script.status' },
  'fetch-report: image': {
    ...scenes['fetch-report'],
    request: 'report.image',
    prepare: async (site) => ({ ...(await scenes['fetch-report'].prepare(site)), attachments: 'images' }),
  },
  'sweep: list': { ...scenes.sweep, request: 'reservation.list' },
  'upload-app: legacy': {
    ...scenes['upload-app'],
    // The one request whose credentials are in its address.
    request: 'repository.upload',
    prepare: async (site) => ({ ...(await scenes['upload-app'].prepare(site)), api: 'legacy' }),
  },
};

interface Started {
  executionId: string;
  reportKey: string;
}

/** A script that was started before the step, or the ids of one where no lab can be reached. */
async function started({ lab, isReachable }: Site, name: 'login' | 'checkout' = 'login'): Promise<Started> {
  if (!isReachable) return { executionId: 'nobody@example.com_1', reportKey: 'PRIVATE:nobody.xml' };
  return withClient(lab, async (client) => {
    const request = { scriptKey: `PUBLIC:Samples/${name}.xml`, param: { DUT: device } };
    const { executionId, reportKey } = await client.executions.execute(request);
    return { executionId, reportKey };
  });
}

/** Waits until an execution is over and its report is there. */
async function ended({ lab, isReachable }: Site, executionId: string): Promise<void> {
  if (!isReachable) return;
  const [end] = await withClient(lab, (client) =>
    client.executions.waitFor([executionId], { timeoutMs: 20_000, pollIntervalMs: 20 }),
  );
  if (end?.outcome !== 'passed') throw new Error(`The script before the step ended ${end?.why ?? 'unseen'}`);
}

async function withClient<Result>(
  lab: Lab,
  work: (client: PerfectoClient) => Promise<Result>,
): Promise<Result> {
  const client = new PerfectoClient({
    cloud: lab.url,
    securityToken: lab.tokens.automation,
    ca: await readFile(lab.caFile, 'utf8'),
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
