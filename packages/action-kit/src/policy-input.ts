import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PolicyError, type Policy } from '@perfecto-actions/results';
import type { InputReader } from './input-reader.ts';

/** Reads the `policy` input: YAML text, or the path of a YAML file. The parser is loaded only when there is one. */
export async function readPolicy(reader: InputReader, workspace: string): Promise<Policy | undefined> {
  const given = reader.text('policy');
  if (given === '') return undefined;
  const { parsePolicy } = await import('@perfecto-actions/results/policy');
  const path = resolve(workspace, given);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile && !given.includes('\n') && !given.includes(':')) {
    reader.problems.add(
      'policy',
      `there is no file ${given}; give a path in the workspace or the policy itself.`,
    );
    return undefined;
  }
  try {
    return parsePolicy(isFile ? readFileSync(path, 'utf8') : given);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    for (const problem of error.problems) reader.problems.add('policy', problem.replace(/^the policy: /, ''));
    return undefined;
  }
}
