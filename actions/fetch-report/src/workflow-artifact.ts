import { join, sep } from 'node:path';
import type { StepContext } from './client.ts';

/**
 * Uploads the files as one workflow artifact. A name that is taken, by a matrix leg or an earlier attempt, gets a
 * second one (R25). An artifact is a decoration: where it cannot be made the files stay, and a notice says so.
 */
export async function uploadArtifact(
  name: string,
  directory: string,
  files: readonly string[],
  context: StepContext,
): Promise<void> {
  const { env, log, setOutput } = context;
  if (!env['ACTIONS_RUNTIME_TOKEN'] || !env['ACTIONS_RESULTS_URL']) {
    log.notice(
      `This runner offers no artifact service, so nothing was uploaded; the files are in ${directory}.`,
    );
    return;
  }
  // The artifact client weighs more than all the rest, so it is loaded only here.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const artifacts = new DefaultArtifactClient();
  // The artifact client refuses files outside of its root; a JUnit file may be told to lie elsewhere.
  const own = files.filter((file) => file.startsWith(join(directory, sep)));
  const names = [
    name,
    `${name}-${env['GITHUB_JOB'] ?? 'job'}-${env['GITHUB_RUN_ATTEMPT'] ?? '1'}-${Date.now()}`,
  ];
  for (const [attempt, candidate] of names.entries()) {
    try {
      const { id } = await artifacts.uploadArtifact(candidate, own, directory);
      const run = `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}`;
      setOutput('artifact-id', id ?? '');
      setOutput('artifact-url', id === undefined ? '' : `${run}/artifacts/${id}`);
      log.info(`Uploaded ${own.length} files as the artifact ${candidate}`);
      return;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const isTaken = /already exists|conflict|409/i.test(message);
      if (attempt === 0 && isTaken) continue;
      log.warning(
        `The artifact ${candidate} could not be uploaded (${message}); the files are in ${directory}.`,
      );
      return;
    }
  }
}
