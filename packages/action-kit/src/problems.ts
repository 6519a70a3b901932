import { InputError } from '@perfecto-actions/client';

/** Collects everything that is wrong with the inputs, so that a user sees all of it at once (R14). */
export class Problems {
  readonly #found: string[] = [];

  /** Notes a problem of an input: what was wrong and what to do. */
  add(input: string, sentence: string): void {
    this.#found.push(`${input}: ${sentence}`);
  }

  /** Runs a check whose InputError becomes a problem of this input. */
  check<Value>(input: string, work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) {
        // The check names its input itself, for callers that have no list.
        this.add(input, problem.startsWith(`${input} `) ? problem.slice(input.length + 1) : problem);
      }
      return undefined;
    }
  }

  /** Throws InputError when anything was noted. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new InputError(this.#found);
  }
}
