import { basename, relative } from 'node:path';
import type { StepContext } from '@perfecto-actions/action-kit';
import { inWords } from '@perfecto-actions/action-kit';
import {
  ConflictError,
  DecodeError,
  FileError,
  InputError,
  NotFoundError,
  fileSource,
} from '@perfecto-actions/client';
import type { Inputs } from './inputs.ts';
import { megabytes, planFiles, type PlannedFile } from './planned-file.ts';

/** What became of one file. */
export interface UploadedFile extends PlannedFile {
  /** It was there already with the same content. */
  skipped: boolean;
  bytesSent: number;
  durationMs: number;
}

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
  const sentence = `path: nothing matches ${inputs.patterns.join(', ')}; check the pattern and that the build ran before this step.`;
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
  if (inputs.api === 'v1' && inputs.skipUnchanged && (await isThere(file, context))) {
    log.info(`${name} is unchanged: ${file.locator} has the same SHA-256 already. Nothing was sent.`);
    return done({ skipped: true, bytesSent: 0 });
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

/** The content is known by a tag that this action leaves with every file (R33). */
async function isThere(file: PlannedFile, { client, signal }: StepContext): Promise<boolean> {
  try {
    const { artifactsDetails } = await client.artifacts.info(file.locator, { signal });
    const metadata = artifactsDetails.artifactMetadata;
    return metadata?.tags?.includes(tagOf(file)) === true && metadata.artifactSize === file.bytes;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function sendV1(file: PlannedFile, inputs: Inputs, context: StepContext): Promise<void> {
  const { client, signal } = context;
  const metadata = {
    artifactLocator: file.locator,
    artifactType: file.artifactType,
    artifactName: basename(file.locator.slice(file.locator.indexOf(':') + 1)),
    override: inputs.override,
    tags: [...inputs.tags, tagOf(file)],
  };
  const onProgress = progressLines(file, context);
  try {
    await client.artifacts.upload(metadata, await fileSource(file.path), { signal, onProgress });
  } catch (error) {
    if (error instanceof ConflictError) {
      throw new InputError([`locator: ${file.locator} exists already; set override to true to replace it.`], {
        cause: error,
      });
    }
    throw error;
  }
  await verify(file, context);
}

/** What arrived is compared with what was sent (R16); the service tells the size only. */
async function verify(file: PlannedFile, { client, signal }: StepContext): Promise<void> {
  const { artifactsDetails } = await client.artifacts.info(file.locator, { signal });
  const size = artifactsDetails.artifactMetadata?.artifactSize;
  if (size === undefined)
    throw new DecodeError(
      'repository.v1.info',
      '$.artifactsDetails.artifactMetadata.artifactSize',
      'the size',
      size,
    );
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

function writeOutputs(files: readonly UploadedFile[], { setOutput }: StepContext): void {
  const [first] = files;
  setOutput('locator', first?.locator ?? '');
  setOutput(
    'locators',
    files.map((file) => file.locator),
  );
  setOutput('sha256', first?.sha256 ?? '');
  setOutput('bytes', sum(files.map((file) => file.bytes)));
  setOutput('bytes-sent', sum(files.map((file) => file.bytesSent)));
  setOutput('skipped', files.length > 0 && files.every((file) => file.skipped));
  setOutput(
    'files',
    files.map(({ path, locator, sha256, bytes, artifactType, skipped }) => ({
      path,
      locator,
      sha256,
      bytes,
      artifactType,
      skipped,
    })),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
