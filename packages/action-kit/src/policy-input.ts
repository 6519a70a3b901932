import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PolicyError, type Policy } from '@perfecto-actions/results';
import type { InputReader } from './input-reader.ts';
import { isFile } from './is-file.ts';

/** Reads the `policy` input: YAML text, or the path of a YAML file. The parser is loaded only when there is one. */
export async function readPolicy(reader: InputReader, workspace: string): Promise<Policy | undefined> {
  const given = reader.text('policy');
  if (given === '') return undefined;
  const { parsePolicy } = await import('@perfecto-actions/results/policy');
  const path = resolve(workspace, given);
  const isPath = isFile(path);
  if (!isPath && !given.includes('\n') && !given.includes(':')) {
    reader.problems.add(
      'policy',
      `there is no file ${given}; give a path in the workspace or the policy itself.`,
    );
    return undefined;
  }
  try {
    return parsePolicy(isPath ? readFileSync(path, 'utf8') : given);
  } catch (error) {
    const problems = error instanceof PolicyError ? error.problems : [`the file ${given} cannot be read.`];
    for (const problem of problems) reader.problems.add('policy', problem.replace(/^the policy: /, ''));
    return undefined;
  }
}
