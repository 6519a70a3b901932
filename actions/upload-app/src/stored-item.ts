import { InputError, NotFoundError, sha256Of } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { PlannedFile } from './planned-file.ts';

/** What the repository says of a locator, undefined when nothing is there. */
export async function storedAt(
  locator: string,
  { client, signal }: StepContext,
): Promise<Stored | undefined> {
  try {
    const { artifactsDetails } = await client.artifacts.info(locator, { signal });
    return artifactsDetails.artifactMetadata ?? {};
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

export interface Stored {
  artifactSize?: number;
  tags?: string[];
}

/**
 * The SHA-256 of a file if the stored one has the same, known by a tag that this action leaves with every file (R33).
 * A large file is read only when there is something to compare it with.
 */
export async function sameSha256(
  file: PlannedFile,
  { artifactSize, tags = [] }: Stored,
): Promise<string | undefined> {
  if (artifactSize !== file.bytes || !tags.some((tag) => tag.startsWith(tagOf('')))) return undefined;
  const sha256 = await sha256Of(file.path);
  return tags.includes(tagOf(sha256)) ? sha256 : undefined;
}

export function taken(file: PlannedFile, cause?: unknown): InputError {
  return new InputError([`locator: ${file.locator} exists already; set override to true to replace it.`], {
    cause,
  });
}

export function tagOf(sha256: string): string {
  return `sha256:${sha256}`;
}
