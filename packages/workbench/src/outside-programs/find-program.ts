import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some tests need and that npm does not bring. */
export interface OutsideProgram {
  readonly name: string;
  /** Names under which systems have it on PATH, the best first. */
  readonly commands: readonly string[];
  /** Environment variable with the path of the one to take. */
  readonly pathVariable: string;
  /** Environment variable that, set to 1, makes its absence a failure. */
  readonly requireVariable: string;
  /** The tests that need it, as the subject of a sentence. */
  readonly tests: string;
  /** Why the one that was found will not do; undefined for one that will. */
  readonly complaint?: (path: string) => string | undefined;
}

/** A path variable names no program. Code: `PROGRAM_PATH_WRONG`. */
export class ProgramPathError extends Error {
  override readonly name = 'ProgramPathError';
  readonly code = 'PROGRAM_PATH_WRONG';

  constructor(variable: string, path: string) {
    super(`${variable} is ${path}, where no program can be started.`);
  }
}

/**
 * The program of this machine: that of its path variable, else the first on `PATH`; nothing when there is none.
 * @throws ProgramPathError when the variable leads nowhere, since whoever set it meant something.
 */
export function findProgram(
  { commands, pathVariable }: OutsideProgram,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const given = env[pathVariable];
  if (given !== undefined && given !== '') {
    if (!isProgram(given)) throw new ProgramPathError(pathVariable, given);
    return given;
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return commands.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
