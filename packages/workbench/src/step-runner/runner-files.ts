import { randomUUID } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFileError } from './errors.ts';
import { systemErrorCode } from './system-error.ts';

/** Largest step summary GitHub takes, in bytes; a larger one is dropped whole. */
export const summaryLimitBytes = 1024 * 1024;

/** The environment variables that name the command files of one stage, with their paths. */
export interface CommandFiles {
  readonly GITHUB_OUTPUT: string;
  readonly GITHUB_STATE: string;
  readonly GITHUB_ENV: string;
  readonly GITHUB_PATH: string;
  readonly GITHUB_STEP_SUMMARY: string;
}

/** What a stage wrote, and each problem in it as a sentence. */
export interface CommandFileContents {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  /** Problems that fail the step. */
  readonly problems: readonly string[];
  /** Problems that are only reported: GitHub drops a summary that is too large but passes the step. */
  readonly complaints: readonly string[];
}

/** Creates the empty command files of one stage; no two stages share a file. */
export async function createCommandFiles(tempDir: string): Promise<CommandFiles> {
  const folder = join(tempDir, '_runner_file_commands');
  await mkdir(folder, { recursive: true });
  const id = randomUUID();
  const create = async (name: string): Promise<string> => {
    const path = join(folder, `${name}_${id}`);
    await writeFile(path, '', { mode: 0o600 });
    return path;
  };
  return {
    GITHUB_OUTPUT: await create('set_output'),
    GITHUB_STATE: await create('save_state'),
    GITHUB_ENV: await create('set_env'),
    GITHUB_PATH: await create('add_path'),
    GITHUB_STEP_SUMMARY: await create('step_summary'),
  };
}

/** Reads the command files after the stage has ended. A fault in one file leaves the others in force. */
export async function readCommandFiles(files: CommandFiles): Promise<CommandFileContents> {
  const problems: string[] = [];
  const complaints: string[] = [];
  const pairs = async (variable: keyof CommandFiles): Promise<Record<string, string>> => {
    try {
      return parseCommandFile(await readText(files[variable]));
    } catch (error) {
      if (!(error instanceof CommandFileError)) throw error;
      problems.push(`Unable to process the file of ${variable}: ${error.message}`);
      return {};
    }
  };
  const env = await pairs('GITHUB_ENV');
  if ('NODE_OPTIONS' in env) {
    problems.push('Unable to process the file of GITHUB_ENV: NODE_OPTIONS may not be set there.');
    delete env['NODE_OPTIONS'];
  }
  return {
    outputs: await pairs('GITHUB_OUTPUT'),
    state: await pairs('GITHUB_STATE'),
    env,
    path: (await readText(files.GITHUB_PATH)).split(/\r?\n/).filter((line) => line !== ''),
    summary: await readSummary(files.GITHUB_STEP_SUMMARY, complaints),
    problems,
    complaints,
  };
}

/**
 * Parses `name=value` lines and `name<<DELIMITER` blocks.
 * @throws CommandFileError naming the line that has neither form, or the delimiter that never came.
 */
function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      if (heredoc === 0 || delimiter === '') {
        throw new CommandFileError(`Invalid format "${line}". Neither name nor delimiter may be empty.`);
      }
      const end = lines.indexOf(delimiter, index + 1);
      if (end < 0) {
        throw new CommandFileError(`The value has no end: no line is exactly "${delimiter}".`);
      }
      values[line.slice(0, heredoc)] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else {
      throw new CommandFileError(`Invalid format "${line}". Write name=value or name<<DELIMITER.`);
    }
  }
  return values;
}

async function readSummary(path: string, complaints: string[]): Promise<string> {
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (bytes <= summaryLimitBytes) return readText(path);
  complaints.push(
    `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${summaryLimitBytes / 1024}k, got ${Math.floor(bytes / 1024)}k.`,
  );
  return '';
}

/** A step may delete its files; GitHub takes that as nothing written. */
async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
