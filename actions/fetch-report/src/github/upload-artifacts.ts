import { randomInt } from 'node:crypto';
import { join, sep } from 'node:path';
import type { ArtifactClient } from '@actions/artifact';
import type { StepContext } from '../client.ts';
import { openArtifacts, resultsArtifactName } from './artifact-client.ts';
import { runUrl } from './run-url.ts';

/** What is to be uploaded; the files lie in the directory, or are left out. */
export interface Delivery {
  directory: string;
  files: readonly string[];
  resultsFile: string;
}

/** An artifact that is there, and its address on GitHub. */
export interface UploadedArtifact {
  name: string;
  url: string;
}

/** Numbers that are tried for a name that is taken, one for each leg of a matrix of usual size; then one by chance. */
const highestNumber = 20;

/**
 * Uploads the files as one workflow artifact, and results.json once more as a small one of its own. A name that is
 * taken, by a matrix leg or an earlier attempt, gets a number (R25). Artifacts are a decoration: where they cannot be
 * made the files stay, and a line says so. Answers the whole one.
 */
export async function uploadArtifacts(
  name: string,
  delivery: Delivery,
  context: StepContext,
): Promise<UploadedArtifact | undefined> {
  const { env, log, setOutput } = context;
  const { directory, files, resultsFile } = delivery;
  const artifacts = await openArtifacts(env);
  if ('unavailable' in artifacts) {
    log.notice(`${artifacts.unavailable} Nothing was uploaded; the files are in ${directory}.`);
    return undefined;
  }
  // The artifact client refuses files outside of its root; a JUnit file may be told to lie elsewhere.
  const inside = files.filter((file) => file.startsWith(join(directory, sep)));
  const outside = files.length - inside.length;
  if (outside > 0) log.info(`Not in the artifact, since they lie outside of ${directory}: ${outside} files.`);
  // The small one first: the next night can compare even if the large one is refused.
  const results = await upload(artifacts, resultsArtifactName(name), [resultsFile], delivery, context);
  const whole = results && (await upload(artifacts, name, inside, delivery, context));
  if (whole === undefined) return undefined;
  const url = `${runUrl(env)}/artifacts/${whole.id}`;
  setOutput('artifact-name', whole.name);
  setOutput('artifact-id', whole.id);
  setOutput('artifact-url', url);
  log.info(`Uploaded ${inside.length} files as the artifact ${whole.name}: ${url}`);
  return { name: whole.name, url };
}

async function upload(
  artifacts: ArtifactClient,
  name: string,
  files: readonly string[],
  { directory }: Delivery,
  { log, signal }: StepContext,
): Promise<{ name: string; id: number } | undefined> {
  const numbers = Array.from({ length: highestNumber - 1 }, (_, index) => index + 2);
  const names = [name, ...[...numbers, randomInt(1_000, 1_000_000)].map((number) => `${name}-${number}`)];
  const tell = (why: string) => {
    log.warning(`The artifact ${name} could not be uploaded (${why}); the files are in ${directory}.`);
  };
  // The client tells every step it takes; they are there for whoever opens the group.
  return log.group(`Upload the artifact ${name}`, async () => {
    for (const candidate of names) {
      signal.throwIfAborted();
      try {
        // Pictures, videos and archives are packed already: more effort would cost time and gain nothing.
        const options = { compressionLevel: 1 };
        const { id } = await artifacts.uploadArtifact(candidate, [...files], directory, options);
        return { name: candidate, id: id ?? 0 };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (isTaken(message)) continue;
        tell(firstLine(message));
        return undefined;
      }
    }
    tell(`${names.length} names are taken`);
    return undefined;
  });
}

/** @actions/artifact 6.2.1 has no class for it (lib/internal/shared/artifact-twirp-client.js): the status is in its text only. */
function isTaken(message: string): boolean {
  return /\(409\)|already exists/i.test(message);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
