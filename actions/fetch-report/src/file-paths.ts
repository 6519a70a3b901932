import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CaseAttachment, ExecutionResult, Results } from '@perfecto-actions/results';

/** A path as it is stored: seen from a folder, with `/` on every system. */
export function pathBelow(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

/** The results with every stored path changed; a file for which there is none falls away. */
export function withPaths(results: Results, change: (file: string) => string | undefined): Results {
  const changed = ({ file, ...attachment }: CaseAttachment): CaseAttachment => {
    const now = file === undefined ? undefined : change(file);
    return { ...attachment, ...(now !== undefined && { file: now }) };
  };
  const executions = results.executions.map(({ cases, ...execution }): ExecutionResult => ({
    ...execution,
    files: execution.files.map(change).filter((file) => file !== undefined),
    ...(cases !== undefined && {
      cases: cases.map((one) => ({ ...one, attachments: one.attachments.map(changed) })),
    }),
  }));
  return { ...results, executions };
}

/**
 * Results that were read in one folder, with their files as another folder sees them, as far as these came along. A
 * path that leads out of the folder is none of theirs.
 */
export function withFilesSeenFrom(folder: string, results: Results, readIn: string): Results {
  return withPaths(results, (file) => {
    const path = join(readIn, file);
    const isInside = path.startsWith(join(readIn, sep));
    return isInside && existsSync(path) ? pathBelow(folder, path) : undefined;
  });
}
