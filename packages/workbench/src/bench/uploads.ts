import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { bundleEntry } from '../bundle.ts';
import { startLabProcess, type LabProcess } from '../measuring/lab-process.ts';
import { measure, type Measured } from '../measuring/measured-process.ts';
import { median, type Row } from '../measuring/table.ts';

const mib = 2 ** 20;
const rounds = 3;
const workbench = fileURLToPath(new URL('../../', import.meta.url));

/** Upload by the client against `curl -T`, to one lab over TLS; and whether memory grows with the file. */
export async function benchUploads(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const scenario = join(folder, 'scenario.yaml');
  // As a bundle, since running TypeScript as it is costs memory that no user pays.
  await bundleEntry(workbench, 'src/bench/upload-once.ts', join(folder, 'bundle'));
  const uploadOnce = join(folder, 'bundle/index.js');
  await writeFile(scenario, `settings:\n  maxApplicationBytes: ${8 * 1024 * mib}\n`);
  const lab = await startLabProcess(scenario);
  try {
    const file = join(folder, 'app.apk');
    const peaks = new Map<number, number>();
    for (const size of [256, 4096]) {
      await fill(file, size);
      peaks.set(size, good(await byClient(uploadOnce, lab, file)).peakBytes);
    }
    await fill(file, 1024);
    const client: Measured[] = [];
    const curl: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      curl.push(good(await byCurl(lab, file)));
      client.push(good(await byClient(uploadOnce, lab, file)));
    }
    peaks.set(1024, Math.max(...client.map(({ peakBytes }) => peakBytes)));
    return [timeRow(client, curl), ...memoryRows(peaks)];
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function timeRow(client: readonly Measured[], curl: readonly Measured[]): Row {
  const [own, theirs] = [client, curl].map((runs) => median(runs.map(({ durationMs }) => durationMs))) as [
    number,
    number,
  ];
  const ratio = own / theirs;
  return {
    what: 'upload of 1 GiB over TLS, process start included',
    measured: `${seconds(own)}, curl -T ${seconds(theirs)}: ${ratio.toFixed(2)} x`,
    target: '<= 1.1 x curl -T',
    met: ratio <= 1.1,
  };
}

function memoryRows(peaks: ReadonlyMap<number, number>): Row[] {
  const small = peaks.get(256) ?? Number.NaN;
  const large = peaks.get(4096) ?? Number.NaN;
  const growth = Math.abs(large / small - 1);
  const all = [...peaks]
    .sort(([a], [b]) => a - b)
    .map(([size, peak]) => `${size} MiB: ${Math.round(peak / 1e6)} MB`);
  return [
    {
      what: 'peak memory of an upload',
      measured: all.join(', '),
      target: '<= 150 MB',
      met: Math.max(...peaks.values()) <= 150e6,
    },
    {
      what: 'memory of 4 GiB against 256 MiB',
      measured: `${(growth * 100).toFixed(1)} % apart`,
      target: '<= 10 %',
      met: growth <= 0.1,
    },
  ];
}

function byClient(uploadOnce: string, lab: LabProcess, file: string): Promise<Measured> {
  return measure(process.execPath, [uploadOnce, lab.url, lab.caFile, file], { LAB_TOKEN: lab.token });
}

/** The token of the lab is invented; only for that reason may it stand in an argument here. */
function byCurl(lab: LabProcess, file: string): Promise<Measured> {
  const address = `${lab.url}/services/repositories/media/PRIVATE:bench/app.apk?operation=upload&overwrite=true&securityToken=${lab.token}`;
  return measure('curl', ['-sS', '--fail', '--cacert', lab.caFile, '-T', file, address]);
}

function good(measured: Measured): Measured {
  if (measured.code !== 0) throw new Error(`A measured upload failed:\n${measured.output}`);
  return measured;
}

/** Random bytes, repeated: nothing on the way can shorten them. */
async function fill(path: string, sizeMiB: number): Promise<void> {
  const block = randomBytes(8 * mib);
  const file = await open(path, 'w');
  for (let written = 0; written < sizeMiB; written += 8) await file.write(block);
  await file.close();
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
