import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveInputs } from '../step-runner/action-inputs.ts';
import { readActionManifest } from '../step-runner/action-manifest.ts';
import { workspaceRoot } from '../workspace.ts';
import { startLabProcess, type LabProcess } from '../measuring/lab-process.ts';
import { measureOnQuietDisk, middleMs, type Measured } from '../measuring/measured-process.ts';
import type { Row } from '../measuring/table.ts';

const attachments = 500;
const attachmentBytes = Math.round(2 ** 30 / attachments);
const rounds = 3;
const action = join(workspaceRoot, 'actions/fetch-report');
const reportKey = 'PRIVATE:bench/report.xml';
const names = Array.from({ length: attachments }, (_, index) => `images/${index}.png`);

const report =
  '<execution><info><name>bench</name></info><output><status><success>true</success><code>Success</code></status></output>' +
  '<flow><step><info><name>one</name></info><output><status><success>true</success></status></output></step></flow></execution>';

/** The bundle of fetch-report on a report with many attachments, against `curl --parallel` from the same lab over TLS. */
export async function benchReports(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const scenario = join(folder, 'scenario.yaml');
  await writeFile(scenario, scenarioText());
  const lab = await startLabProcess(scenario);
  try {
    const bare: Measured[] = [];
    const withPage: Measured[] = [];
    const curl: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      curl.push(await byCurl(lab, folder));
      bare.push(await byBundle(lab, folder, 'false'));
      withPage.push(await byBundle(lab, folder, 'true'));
    }
    const what = `fetch-report, ${attachments} attachments, 1 GiB over TLS, process start included`;
    return [
      ...rowsOf(`${what}, without the HTML page`, bare, curl),
      ...rowsOf(`${what}, with it, as by default`, withPage, curl),
    ];
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lab has no report of that size; faults stand in for the handlers. */
function scenarioText(): string {
  const fault = (operation: string, body: string) =>
    `  - { kind: status, status: 200, operation: ${operation}, body: ${JSON.stringify(body)} }\n`;
  return [
    'faults:\n',
    fault('report.download', report),
    fault('report.attachments', JSON.stringify({ devices: [{ id: 'bench', images: names }] })),
    fault('report.image', 'x'.repeat(attachmentBytes)),
  ].join('');
}

function rowsOf(what: string, own: readonly Measured[], curl: readonly Measured[]): Row[] {
  const [ownMs, theirMs] = [middleMs(own), middleMs(curl)];
  const peak = Math.max(...own.map(({ peakBytes }) => peakBytes));
  return [
    {
      what,
      measured: `${seconds(ownMs)}, curl --parallel ${seconds(theirMs)}: ${(ownMs / theirMs).toFixed(2)} x`,
      target: '<= 1.1 x curl --parallel',
      met: ownMs / theirMs <= 1.1,
    },
    {
      what: 'peak memory of it',
      measured: `${Math.round(peak / 1e6)} MB`,
      target: '<= 160 MB',
      met: peak <= 160e6,
    },
  ];
}

async function byBundle(lab: LabProcess, folder: string, htmlPage: string): Promise<Measured> {
  const workspace = join(folder, 'work');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  const manifest = await readActionManifest(action);
  const given = {
    cloud: lab.url,
    'security-token': lab.token,
    'ca-file': lab.caFile,
    'report-keys': reportKey,
    attachments: 'images',
    directory: 'report',
    'html-page': htmlPage,
  };
  // Defaults that are expressions are of no use outside of a job.
  const { env } = resolveInputs(manifest, given, (text) => (text.includes('${{') ? '' : text));
  return good(
    await measureOnQuietDisk(process.execPath, [manifest.main], { ...env, GITHUB_WORKSPACE: workspace }),
  );
}

/** The token of the lab is invented; only for that reason may it stand in a file and an address here. */
async function byCurl(lab: LabProcess, folder: string): Promise<Measured> {
  const out = join(folder, 'curl');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const transfers = names.map((attachment, index) => {
    const query = new URLSearchParams({ operation: 'image', attachment, securityToken: lab.token });
    const address = `${lab.url}/services/reports/${reportKey}?${query.toString()}`;
    return `url = "${address}"\noutput = "${join(out, String(index))}"\n`;
  });
  const config = join(folder, 'curl.config');
  await writeFile(config, transfers.join(''));
  return good(
    await measureOnQuietDisk('curl', [
      '-sS',
      '--fail',
      '--parallel',
      '--cacert',
      lab.caFile,
      '--config',
      config,
    ]),
  );
}

function good(measured: Measured): Measured {
  if (measured.code !== 0) throw new Error(`A measured download failed:\n${measured.output.slice(-2000)}`);
  return measured;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
