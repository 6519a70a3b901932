import { join } from 'node:path';
import { safeFileName, type PerfectoClient } from '@perfecto-actions/client';

/** Saves the PDF and the videos of every test that failed since a time, in ms; answers with the names of the tests. */
export async function saveFailures(
  client: PerfectoClient,
  sinceMs: number,
  folder: string,
): Promise<string[]> {
  const names: string[] = [];
  for await (const test of client.reporting.all({ startExecutionTime: [sinceMs], status: ['FAILED'] })) {
    names.push(test.name ?? test.id);
    await client.reporting.testPdfTo(test.id, { path: join(folder, `${test.id}.pdf`) });
    for (const [index, { downloadUrl, format = 'mp4' }] of (test.videos ?? []).entries()) {
      const path = join(folder, safeFileName(`${test.id}-${index}.${format}`));
      if (downloadUrl !== undefined) await client.reporting.downloadVideo(downloadUrl, { path });
    }
  }
  return names;
}
