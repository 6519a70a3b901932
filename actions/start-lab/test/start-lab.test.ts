import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorsOf, runJob, type JobResult, type JobStep } from '@perfecto-actions/workbench/step-runner';
import { workspaceRoot } from '@perfecto-actions/workbench';

let folder = '';
let workspace = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start lab '));
  workspace = join(folder, 'work');
  await mkdir(workspace);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const connection = {
  cloud: '${{ steps.lab.outputs.cloud }}',
  'security-token': '${{ steps.lab.outputs.security-token }}',
  'ca-file': '${{ steps.lab.outputs.ca-file }}',
};

function action(name: string): string {
  return join(workspaceRoot, 'actions', name);
}

function job(
  inputs: Record<string, string>,
  after: JobStep[] = [],
  signal?: AbortSignal,
): Promise<JobResult> {
  return runJob({
    workspace,
    tempDir: join(folder, 'temp'),
    steps: [{ id: 'lab', uses: action('start-lab'), with: inputs }, ...after],
    ...(signal && { signal }),
  });
}

const runLogin: JobStep = {
  id: 'run',
  uses: action('run-script'),
  with: { ...connection, 'script-key': 'PUBLIC:Samples/login.xml', 'poll-interval': '50ms' },
};

/** Whether something listens at an address. */
function answers(cloud: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(cloud).port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

function outputsOf(result: JobResult, index = 0): Readonly<Record<string, string>> {
  return result.steps[index]?.outputs ?? {};
}

describe('start-lab', () => {
  it('gives the job a cloud that other actions work against, and is gone when the job ends', async () => {
    const result = await job({ speed: '100' }, [runLogin]);
    expect(result.steps.flatMap(errorsOf)).toEqual([]);
    expect(outputsOf(result, 1)['conclusion']).toBe('passed');
    expect(await answers(outputsOf(result)['cloud'] ?? '')).toBe(false);
    expect(result.summary).toContain('not against devices');
  });

  it('keeps the log of requests, in which no secret stands', async () => {
    const result = await job({ speed: '100', 'request-log': 'lab/requests.jsonl' }, [runLogin]);
    const text = await readFile(join(workspace, 'lab/requests.jsonl'), 'utf8');
    const operations = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { operation: string }).operation);
    expect(operations).toContain('script.execute');
    expect(text).not.toContain('not-a-secret');
    expect(result.log).toContain(`The lab answered ${operations.length} requests and is stopped`);
  });

  it.each([
    ['a shipped one by name', 'failing'],
    ['a file', 'lab.yaml'],
    ['YAML text', "scripts: [{ match: '*', outcome: failed }]"],
  ])('takes a scenario as %s', async (_, scenario) => {
    await writeFile(join(workspace, 'lab.yaml'), "scripts: [{ match: '*login*', outcome: failed }]\n");
    await writeFile(join(workspace, 'checkout.xml'), '<script name="checkout"/>');
    const run = { ...runLogin, with: { ...runLogin.with, 'script-key': '', 'script-file': 'checkout.xml' } };
    const result = await job({ scenario, speed: '100' }, [scenario === 'lab.yaml' ? runLogin : run]);
    expect(outputsOf(result, 1)['conclusion']).toBe('failed');
  });

  it('stops the lab also when the job fails or is cancelled', async () => {
    const failing = await job({}, [
      { ...runLogin, with: { ...connection, 'script-key': 'PUBLIC:None.xml' } },
    ]);
    expect(failing.conclusion).toBe('failure');
    expect(await answers(outputsOf(failing)['cloud'] ?? '')).toBe(false);

    const cancel = new AbortController();
    const running = job({ scenario: "scripts: [{ match: '*', duration: 24h }]" }, [runLogin], cancel.signal);
    const lab = join(folder, 'temp');
    while (!(await readRequests(lab)).includes('script.status')) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    cancel.abort();
    const cancelled = await running;
    expect(cancelled.conclusion).toBe('cancelled');
    expect(await answers(outputsOf(cancelled)['cloud'] ?? '')).toBe(false);
  });

  it('keeps the state of the lab where data-dir says', async () => {
    await job({ speed: '100', 'data-dir': 'state' }, [runLogin]);
    const again = await job({ speed: '100', 'data-dir': 'state' }, [
      {
        id: 'wait',
        uses: action('wait-for-execution'),
        with: { ...connection, executions: await firstExecution(), 'poll-interval': '50ms' },
      },
    ]);
    expect(outputsOf(again, 1)['conclusion']).toBe('passed');
  });

  it.each([
    [
      'a scenario that is not shipped',
      { scenario: 'sunny' },
      'no scenario is shipped under the name "sunny"',
    ],
    ['a scenario with a mistake', { scenario: 'scripts: [{ outcome: green }]' }, 'scripts[0]'],
    ['a file that is not there', { scenario: 'none/lab.yaml' }, 'there is no file none/lab.yaml'],
    ['a port that is none', { port: '99999' }, 'port: is "99999"'],
    ['a speed that is none', { speed: 'fast' }, 'speed: is "fast"'],
  ])('is red for %s, and leaves no process', async (_, inputs, message) => {
    const result = await job(inputs);
    expect(result.conclusion).toBe('failure');
    expect(result.steps.flatMap(errorsOf).join('\n')).toContain(message);
    expect(result.steps[0]?.post?.log ?? '').not.toContain('is stopped');
  });

  it('is red for a port that is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const result = await job({ port: String(port) });
    holder.close();
    expect(result.steps.flatMap(errorsOf).join('\n')).toContain(String(port));
  });
});

async function readRequests(tempDir: string): Promise<string> {
  const names = await readdir(tempDir).catch(() => [] as string[]);
  const logs = names.filter((name) => name.endsWith('.jsonl'));
  return (await Promise.all(logs.map((name) => readFile(join(tempDir, name), 'utf8')))).join('');
}

/** The id of the execution that the first job ran, from the log of its lab. */
async function firstExecution(): Promise<string> {
  const log = await readRequests(join(folder, 'temp'));
  return /\/services\/executions\/([^"/]+)/.exec(log)?.[1] ?? '';
}
