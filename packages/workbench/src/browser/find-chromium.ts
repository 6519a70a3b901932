import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that are Chromium, by the names that systems give them. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `CHROMIUM_PATH` names no program. Code: `CHROMIUM_PATH_WRONG`. */
export class ChromiumPathError extends Error {
  override readonly name = 'ChromiumPathError';
  readonly code = 'CHROMIUM_PATH_WRONG';

  constructor(path: string) {
    super(`CHROMIUM_PATH is ${path}, where no program can be started.`);
  }
}

/**
 * The Chromium of this machine: that of `CHROMIUM_PATH`, else the first on `PATH`; nothing when there is none.
 * @throws ChromiumPathError when `CHROMIUM_PATH` leads nowhere, since whoever set it meant something.
 */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (!isProgram(given)) throw new ChromiumPathError(given);
    return given;
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
