import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerfectoClient } from '@perfecto-actions/client';
import { bundleEntry } from '../bundles/bundle.ts';
import { startLabProcess, type LabProcess } from '../measuring/lab-process.ts';
import { measureOnQuietDisk, middleMs, type Measured } from '../measuring/measured-process.ts';
import type { Row } from '../measuring/table.ts';
import { resolveInputs } from '../step-runner/action-inputs.ts';
import { readActionManifest } from '../step-runner/action-manifest.ts';
import { workspaceRoot } from '../workspace.ts';
import { writeApp } from './app-file.ts';

const mib = 2 ** 20;
/** The service takes apps of less than 1 GiB, and upload-app tells so before it sends. */
const appMiB = 1023;
const rounds = 5;
const peakTargetBytes = 140e6;

/** The two ways an app goes up, by the action and by curl. */
const ways = [
  { api: 'legacy', curl: 'curl -T' },
  { api: 'v1', curl: 'curl -F' },
] as const;
type Way = (typeof ways)[number];

/** The committed upload-app against curl, to one lab over TLS; and whether its memory grows with the file. */
export async function benchUploads(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const scenario = join(folder, 'scenario.yaml');
  await writeFile(scenario, `settings:\n  maxApplicationBytes: ${9 * 1024 * mib}\n`);
  const lab = await startLabProcess(scenario);
  try {
    const file = join(folder, 'app.apk');
    const peaks = new Map<number, number>();
    const rows: Row[] = [];
    await writeApp(file, appMiB);
    for (const way of ways) rows.push(await against(way, lab, file, peaks));
    await writeApp(file, 256);
    peaks.set(256, (await byAction('v1', lab, file)).peakBytes);
    await writeApp(file, 8192);
    peaks.set(8192, (await byClient(folder, lab, file)).peakBytes);
    return [...rows, memoryRow(peaks)];
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** With the defaults of the action, for an app that is not there yet. */
async function against(way: Way, lab: LabProcess, file: string, peaks: Map<number, number>): Promise<Row> {
  const own: Measured[] = [];
  const theirs: Measured[] = [];
  // Taken in turns, so that a busy moment of the machine hits both alike.
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await byCurl(way.api, lab, file));
    own.push(await byAction(way.api, lab, file));
  }
  peaks.set(appMiB, Math.max(peaks.get(appMiB) ?? 0, ...own.map(({ peakBytes }) => peakBytes)));
  const [ownMs, theirMs] = [middleMs(own), middleMs(theirs)];
  const ratio = ownMs / theirMs;
  return {
    what: `upload-app of ${appMiB} MiB over TLS (api: ${way.api}), process start included`,
    measured: `${seconds(ownMs)}, ${way.curl} ${seconds(theirMs)}: ${ratio.toFixed(2)} x`,
    target: `<= 1.00 x ${way.curl}`,
    met: ratio <= 1,
  };
}

function memoryRow(peaks: ReadonlyMap<number, number>): Row {
  const all = [...peaks].sort(([a], [b]) => a - b).map(([size, peak]) => `${size} MiB: ${megabytes(peak)}`);
  return {
    what: 'peak memory of upload-app; at 8 GiB, which it refuses, of the client alone',
    measured: all.join(', '),
    target: `<= ${megabytes(peakTargetBytes)}`,
    met: Math.max(...peaks.values()) <= peakTargetBytes,
  };
}

async function byAction(api: Way['api'], lab: LabProcess, file: string): Promise<Measured> {
  const manifest = await readActionManifest(join(workspaceRoot, 'actions/upload-app'));
  const locator = 'PRIVATE:bench/app.apk';
  const given = { cloud: lab.url, 'security-token': lab.token, path: file, locator, api };
  // Defaults that are expressions are of no use outside of a job.
  const { env } = resolveInputs(manifest, given, (text) => (text.includes('${{') ? '' : text));
  const command = [process.execPath, [manifest.main], { ...env, NODE_EXTRA_CA_CERTS: lab.caFile }] as const;
  const measured = good(await measureOnQuietDisk(...command));
  await forget(lab, locator);
  return measured;
}

/** The action would send nothing the next time. */
async function forget(lab: LabProcess, repositoryItemKey: string): Promise<void> {
  const ca = await readFile(lab.caFile, 'utf8');
  const client = new PerfectoClient({ cloud: lab.url, securityToken: lab.token, ca, env: {} });
  await client.repositories.delete({ repository: 'media', repositoryItemKey });
  await client.close();
}

/** As a bundle, since running TypeScript as it is costs memory that no user pays. */
async function byClient(folder: string, lab: LabProcess, file: string): Promise<Measured> {
  const workbench = join(workspaceRoot, 'packages/workbench');
  await bundleEntry(workbench, 'src/bench/upload-once.ts', join(folder, 'client'));
  const args = [join(folder, 'client/index.js'), lab.url, lab.caFile, file];
  return good(await measureOnQuietDisk(process.execPath, args, { LAB_TOKEN: lab.token }));
}

/** The token of the lab is invented; only for that reason may it stand in an argument here. */
async function byCurl(api: Way['api'], lab: LabProcess, file: string): Promise<Measured> {
  const shared = ['-sS', '--fail', '--cacert', lab.caFile];
  if (api === 'legacy') {
    const address = `${lab.url}/services/repositories/media/PRIVATE:bench/curl.apk?operation=upload&overwrite=true&securityToken=${lab.token}`;
    return good(await measureOnQuietDisk('curl', [...shared, '-T', file, address]));
  }
  const metadata = { artifactLocator: 'PRIVATE:bench/curl.apk', artifactType: 'ANDROID', override: true };
  return good(
    await measureOnQuietDisk('curl', [
      ...shared,
      ...['-H', `Perfecto-Authorization: ${lab.token}`],
      ...['-F', `requestPart=${JSON.stringify(metadata)};type=application/json`],
      ...['-F', `inputStream=@${file};type=application/octet-stream`],
      `${lab.url}/repository/api/v1/artifacts`,
    ]),
  );
}

function good(measured: Measured): Measured {
  if (measured.code !== 0) throw new Error(`A measured upload failed:\n${measured.output}`);
  return measured;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
