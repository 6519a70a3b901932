import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DefaultArtifactClient } from '@actions/artifact';
import { startGitHub, type GitHubStandIn, type WorkflowRun } from '../src/github/index.ts';

let gitHub: GitHubStandIn;
let run: WorkflowRun;
let folder: string;
const before = { ...process.env };
const client = new DefaultArtifactClient();

/** The artifact client takes everything from the environment of its process. */
function enter(inside: WorkflowRun): void {
  Object.assign(process.env, inside.job().env, { GITHUB_SERVER_URL: 'https://github.com' });
}

beforeEach(async () => {
  // The clients speak to the log of a runner, which is not here.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  gitHub = await startGitHub();
  run = gitHub.startRun();
  enter(run);
  folder = await mkdtemp(join(tmpdir(), 'artifact-'));
  await mkdir(join(folder, 'up/inner'), { recursive: true });
  await writeFile(join(folder, 'up/a.txt'), 'first');
  await writeFile(join(folder, 'up/inner/b.txt'), 'second');
});

afterEach(async () => {
  process.env = { ...before };
  jest.restoreAllMocks();
  await gitHub.close();
  await rm(folder, { recursive: true, force: true });
});

const files = () => [join(folder, 'up/a.txt'), join(folder, 'up/inner/b.txt')];
const upload = (name: string) => client.uploadArtifact(name, files(), join(folder, 'up'));

describe('artifacts of the stand-in, through @actions/artifact', () => {
  it('can be uploaded, listed, downloaded and deleted by their own run', async () => {
    const { id, digest } = await upload('report');
    const { artifacts } = await client.listArtifacts();
    expect(artifacts).toMatchObject([{ id, name: 'report', digest: `sha256:${digest ?? ''}` }]);
    await client.downloadArtifact(id ?? 0, { path: join(folder, 'down') });
    expect(await readFile(join(folder, 'down/inner/b.txt'), 'utf8')).toBe('second');
    await client.deleteArtifact('report');
    expect((await client.listArtifacts()).artifacts).toEqual([]);
  });

  it('are put together from several blocks in the order of the list', async () => {
    const big = randomBytes(20 * 2 ** 20);
    await writeFile(join(folder, 'up/a.txt'), big);
    const { id } = await upload('big');
    await client.downloadArtifact(id ?? 0, { path: join(folder, 'down') });
    expect(big.equals(await readFile(join(folder, 'down/a.txt')))).toBe(true);
    expect(gitHub.requests.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(3);
  });

  it('refuse a name that the run has already, with 409 and the words of GitHub', async () => {
    await upload('report');
    await expect(upload('report')).rejects.toThrow(
      'Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    );
  });

  it('are separate for each run', async () => {
    await upload('report');
    enter(gitHub.startRun());
    expect((await client.listArtifacts()).artifacts).toEqual([]);
    await upload('report');
    expect(gitHub.artifacts).toHaveLength(2);
  });

  it('refuse a runtime token that no job has', async () => {
    const [head = '', claims = ''] = (process.env['ACTIONS_RUNTIME_TOKEN'] ?? '').split('.');
    process.env['ACTIONS_RUNTIME_TOKEN'] = `${head}.${claims}.another`;
    await expect(upload('report')).rejects.toThrow('(401) Unauthorized');
  });

  it('open to the signature of their address only, and for what it was made', async () => {
    await upload('report');
    const blob = gitHub.artifacts[0]?.blob ?? '';
    const address = `${gitHub.url}/blobs/actions-results/${blob}`;
    for (const query of ['', '?sig=guessed']) expect((await fetch(address + query)).status).toBe(403);
  });

  it('are not there before they are finalized', async () => {
    gitHub.faults.push({
      path: /FinalizeArtifact$/,
      answer: { status: 403, json: { code: 'permission_denied', msg: 'no' } },
    });
    await expect(upload('report')).rejects.toThrow('(403)');
    expect((await client.listArtifacts()).artifacts).toEqual([]);
  });
});
