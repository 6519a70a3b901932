import { relative } from 'node:path';
import { inWords } from '@perfecto-actions/action-kit';
import {
  ConflictError,
  DecodeError,
  FileError,
  InputError,
  NotFoundError,
  ServerError,
  TransportError,
  fileSource,
  type PerfectoError,
} from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { writeOutputs, type UploadedFile } from './uploaded-file.ts';
import { displayName, megabytes, planFiles, type PlannedFile } from './planned-file.ts';

export interface Result {
  files: UploadedFile[];
  plan: boolean;
}

/** Sends every file that matches, one after the other; outputs are written after each. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const workspace = context.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const planned = await planFiles(inputs, workspace);
  const files: UploadedFile[] = [];
  if (planned.length === 0) noFiles(inputs, context);
  for (const file of planned) {
    context.signal.throwIfAborted();
    files.push(await send(file, inputs, context, workspace));
    writeOutputs(files, context);
  }
  if (planned.length === 0) writeOutputs(files, context);
  return { files, plan: inputs.connection.plan };
}

function noFiles(inputs: Inputs, context: StepContext): void {
  const sentence = `path: no file matches ${inputs.patterns.join(', ')}; check the pattern and that the build ran before this step. A folder needs a pattern such as build/**/*.apk.`;
  if (inputs.ifNoFilesFound === 'error') throw new InputError([sentence]);
  if (inputs.ifNoFilesFound === 'warn') context.log.warning(sentence);
  else context.log.info(sentence);
}

async function send(
  file: PlannedFile,
  inputs: Inputs,
  context: StepContext,
  workspace: string,
): Promise<UploadedFile> {
  const { log, clock } = context;
  const name = relative(workspace, file.path) || file.path;
  const beganMs = clock.now();
  const done = (sent: Pick<UploadedFile, 'skipped' | 'bytesSent'>): UploadedFile => ({
    ...file,
    ...sent,
    durationMs: clock.now() - beganMs,
  });
  if (inputs.api === 'v1' && (inputs.skipUnchanged || !inputs.override)) {
    const stored = await storedAt(file.locator, context);
    if (inputs.skipUnchanged && stored && isSame(file, stored)) {
      log.info(`${name} is unchanged: ${file.locator} has the same SHA-256 already. Nothing was sent.`);
      return done({ skipped: true, bytesSent: 0 });
    }
    // The service would say so only after the whole file, and in a plan not at all.
    if (stored && !inputs.override) throw taken(file);
  }
  if (inputs.connection.plan) {
    log.info(`Plan: would send ${name} (${megabytes(file.bytes)}, ${file.artifactType}) to ${file.locator}.`);
    return done({ skipped: false, bytesSent: 0 });
  }
  log.info(`Sending ${name} (${megabytes(file.bytes)}, ${file.artifactType}) to ${file.locator}`);
  await (inputs.api === 'v1' ? sendV1(file, inputs, context) : sendLegacy(file, inputs, context));
  const uploaded = done({ skipped: false, bytesSent: file.bytes });
  log.info(`Sent ${name} in ${inWords(uploaded.durationMs)}, SHA-256 ${file.sha256}`);
  return uploaded;
}

/** What the repository says of a locator, undefined when nothing is there. */
async function storedAt(locator: string, { client, signal }: StepContext): Promise<Stored | undefined> {
  try {
    const { artifactsDetails } = await client.artifacts.info(locator, { signal });
    return artifactsDetails.artifactMetadata ?? {};
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

interface Stored {
  artifactSize?: number;
  tags?: string[];
}

/** The content is known by a tag that this action leaves with every file (R33). */
function isSame(file: PlannedFile, { artifactSize, tags }: Stored): boolean {
  return tags?.includes(tagOf(file)) === true && artifactSize === file.bytes;
}

function taken(file: PlannedFile, cause?: unknown): InputError {
  return new InputError([`locator: ${file.locator} exists already; set override to true to replace it.`], {
    cause,
  });
}

async function sendV1(file: PlannedFile, inputs: Inputs, context: StepContext): Promise<void> {
  const { client, log, signal } = context;
  const metadata = {
    artifactLocator: file.locator,
    artifactType: file.artifactType,
    artifactName: displayName(file.locator),
    override: inputs.override,
    tags: [...inputs.tags, tagOf(file)],
  };
  const options = { signal, onProgress: progressLines(file, context) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.artifacts.upload(metadata, await fileSource(file.path), options);
      break;
    } catch (error) {
      // With override the advice of `taken` was followed already.
      if (error instanceof ConflictError && !inputs.override) throw taken(file, error);
      // With override the client repeats by itself; without, only what did not arrive is sent again.
      if (inputs.override || attempt === 3 || !isLost(error)) throw error;
      const stored = await storedAt(file.locator, context);
      if (stored && !isSame(file, stored)) throw taken(file, error);
      if (stored) break;
      log.info(`The upload broke and begins again: ${error.message}`);
    }
  }
  await verify(file, context);
}

/** Whether the file may have arrived although no usable answer came. */
function isLost(error: unknown): error is PerfectoError {
  return (
    (error instanceof TransportError && error.sent === 'unknown') ||
    error instanceof ServerError ||
    error instanceof DecodeError
  );
}

/** What arrived is compared with what was sent (R16); the service tells the size only. */
async function verify(file: PlannedFile, context: StepContext): Promise<void> {
  let stored = await storedAt(file.locator, context);
  for (let look = 1; stored === undefined && look < 5; look += 1) {
    // A new item may take a moment to be found.
    await context.clock.sleep(1_000, context.signal);
    stored = await storedAt(file.locator, context);
  }
  if (stored === undefined) {
    throw new FileError(`${file.locator} was sent, but the repository does not show it.`, {
      hint: 'Look for it in the cloud, and check the name of the cloud; then repeat the step.',
    });
  }
  const size = stored.artifactSize;
  if (size === undefined) {
    const place = '$.artifactsDetails.artifactMetadata.artifactSize';
    throw new DecodeError('repository.v1.info', place, 'the size', size);
  }
  if (size !== file.bytes) {
    throw new FileError(`${file.locator} has ${size} bytes in the repository, but ${file.bytes} were sent.`, {
      hint: 'Something between the runner and the cloud changed the upload; repeat the step.',
    });
  }
}

async function sendLegacy(file: PlannedFile, inputs: Inputs, context: StepContext): Promise<void> {
  const request = { repository: inputs.area, repositoryItemKey: file.locator, overwrite: inputs.override };
  const onProgress = progressLines(file, context);
  const answer = await context.client.repositories.upload(request, await fileSource(file.path), {
    signal: context.signal,
    onProgress,
  });
  if (answer.status.toLowerCase() !== 'success') {
    throw new FileError(`The repository answered ${answer.status} to the upload of ${file.locator}.`);
  }
}

/** One line for each tenth of a file that is worth it. */
function progressLines(file: PlannedFile, { log }: StepContext): (sentBytes: number) => void {
  let shown = 0;
  return (sentBytes) => {
    const tenths = Math.floor((sentBytes / file.bytes) * 10);
    // A restart counts from the beginning again.
    if (tenths < shown) shown = 0;
    if (tenths === shown || file.bytes < 2 ** 20) return;
    shown = tenths;
    log.info(`  ${tenths * 10} % (${megabytes(sentBytes)} of ${megabytes(file.bytes)})`);
  };
}

function tagOf(file: PlannedFile): string {
  return `sha256:${file.sha256}`;
}
