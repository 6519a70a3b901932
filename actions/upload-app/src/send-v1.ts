import {
  ConflictError,
  DecodeError,
  FileError,
  ServerError,
  TransportError,
  fileSource,
  type PerfectoError,
} from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { displayName, type PlannedFile } from './planned-file.ts';
import { progressLines } from './progress-lines.ts';
import { sameSha256, storedAt, tagOf, taken } from './stored-item.ts';

/** Sends a file with its SHA-256 as a tag, which is of the bytes that were sent, and gives it. */
export async function sendV1(file: PlannedFile, inputs: Inputs, context: StepContext): Promise<string> {
  const { client, log, signal } = context;
  const metadata = (sha256: string) => ({
    artifactLocator: file.locator,
    artifactType: file.artifactType,
    artifactName: displayName(file.locator),
    override: inputs.override,
    tags: [...inputs.tags, tagOf(sha256)],
  });
  let sha256 = '';
  const options = {
    signal,
    onProgress: progressLines(file, context),
    onSha256: (sent: string) => {
      sha256 = sent;
    },
  };
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
      if (stored) {
        const same = await sameSha256(file, stored);
        if (same === undefined) throw taken(file, error);
        sha256 = same;
        break;
      }
      log.info(`The upload broke and begins again: ${error.message}`);
    }
  }
  await verify(file, context);
  return sha256;
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
