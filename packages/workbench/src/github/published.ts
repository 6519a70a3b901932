import type { BlobStorage } from './blob-storage.ts';
import type { GitHubRecords, RunRecord } from './records.ts';
import { unzip } from './unzip.ts';

/** What everybody can see of a run: check runs and statuses of its commit, and the files in its artifacts. */
export async function publishedBy(
  run: RunRecord,
  { checkRuns, statuses, artifacts }: GitHubRecords,
  storage: BlobStorage,
): Promise<ReadonlyMap<string, Buffer>> {
  const published = new Map([
    ['check runs', jsonOf(checkRuns.filter(({ headSha }) => headSha === run.headSha))],
    ['statuses', jsonOf(statuses.filter(({ sha }) => sha === run.headSha))],
  ]);
  for (const artifact of artifacts.filter((one) => one.run === run && one.isFinal)) {
    const zip = await storage.read(artifact.blob);
    // A test may have stored something that is no zip.
    const files = zip && (await unzip(zip).catch(() => new Map([['as stored', zip]])));
    for (const [path, bytes] of files ?? []) published.set(`artifact ${artifact.name}: ${path}`, bytes);
  }
  return published;
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
