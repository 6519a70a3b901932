import { relative } from 'node:path';
import { inWords, workspaceOf } from '@perfecto-actions/action-kit';
import { FileError, InputError, fileSource, sha256Of } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { sizeText, planFiles, type PlannedFile } from './planned-file.ts';
import { progressLines } from './progress-lines.ts';
import { sendV1 } from './send-v1.ts';
import { sameSha256, storedAt, taken } from './stored-item.ts';
import { writeOutputs, type UploadedFile } from './uploaded-file.ts';

export interface Result {
  files: UploadedFile[];
  plan: boolean;
}

/** Sends every file that matches, one after the other; outputs are written after each. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const workspace = workspaceOf(context.env);
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
  const done = (sent: Pick<UploadedFile, 'sha256' | 'skipped' | 'bytesSent'>): UploadedFile => ({
    ...file,
    ...sent,
    durationMs: clock.now() - beganMs,
  });
  if (inputs.api === 'v1' && (inputs.skipUnchanged || !inputs.override)) {
    const stored = await storedAt(file.locator, context);
    const sha256 = inputs.skipUnchanged && stored ? await sameSha256(file, stored) : undefined;
    if (sha256 !== undefined) {
      log.info(`${name} is unchanged: ${file.locator} has the same SHA-256 already. Nothing was sent.`);
      return done({ sha256, skipped: true, bytesSent: 0 });
    }
    // The service would say so only after the whole file, and in a plan not at all.
    if (stored && !inputs.override) throw taken(file);
  }
  if (inputs.connection.plan) {
    log.info(`Plan: would send ${name} (${sizeText(file.bytes)}, ${file.artifactType}) to ${file.locator}.`);
    return done({ sha256: await sha256Of(file.path), skipped: false, bytesSent: 0 });
  }
  log.info(`Sending ${name} (${sizeText(file.bytes)}, ${file.artifactType}) to ${file.locator}`);
  const sha256 = await (inputs.api === 'v1'
    ? sendV1(file, inputs, context)
    : sendLegacy(file, inputs, context));
  const uploaded = done({ sha256, skipped: false, bytesSent: file.bytes });
  log.info(`Sent ${name} in ${inWords(uploaded.durationMs)}, SHA-256 ${sha256}`);
  return uploaded;
}

/** Sends a file and gives the SHA-256 of what was sent. */
async function sendLegacy(file: PlannedFile, inputs: Inputs, context: StepContext): Promise<string> {
  const request = { repository: inputs.area, repositoryItemKey: file.locator, overwrite: inputs.override };
  let sha256 = '';
  const answer = await context.client.repositories.upload(request, await fileSource(file.path), {
    signal: context.signal,
    onProgress: progressLines(file, context),
    onSha256: (sent) => {
      sha256 = sent;
    },
  });
  if (answer.status.toLowerCase() !== 'success') {
    throw new FileError(`The repository answered ${answer.status} to the upload of ${file.locator}.`);
  }
  return sha256;
}
