import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { basename, dirname } from 'node:path/posix';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { scrubber } from '@perfecto-actions/action-kit';
import type { ExecutionResult, Results } from '@perfecto-actions/results';
import type { PageExecution, PageMedia, PageMediaKind } from '@perfecto-actions/results/page';
import { isAttachmentKind, type AttachmentKind } from './fetching/attachments.ts';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** What the page calls a kind of attachment. */
const pageKinds: Record<AttachmentKind, PageMediaKind> = {
  images: 'image',
  logs: 'log',
  vitals: 'vitals',
  network: 'network',
  video: 'video',
};

/** What the steps are read from. */
const xmlReport = 'report.xml';

/**
 * Writes the page with everything into the directory and answers its path. It is for people, so a page that cannot be
 * written is told and changes no verdict.
 */
export async function writePage(
  results: Results,
  { directory, connection }: Pick<Inputs, 'directory' | 'connection'>,
  { env, log }: StepContext,
): Promise<string | undefined> {
  const path = join(directory, 'index.html');
  try {
    const { renderPage } = await import('@perfecto-actions/results/page');
    const details = await Promise.all(results.executions.map((one) => detailsOf(one, directory)));
    const page = renderPage({ title: titleOf(env), results, details });
    // What is packed in the files, such as logs, is text for the first time here.
    const clean = scrubber(connection.secrets);
    await pipeline(Readable.from(page), bytes, clean, createWriteStream(path));
    return path;
  } catch (error) {
    log.warning(`The page could not be written: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function titleOf(env: StepContext['env']): string {
  const { GITHUB_WORKFLOW: workflow, GITHUB_RUN_NUMBER: run } = env;
  return workflow === undefined ? 'Perfecto device tests' : `${workflow} #${run ?? ''}`;
}

/** Steps and files of an execution, wherever its files came from. */
async function detailsOf(
  { executionId, files, cases = [] }: ExecutionResult,
  directory: string,
): Promise<PageExecution> {
  const attachments = new Map(
    cases.flatMap((one) => one.attachments.map(({ file, path }) => [file, path] as const)),
  );
  const media = await Promise.all(
    files.map((file) => mediaOf(file, attachments.get(file) ?? basename(file), directory)),
  );
  const xml = files.find((file) => basename(file) === xmlReport);
  return {
    executionId,
    ...(xml !== undefined && {
      readReport: async () => {
        const { readReport } = await import('@perfecto-actions/results/read-report');
        return readReport(createReadStream(join(directory, xml)));
      },
    }),
    media: media.filter((one) => one !== undefined),
  };
}

/** A file by its place, `<execution>/<kind>/<name>`; the formats of the report lie beside the kinds. */
async function mediaOf(file: string, attachment: string, directory: string): Promise<PageMedia | undefined> {
  const folder = basename(dirname(file));
  const path = join(directory, file);
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
  if (bytes === undefined) return undefined;
  return {
    kind: isAttachmentKind(folder) ? pageKinds[folder] : 'file',
    attachment,
    bytes,
    path: file,
    read: () => readFile(path),
  };
}

async function* bytes(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
