import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PerfectoClient, fileSource } from '@perfecto-actions/client';
import type { Scene } from './scene.ts';

/** An action with inputs, and what there has to be before it runs. */
export interface Subject {
  readonly name: string;
  readonly action: string;
  readonly hasPost: boolean;
  /** Makes what there has to be, and answers the inputs. */
  prepare(scene: Scene): Promise<Record<string, string>>;
  /** Further inputs of the sweep that comes by when the runner was lost. */
  readonly sweep?: Readonly<Record<string, string>>;
  /** The operation after whose killed call only a sweep finds what it made; docs/reliability.md says why. */
  readonly mayLeave?: string;
}

const hourMs = 3_600_000;
const login = 'PUBLIC:Samples/login.xml';
const phone = 'F52F82C4DEMO01';
/** Folders and marks as run-script and reserve-device make them, of the step runner's own job and of an earlier one. */
const thisRun = '7000000001';
const earlierRun = '6000000001';

/** Every action but start-lab, which asks no cloud anything. */
export const subjects: readonly Subject[] = [
  {
    name: 'run-script',
    action: 'run-script',
    hasPost: true,
    prepare: async (scene) => ({
      ...(await scriptFile(scene)),
      'device-ids': `${phone},F52F82C4DEMO02`,
    }),
  },
  {
    name: 'run-script, not waiting',
    action: 'run-script',
    hasPost: true,
    prepare: async (scene) => ({ ...(await scriptFile(scene)), wait: 'false' }),
  },
  {
    name: 'run-script of a shared key',
    action: 'run-script',
    hasPost: true,
    prepare: () => Promise.resolve({ 'script-key': login, wait: 'false' }),
    sweep: { match: '_login_' },
    mayLeave: 'script.execute',
  },
  {
    name: 'reserve-device',
    action: 'reserve-device',
    hasPost: true,
    prepare: () => Promise.resolve({ count: '2', duration: '1h' }),
  },
  {
    name: 'wait-for-execution',
    action: 'wait-for-execution',
    hasPost: true,
    prepare: async (scene) => ({ executions: (await begin(scene, thisRun)).executionId }),
  },
  {
    name: 'fetch-report',
    action: 'fetch-report',
    hasPost: false,
    async prepare(scene) {
      const { executionId } = await begin(scene, thisRun);
      await scene.clock.advance(2 * hourMs);
      return { executions: executionId, formats: 'pdf', attachments: 'video', annotations: 'false' };
    },
  },
  {
    name: 'upload-app',
    action: 'upload-app',
    hasPost: false,
    async prepare({ job }) {
      await writeFile(join(job.workspace, 'app.bin'), Buffer.alloc(300_000, 'app'));
      return { path: 'app.bin', locator: 'PRIVATE:apps/app.bin', 'artifact-type': 'GENERAL' };
    },
  },
  {
    name: 'select-devices',
    action: 'select-devices',
    hasPost: false,
    prepare: () => Promise.resolve({}),
  },
  {
    name: 'call-api, a file',
    action: 'call-api',
    hasPost: false,
    async prepare(scene) {
      const { reportKey } = await begin(scene, thisRun);
      await scene.clock.advance(2 * hourMs);
      const parameters = `reportKey: ${JSON.stringify(reportKey)}`;
      return { operation: 'report.download', parameters, 'save-to': 'report.xml' };
    },
  },
  {
    name: 'sweep',
    action: 'sweep',
    hasPost: false,
    async prepare(scene) {
      await begin(scene, earlierRun);
      const { lab } = scene.job;
      const { name } = lab.users.automation;
      const startMs = scene.clock.now();
      const description = `ci demo/app run ${earlierRun}.1 demo 0 00000000`;
      lab.state.reservations.create({
        ...{ deviceId: phone, reservedTo: name, reservedBy: name },
        ...{ startMs, endMs: startMs + 20 * hourMs, description },
      });
      await scene.clock.advance(10 * 60_000);
      return { 'older-than': '1m' };
    },
  },
];

async function scriptFile({ job }: Scene): Promise<Record<string, string>> {
  await writeFile(join(job.workspace, 'smoke.xml'), '<script name="smoke"/>');
  return { 'script-file': 'smoke.xml' };
}

/** Uploads a script as run-script does in a run, and starts it. */
async function begin({ job }: Scene, runId: string): Promise<{ executionId: string; reportKey: string }> {
  const { lab, folder } = job;
  const client = new PerfectoClient({
    cloud: lab.url,
    securityToken: lab.tokens.automation,
    ca: await readFile(lab.caFile, 'utf8'),
    env: {},
  });
  const path = join(folder, 'begun.xml');
  const scriptKey = `PRIVATE:ci/demo/app/${runId}-1-demo-0-00000000/begun.xml`;
  await writeFile(path, '<script name="begun"/>');
  try {
    await client.artifacts.upload(
      { artifactLocator: scriptKey, artifactType: 'SCRIPT', artifactName: 'begun.xml', override: true },
      await fileSource(path),
    );
    const { executionId, reportKey } = await client.executions.execute({
      scriptKey,
      'output.report': true,
      'output.video': true,
    });
    return { executionId, reportKey };
  } finally {
    await client.close();
  }
}
