import { createHash } from 'node:crypto';

/** A source of numbers in [0, 1) that depends on its seed alone. */
export type SeededRandom = () => number;

/**
 * Makes a random source from a text, so that an artefact varies from run to run but never between two
 * renderings of the same run. The generator is mulberry32; it must not be used for secrets.
 */
export function seededRandom(...seed: readonly string[]): SeededRandom {
  let state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: SeededRandom, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}
