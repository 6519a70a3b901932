import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PolicyError } from '../src/index.ts';
import { parsePolicy } from '../src/gate/policy.ts';

const page = readFileSync(new URL('../../../docs/gate-policy.md', import.meta.url), 'utf8');

/** Every policy on the page: a block of YAML, or the inputs of steps in one. */
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].flatMap(([, block = '']) => {
  const read: unknown = parse(block);
  if (!Array.isArray(read)) return [block];
  return (read as { with: { policy: string } }[])
    .map((step) => step.with.policy)
    .filter((policy) => policy.includes(':'));
});

/** Every duration on this page and on the one it leads to, which has days and bare numbers for other inputs. */
const durations = ['gate-policy', 'durations'].flatMap((name) => {
  const text = readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8');
  return [...text.matchAll(/`([\d.]+(?:ms|h|m|s)(?: ?[\d.]+(?:ms|h|m|s))*)`/gu)].map(
    ([, duration = '']) => duration,
  );
});

/** The keys that a policy may have, in the words of its own error. */
function knownKeys(): string[] {
  try {
    parsePolicy('nothing-like-it: 1');
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message.split('known are ')[1]?.split(', ') ?? [];
  }
  throw new Error('expected a PolicyError');
}

describe('docs/gate-policy.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(12);
  });

  it.each(examples)('has an example that is a policy: %j', (example) => {
    expect(() => parsePolicy(example)).not.toThrow();
  });

  it.each(knownKeys())('explains %s, in the table, in a section and in an example', (key) => {
    expect(page).toContain(`| \`${key}\``);
    expect(page).toContain(`### \`${key}\``);
    expect(examples.some((example) => new RegExp(`^${key}:`, 'mu').test(example))).toBe(true);
  });

  it('explains no key that does not exist', () => {
    const explained = [...page.matchAll(/^### `([\w-]+)`$/gmu)].map(([, key]) => key);
    expect(explained.sort()).toEqual(knownKeys().sort());
  });

  it.each(durations)('leads to the duration %s, which is one', (text) => {
    expect(parsePolicy(`max-duration: ${text}`).maxDurationMs).toBeGreaterThan(0);
  });

  it('leads to the forms of a duration that the page of all inputs has', () => {
    expect(durations).toEqual(expect.arrayContaining(['90s', '500ms', '1h30m', '1h 30m', '1.5h']));
  });
});
