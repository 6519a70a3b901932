import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerfectoClient } from '@perfecto-actions/client';
import { ManualClock, startLab } from '@perfecto-actions/lab';
import { defaultPolicy, judge, resultOfReport, resultsOf } from '@perfecto-actions/results';
import type { PageInput, PageMedia } from '@perfecto-actions/results/page';
import { readReport } from '@perfecto-actions/results/read-report';

const kinds = {
  images: 'image',
  videos: 'video',
  monitors: 'vitals',
  logs: 'log',
  networks: 'network',
} as const;

/** A checkout that failed on a device of the lab, with everything that the lab recorded of it. */
export async function labRun(deviceId: string): Promise<PageInput & { close(): Promise<void> }> {
  const clock = new ManualClock();
  const lab = await startLab({ clock, scenario: 'failing' });
  const folder = await mkdtemp(join(tmpdir(), 'lab-run-'));
  const client = new PerfectoClient({
    cloud: lab.url,
    securityToken: lab.tokens.automation,
    ca: await readFile(lab.caFile, 'utf8'),
    env: {},
  });
  try {
    const { executionId } = await client.executions.execute({
      scriptKey: 'PUBLIC:Samples/checkout.xml',
      param: { DUT: deviceId },
    });
    await clock.advance(3_600_000);
    const { reportKey = '' } = await client.executions.status(executionId);
    const path = join(folder, 'report.xml');
    await client.reports.download({ reportKey, format: 'xml' }, { path });
    const report = await readReport(createReadStream(path));
    const results = resultsOf([resultOfReport(report, { executionId, state: 'Completed' })], clock.now());
    return {
      title: 'Device tests',
      results: { ...results, verdict: judge(results, defaultPolicy, clock.now()) },
      details: [
        {
          executionId,
          readReport: () => Promise.resolve(report),
          media: await fetchMedia(client, reportKey, folder),
        },
      ],
      close: () => rm(folder, { recursive: true, force: true }),
    };
  } finally {
    await client.close();
    await lab.close();
  }
}

async function fetchMedia(client: PerfectoClient, reportKey: string, folder: string): Promise<PageMedia[]> {
  const { reports } = client;
  const fetchers: Record<keyof typeof kinds, (...of: Parameters<typeof reports.image>) => Promise<unknown>> =
    {
      images: (...of) => reports.image(...of),
      videos: (...of) => reports.video(...of),
      monitors: (...of) => reports.vitals(...of),
      logs: (...of) => reports.log(...of),
      networks: (...of) => reports.network(...of),
    };
  const { devices = [] } = await reports.attachments({ reportKey });
  const media: PageMedia[] = [];
  for (const device of devices) {
    for (const [container, kind] of Object.entries(kinds) as [keyof typeof kinds, PageMedia['kind']][]) {
      for (const attachment of device[container] ?? []) {
        const path = join(folder, `${media.length}`);
        await fetchers[container]({ reportKey, attachment }, { path });
        const { size: bytes } = await stat(path);
        media.push({ kind, attachment, bytes, deviceId: device.id, read: () => readFile(path) });
      }
    }
  }
  return media;
}
