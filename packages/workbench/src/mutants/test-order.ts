import type { CountedTest, LimitedTest } from './trial-messages.ts';

/** What a test may take: several times what it took without a mutant, and what a busy machine may hold it up. */
const slowness = 3;
const holdUpMs = 5_000;

/** Which tests try a mutant, and in which order: whoever notices it ends the trial, so the order decides the time. */
export class TestOrder {
  readonly #cheapestFirst: readonly CountedTest[];
  /** Tests that noticed a mutant, the last one first, by the file of the mutant. */
  readonly #noticed = new Map<string, string[]>();

  constructor(tests: readonly CountedTest[]) {
    this.#cheapestFirst = [...tests].sort((a, b) => a.durationMs - b.durationMs);
  }

  /** The tests that run the code of this mutant: first those that noticed others in its file, then the cheapest. */
  covering({ id, file }: { id: string; file: string }): LimitedTest[] {
    return this.#inOrder(
      file,
      this.#cheapestFirst.filter(({ covers }) => covers.includes(id)),
    );
  }

  /** All tests, for a mutant whose code ran before any of them. */
  all({ file }: { file: string }): LimitedTest[] {
    return this.#inOrder(file, this.#cheapestFirst);
  }

  noteNoticed(file: string, test: string): void {
    const before = this.#noticed.get(file) ?? [];
    this.#noticed.set(file, [test, ...before.filter((other) => other !== test)]);
  }

  #inOrder(file: string, tests: readonly CountedTest[]): LimitedTest[] {
    const first = this.#noticed.get(file) ?? [];
    const rank = ({ id }: CountedTest): number => {
      const place = first.indexOf(id);
      return place === -1 ? first.length : place;
    };
    return tests
      .toSorted((a, b) => rank(a) - rank(b))
      .map(({ id, durationMs }) => ({ id, limitMs: slowness * durationMs + holdUpMs }));
  }
}
