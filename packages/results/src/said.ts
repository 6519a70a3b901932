import type { ExecutionResult } from './model.ts';

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
  if (text === undefined || text === notSaid) return false;
  return !empty.has(text.trim().replace(/[.!]$/u, '').toLowerCase());
}

/**
 * What the service said about the end of an execution: reason and description in one text, without saying anything
 * twice; else the message of the reporting API. Nothing when it did not say why.
 */
export function saidOf({ reason, description, reported }: ExecutionResult): string | undefined {
  const why = [reason, description].map((text) => (text === undefined ? '' : unstuttered(text)));
  const said = why.filter(saysWhy).map((text) => withoutPrefix(text, 'Failed'));
  const [first, second] = said;
  if (first === undefined) return reported?.find(({ message }) => saysWhy(message))?.message;
  if (second === undefined) return first;
  const rest = withoutPrefix(second, first);
  return rest === '' || rest === first ? first : `${first}: ${rest}`;
}

/** `Failed: Failed: why` becomes `Failed: why`: each layer of a service puts its own word in front. */
export function unstuttered(text: string): string {
  let rest = text.trim();
  for (;;) {
    const colon = rest.indexOf(':');
    const word = rest.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const next = rest.slice(colon + 1).trimStart();
    if (word === '' || !/^\s*:/u.test(next.slice(word.length)) || !startsWith(next, word)) return rest;
    rest = next;
  }
}

/** A text of the service as the end of a sentence that has said "failed" already. */
export function afterFailed(text: string): string {
  return ended(withoutPrefix(unstuttered(text), 'Failed'));
}

/** The text with a full stop, unless it ends as a sentence does. */
export function ended(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function withoutPrefix(text: string, prefix: string): string {
  if (!startsWith(text, prefix)) return text;
  const rest = text.slice(prefix.length).trimStart();
  if (rest === '') return '';
  return rest.startsWith(':') ? rest.slice(1).trim() : text;
}

function startsWith(text: string, word: string): boolean {
  return text.slice(0, word.length).toLowerCase() === word.toLowerCase();
}
