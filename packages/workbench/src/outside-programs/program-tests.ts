import { findProgram, type OutsideProgram } from './find-program.ts';

/** Whether the tests of an outside program can run here, and what is to be said of it. */
export type ProgramTests =
  | { decision: 'run'; path: string }
  /** They count as skipped. */
  | { decision: 'skip'; line: string }
  /** They count as failed: the require variable asks for them. */
  | { decision: 'fail'; line: string };

/** Decides once, before any test is collected, so that the count is the same for every file. */
export function decideTests(
  program: OutsideProgram,
  env: Readonly<Record<string, string | undefined>>,
): ProgramTests {
  const { name, commands, pathVariable, requireVariable, tests } = program;
  const path = findProgram(program, env);
  const complaint = path === undefined ? `No ${name} was found` : program.complaint?.(path);
  if (path !== undefined && complaint === undefined) return { decision: 'run', path };
  if (env[requireVariable] === '1') {
    return { decision: 'fail', line: `${complaint ?? ''}, and ${requireVariable}=1 asks for its tests.` };
  }
  const cure = `Install ${commands[0] ?? name} or set ${pathVariable} to run them.`;
  return { decision: 'skip', line: `${complaint ?? ''}: ${tests} are skipped. ${cure}` };
}
