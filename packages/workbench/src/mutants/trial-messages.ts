/** What a process with the tests of an area is started with. */
export interface TrialStart {
  /** File with the mutated code, as JSON by path. */
  codeFile: string;
  /** Absolute paths. */
  testFiles: readonly string[];
}

/** A test that is to run, and how long it may. */
export interface LimitedTest {
  id: string;
  limitMs: number;
}

/** Asks for all tests without any mutant, or for some with one, up to the first that fails. */
export type TrialRequest = { kind: 'count' } | { kind: 'try'; mutant: string; tests: readonly LimitedTest[] };

/** A test as it is without any mutant. */
export interface CountedTest {
  id: string;
  durationMs: number;
  /** Mutants in code that it ran. */
  covers: readonly string[];
  /** Why it failed, if it did. */
  failure?: string;
}

/** How a mutant came off. */
export type Outcome = 'noticed' | 'timed out' | 'survived' | 'not covered';

/** What the process tells. */
export type TrialReport =
  | { kind: 'loaded' }
  | { kind: 'began'; limitMs: number }
  | { kind: 'no such test'; id: string }
  /** `atLoad` are mutants in code that runs when its module is loaded. */
  | { kind: 'counted'; tests: readonly CountedTest[]; atLoad: readonly string[] }
  /** A spoiled process is not to be used any more: what ran in it may change what runs next. */
  | { kind: 'tried'; outcome: Outcome; by?: string; reason?: string; isSpoiled: boolean };
