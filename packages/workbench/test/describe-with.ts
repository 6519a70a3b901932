import { describe } from '@jest/globals';
import type { OutsideProgram } from '../src/outside-programs/find-program.ts';
import { decideTests } from '../src/outside-programs/program-tests.ts';

/**
 * Tests that need a program which npm does not bring: skipped where there is none, failed where it is required. The
 * suite gets a function that answers the program's path, to be called when the tests run.
 */
export function describeWith(
  program: OutsideProgram,
  name: string,
  suite: (path: () => string) => void,
): void {
  const tests = decideTests(program, process.env);
  const describeSuite = tests.decision === 'skip' ? describe.skip : describe;
  describeSuite(name, () => {
    suite(() => {
      if (tests.decision !== 'run') throw new Error(tests.line);
      return tests.path;
    });
  });
}
