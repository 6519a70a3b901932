import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastClock, startLab, type Lab } from '@perfecto-actions/lab';
import { openProxy, type ConnectProxy } from '@perfecto-actions/lab/proxy';
import { textsBelow } from '../src/rehearsal.ts';
import { errorsOf, runJob, type JobResult, type JobStep } from '../src/step-runner/index.ts';
import { workspaceRoot } from '../src/workspace.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** An address at which nobody listens: without the proxy there is no way to the lab. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `https://localhost:${typeof address === 'object' && address ? address.port : 1}`;
}

interface Company {
  lab: Lab;
  proxy: ConnectProxy;
  /** Where the actions think the cloud is. */
  cloud: string;
  folder: string;
  job(env: Record<string, string>, change?: JobChange): Promise<JobResult>;
}

interface JobChange {
  cloud?: string;
  workspace?: string;
  /** Without it the lab's authority is given as ca-file. */
  withoutCaFile?: boolean;
}

const action = (name: string): string => join(workspaceRoot, 'actions', name);

function pipeline(connection: Record<string, string>): JobStep[] {
  return [
    {
      id: 'devices',
      uses: action('reserve-device'),
      with: { ...connection, os: 'Android', 'poll-interval': '20ms' },
    },
    {
      id: 'start',
      uses: action('run-script'),
      with: {
        ...connection,
        'script-file': 'tests/my script.xml',
        'device-ids': '${{ steps.devices.outputs.device-ids }}',
        'poll-interval': '20ms',
      },
    },
    {
      id: 'report',
      uses: action('fetch-report'),
      with: { ...connection, executions: '${{ steps.start.outputs.executions }}', 'poll-interval': '20ms' },
    },
  ];
}

async function openCompany(credentials?: string): Promise<Company> {
  const lab = await startLab({ clock: fastClock(100) });
  const folder = await mkdtemp(join(tmpdir(), 'company walls '));
  const proxy = await openProxy({
    port: Number(new URL(lab.url).port),
    hostname: '127.0.0.1',
    ...(credentials !== undefined && { credentials }),
  });
  closers.push(
    () => rm(folder, { recursive: true, force: true }),
    () => lab.close(),
    () => proxy.close(),
  );
  const workspace = join(folder, 'work');
  await mkdir(join(workspace, 'tests'), { recursive: true });
  await writeFile(join(workspace, 'tests/my script.xml'), '<script name="mine"><step name="One"/></script>');
  const cloud = await deadAddress();
  return {
    lab,
    proxy,
    cloud,
    folder,
    job: (env, change = {}) =>
      runJob({
        workspace: change.workspace ?? workspace,
        tempDir: join(folder, 'temp'),
        env,
        secrets: { TOKEN: lab.tokens.automation },
        steps: pipeline({
          cloud: change.cloud ?? cloud,
          'security-token': '${{ secrets.TOKEN }}',
          ...(change.withoutCaFile !== true && { 'ca-file': lab.caFile }),
        }),
      }),
  };
}

function errorsIn({ steps }: JobResult): string {
  return steps.flatMap(errorsOf).join('\n');
}

describe('R17: behind the walls of a company, with the direct way blocked', () => {
  it('R15: a pipeline goes through the proxy to the cloud and to nothing else; its credentials show up nowhere', async () => {
    const company = await openCompany('dana:wall-password-not-a-secret');
    const { host } = company.proxy;
    const result = await company.job({ HTTPS_PROXY: `http://dana:wall-password-not-a-secret@${host}` });
    expect(errorsIn(result)).toBe('');
    expect(result.conclusion).toBe('success');
    const targets = new Set(company.proxy.asked.map(({ target }) => target));
    expect([...targets]).toEqual([new URL(company.cloud).host]);
    expect(company.lab.requests.length).toBeGreaterThan(5);
    const seen = result.log + JSON.stringify(result.steps) + (await textsBelow(company.folder));
    for (const form of [
      'wall-password-not-a-secret',
      Buffer.from('dana:wall-password-not-a-secret').toString('base64'),
    ]) {
      expect(seen).not.toContain(form);
    }
  });

  it('without the proxy there is no way: the job is red and says where it tried to go', async () => {
    const company = await openCompany();
    const result = await company.job({});
    expect(result.conclusion).toBe('failure');
    expect(errorsIn(result)).toContain('No connection to localhost');
    expect(company.lab.requests).toEqual([]);
  });

  it('NO_PROXY keeps the cloud from the proxy', async () => {
    const company = await openCompany();
    const env = { HTTPS_PROXY: `http://${company.proxy.host}`, NO_PROXY: 'example.com,localhost' };
    expect((await company.job(env)).conclusion).toBe('failure');
    expect((await company.job(env, { cloud: company.lab.url })).conclusion).toBe('success');
    expect(company.proxy.asked).toEqual([]);
  });

  it('a proxy that refuses the credentials is named, and nothing is sent', async () => {
    const company = await openCompany('dana:right-not-a-secret');
    const result = await company.job({ HTTPS_PROXY: `http://dana:wrong-not-a-secret@${company.proxy.host}` });
    expect(errorsIn(result)).toMatch(/proxy/i);
    expect(result.log).not.toContain('wrong-not-a-secret');
    expect(company.lab.requests).toEqual([]);
  });

  it('a private authority is trusted by NODE_EXTRA_CA_CERTS as by ca-file, and by nothing else', async () => {
    const company = await openCompany();
    const env = { HTTPS_PROXY: `http://${company.proxy.host}` };
    const trusted = { ...env, NODE_EXTRA_CA_CERTS: company.lab.caFile };
    expect((await company.job(trusted, { withoutCaFile: true })).conclusion).toBe('success');
    const before = company.lab.requests.length;
    const result = await company.job({ ...env, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, { withoutCaFile: true });
    expect(errorsIn(result)).toMatch(/certificate of localhost.* is not trusted/);
    expect(company.lab.requests.length).toBe(before);
  });

  it('R34: a workspace behind a symlink, with a blank in its name, is no obstacle', async () => {
    const company = await openCompany();
    const link = join(company.folder, 'a link');
    await symlink(join(company.folder, 'work'), link);
    const result = await company.job({ HTTPS_PROXY: `http://${company.proxy.host}` }, { workspace: link });
    expect(result.conclusion).toBe('success');
    const results = result.steps.at(-1)?.outputs['results-file'] ?? '';
    expect(await readFile(results, 'utf8')).toContain('"outcome": "passed"');
  });
});
