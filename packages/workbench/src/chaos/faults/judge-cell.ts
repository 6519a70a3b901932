import type { Expectation } from './expectations.ts';
import type { Seen } from './run-cell.ts';

/** Marks of a sentence that was written for a program: nobody can act on it at night. */
const useless = /\[object |\bundefined\b|\bNaN\b|^Unexpected:|^\s+at .*:\d+:\d+|UND_ERR|\uFFFD/m;
const longestSentence = 1000;

/** In what a cell differs from what is expected of it; empty when it does not. */
export function differences(seen: Seen, expected: Expectation): string[] {
  const { step, errors, warnings, requests, isPlayed, tooSoonMs, tooLongMs, left, strangers, hasHung } = seen;
  if (hasHung) return [`it did not end within ${expected.withinS} s`];
  const found: string[] = isPlayed ? [] : ['the lab did not play the fault'];
  const colour = step.outcome === 'success' ? 'green' : 'red';
  if (colour !== expected.colour) found.push(`it is ${colour}, not ${expected.colour}`);
  if (!patternOf(expected.says).test(errors)) found.push(`it does not say "${expected.says}"`);
  if (!patternOf(expected.warns).test(warnings)) {
    found.push(`it does not warn "${expected.warns}" but "${warnings.trim()}"`);
  }
  if (useless.test(errors) || useless.test(warnings)) found.push('its sentence is of no use to a person');
  if (errors.length > longestSentence) found.push(`its sentence has ${errors.length} characters`);
  if (!isCount(requests, expected.requests)) {
    found.push(`it sent ${requests} requests, not ${countInWords(expected.requests)}`);
  }
  if (tooSoonMs > 0) found.push(`it asked again ${tooSoonMs} ms before it was asked to`);
  if (tooLongMs > 0) found.push(`it waited ${tooLongMs} ms beyond what its limit of time allows`);
  if (step.post?.outcome === 'failure') found.push('its post stage failed');
  if (strangers > 0) found.push(`it connected to another host ${strangers} times`);
  found.push(...left.map((what) => `left behind: ${what}`));
  return found.length === 0 || errors === ''
    ? found
    : [...found, `it said "${errors.replaceAll('\n', ' / ')}"`];
}

/** `4` or `at most 4`, which is one at least. */
export function countInWords(count: Expectation['requests']): string {
  return typeof count === 'number' ? String(count) : `at most ${count.atMost}`;
}

function isCount(requests: number, expected: Expectation['requests']): boolean {
  return typeof expected === 'number' ? requests === expected : requests >= 1 && requests <= expected.atMost;
}

/** The text with `…` for any text; a line break counts as a blank. */
function patternOf(says: string): RegExp {
  const parts = says.split('…').map((part) =>
    part
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+'),
  );
  return new RegExp(parts.join('[^]*'));
}
