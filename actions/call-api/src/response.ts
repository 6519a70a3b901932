import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { withoutSecrets } from '@perfecto-actions/action-kit';
import { FileError, type SavedFile } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** What became of an answer. */
export interface Delivered {
  saved?: SavedFile;
  /** The answer as JSON, for an answer that is data. */
  text?: string;
  /** Characters that the output does not hold. */
  omittedCharacters?: number;
}

/** GitHub takes a megabyte of outputs from a job, two bytes a character; this leaves room for others. */
const longestOutput = 250_000;

/**
 * Writes the answer as output: whole, or when it is too long as an excerpt that says how much is missing and which
 * file holds all of it. Known secrets are taken out first.
 */
export async function deliverAnswer(
  answer: unknown,
  { secrets, saveTo, operation }: Inputs,
  { setOutput, log, env }: StepContext,
): Promise<Delivered> {
  // An operation without an answer has no JSON to give.
  const text = answer === undefined ? '' : JSON.stringify(withoutSecrets(answer, secrets));
  const isLong = text.length > longestOutput;
  const folder = env['RUNNER_TEMP'] ?? tmpdir();
  const path =
    saveTo ?? (isLong ? join(folder, `${operation.id}-${randomUUID().slice(0, 8)}.json`) : undefined);
  const saved = path === undefined ? undefined : await write(path, text);
  if (saved) setOutput('saved-file', saved.path);
  if (!isLong || !saved) {
    setOutput('response', text);
    return { text, ...(saved && { saved }) };
  }
  const excerpt = excerptOf(text);
  const omittedCharacters = text.length - excerpt.length;
  setOutput('response', { excerpt, omittedCharacters, file: saved.path });
  log.warning(
    `The answer has ${text.length} characters. The output response holds the first ${excerpt.length}; ` +
      `${omittedCharacters} are left out, and all of it is in ${saved.path}.`,
  );
  return { text, saved, omittedCharacters };
}

/** Quotes and line breaks of the excerpt are escaped in the output, so it is measured as it will stand there. */
function excerptOf(text: string): string {
  let excerpt = text.slice(0, longestOutput);
  while (JSON.stringify(excerpt).length > longestOutput) {
    excerpt = excerpt.slice(0, Math.floor(excerpt.length * 0.9));
  }
  return excerpt.toWellFormed().replace(/\uFFFD$/, '');
}

/** Writes a file under another name first, so that nobody ever reads half of it. */
async function write(path: string, text: string): Promise<SavedFile> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, text);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new FileError(`The file ${path} cannot be written.`, { cause });
  }
  return { path, bytes: Buffer.byteLength(text), contentType: 'application/json' };
}
