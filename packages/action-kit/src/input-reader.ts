import { getInput } from '@actions/core';
import { Problems } from './problems.ts';
import { inWords, parseDurationMs } from './duration.ts';

/** Reads the texts of action.yml's inputs into typed values. Nothing is thrown until {@link finish}. */
export class InputReader {
  readonly problems = new Problems();

  /** The trimmed text, empty when it was not given. */
  text(name: string): string {
    return getInput(name);
  }

  /** The text, or undefined when it was not given. */
  optional(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  /** A text that must be there. */
  required(name: string): string {
    const text = this.text(name);
    if (text === '') this.problems.add(name, 'is missing. Give it under `with:`.');
    return text;
  }

  /** `true` or `false`. */
  flag(name: string): boolean {
    const text = this.text(name).toLowerCase();
    if (text !== 'true' && text !== 'false') {
      this.problems.add(name, `is ${JSON.stringify(this.text(name))}; give true or false.`);
    }
    return text === 'true';
  }

  /** One of the given words. */
  choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
    const text = this.text(name).toLowerCase();
    const found = words.find((word) => word.toLowerCase() === text);
    if (found === undefined) {
      this.problems.add(name, `is ${JSON.stringify(this.text(name))}; give one of ${words.join(', ')}.`);
    }
    return found ?? words[0];
  }

  /** A whole number within bounds. */
  integer(name: string, { min, max }: { min: number; max: number }): number {
    const text = this.text(name);
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value) || value < min || value > max) {
      this.problems.add(name, `is ${JSON.stringify(text)}; give a whole number from ${min} to ${max}.`);
      return min;
    }
    return value;
  }

  /** A time such as `90s`, `15m`, `2h` or `500ms`, in milliseconds. */
  durationMs(name: string, { minMs, maxMs }: { minMs: number; maxMs: number }): number {
    const text = this.text(name);
    const value = parseDurationMs(text);
    if (value === undefined) {
      this.problems.add(name, `is ${JSON.stringify(text)}; give a time such as 30s, 15m or 2h.`);
      return minMs;
    }
    if (value < minMs || value > maxMs) {
      this.problems.add(name, `is ${text}; give a time from ${inWords(minMs)} to ${inWords(maxMs)}.`);
    }
    return value;
  }

  /** One entry a line; commas separate too. Empty entries and duplicates go. */
  list(name: string): string[] {
    const entries = this.lines(name).flatMap((line) => line.split(','));
    return [...new Set(entries.map((entry) => entry.trim()))].filter((entry) => entry !== '');
  }

  /** One entry a line, commas kept. Empty lines go. */
  lines(name: string): string[] {
    return this.text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  /** Throws InputError listing every problem that was found. */
  finish(): void {
    this.problems.throwIfAny();
  }
}
