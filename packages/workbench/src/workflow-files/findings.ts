import { spawn } from 'node:child_process';
import { json, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A workflow, or an `action.yml`, which the language service tells by the path. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
}

const program = fileURLToPath(new URL('language-service.ts', import.meta.url));

/**
 * What is wrong with each file by GitHub's own schemas and expressions, and by the inputs of this repository's actions
 * and reusable workflows: lines such as `12: Unexpected value 'runs'`, none for a good file.
 */
export async function findingsIn(files: readonly CheckedFile[]): Promise<string[][]> {
  const child = spawn(process.execPath, [program], {
    // The options of a test runner are not for it.
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(files));
  const [findings, complaint] = await Promise.all([
    json(child.stdout).catch(() => undefined),
    text(child.stderr),
  ]);
  if (findings === undefined) throw new Error(`The language service ended early: ${complaint}`);
  return findings as string[][];
}
