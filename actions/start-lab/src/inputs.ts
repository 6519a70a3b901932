import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFile, workspaceOf, type InputReader } from '@perfecto-actions/action-kit';

export interface Inputs {
  /** Name of a shipped scenario, or YAML text. */
  scenario: string;
  port: number;
  dataDir: string | undefined;
  speed: number;
  /** Absolute path. */
  requestLog: string;
  summary: boolean;
}

/** Reads and checks the inputs of start-lab. What the scenario holds is checked by the lab itself. */
export function readInputs(reader: InputReader): Inputs {
  const workspace = workspaceOf(process.env);
  const dataDir = reader.optional('data-dir');
  const requestLog = reader.optional('request-log');
  const temp = process.env['RUNNER_TEMP'] ?? workspace;
  return {
    scenario: readScenario(reader, workspace),
    port: reader.integer('port', { min: 0, max: 65_535 }),
    dataDir: dataDir === undefined ? undefined : resolve(workspace, dataDir),
    speed: reader.integer('speed', { min: 1, max: 100_000 }),
    requestLog:
      requestLog === undefined
        ? join(temp, `perfecto-lab-requests-${process.pid}.jsonl`)
        : resolve(workspace, requestLog),
    summary: reader.flag('summary'),
  };
}

function readScenario(reader: InputReader, workspace: string): string {
  const given = reader.text('scenario') || 'default';
  const isText = given.includes('\n') || given.includes(':');
  const isName = /^[a-z][a-z-]*$/.test(given);
  const path = resolve(workspace, given);
  if (!isText && isFile(path)) return readFileSync(path, 'utf8');
  if (!isText && !isName) reader.problems.add('scenario', `there is no file ${given} in the workspace.`);
  return given;
}
