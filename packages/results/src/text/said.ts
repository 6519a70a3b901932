import type { ExecutionResult } from '../model.ts';

/** The message of a failed case whose report gives none. */
export const notSaid = 'It failed; the report does not say why.';

/** Words of the service that say that it failed or ended, and nothing more. */
const empty = new Set([
  '',
  'failed',
  'success',
  'unknown',
  'completed',
  'completedwitherrors',
  'completed with errors',
]);

/** Whether a text of the service says why, rather than only that. */
export function saysWhy(text: string | undefined): text is string {
  return text !== undefined && text !== notSaid && whyIn(text) !== '';
}

/**
 * What a text of the service says about why. `Failed: Failed: why` becomes `why`: each layer of a service puts its own
 * word in front. Empty when it does not say.
 */
export function whyIn(text: string): string {
  let rest = text.trim();
  for (;;) {
    const { head, tail } = cutAtColon(rest);
    const isEmpty = empty.has(head.replace(/[.!]$/u, '').toLowerCase());
    if (!isEmpty && !isSame(head, cutAtColon(tail).head)) return rest;
    if (tail === '') return '';
    rest = tail;
  }
}

/**
 * What the service said about the end of an execution: reason and description in one text, without saying anything
 * twice; else the message of the reporting API. Nothing when it did not say why.
 */
export function saidOf({ reason, description, reported }: ExecutionResult): string | undefined {
  const [first, second] = [reason, description].filter(saysWhy).map(whyIn);
  if (first === undefined) {
    const told = reported?.find(({ message }) => saysWhy(message))?.message;
    return told === undefined ? undefined : whyIn(told);
  }
  if (second === undefined || includes(first, second)) return first;
  if (includes(second, first)) return second;
  const { head, tail } = cutAtColon(second);
  const repeats = isSame(head, first.slice(first.lastIndexOf(':') + 1).trim());
  return `${first}: ${repeats ? tail : second}`;
}

/** The text with a full stop, unless it ends as a sentence does. */
export function ended(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function cutAtColon(text: string): { head: string; tail: string } {
  const colon = text.indexOf(':');
  if (colon < 0) return { head: text, tail: '' };
  return { head: text.slice(0, colon).trim(), tail: text.slice(colon + 1).trimStart() };
}

function isSame(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
