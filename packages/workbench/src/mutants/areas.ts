import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace.ts';

/** What is changed, and the tests that are to notice; both as patterns below the root of the workspace. */
export interface Area {
  readonly sources: string;
  readonly tests: string;
  /** Its modules keep nothing from one call to the next, so a process where others were tried before is as good as a new one. */
  readonly isStateless: boolean;
}

/** The parts of the product that every job relies on. */
export const areas: Readonly<Record<string, Area>> = {
  gate: {
    sources: 'packages/results/src/gate/*.ts',
    tests: 'packages/results/test/{evidence,gate,gate-words,policy,policy-examples}.test.ts',
    isStateless: true,
  },
  decode: {
    sources: 'packages/client/src/decode/*.ts',
    tests: 'packages/client/test/{decode,decode-shapes,odd-answers}.test.ts',
    // Shapes are read once and kept.
    isStateless: false,
  },
  transport: {
    sources: 'packages/client/src/transport/*.ts',
    tests:
      'packages/client/test/{answers,attempts,broken-connections,connection,connection-use,download,download-hosts,hosts,odd-answers,proxy,refusals,retries,secret-parameters,secrets,start-once,upload,wire}.test.ts',
    isStateless: true,
  },
};

/** Absolute paths that a pattern below the root names, sorted. */
export async function filesOf(pattern: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: workspaceRoot })) paths.push(join(workspaceRoot, path));
  return paths.sort();
}
