import { setSecret } from '@actions/core';
import { secretForms } from '@perfecto-actions/client';

const maskedForms = new Set<string>();
let anyMasked: RegExp | undefined;

/**
 * Registers a secret with the runner in every form in which it could show up in a log: as it is, line by line,
 * percent- and form-encoded, Base64, and as inside a JSON text (R31). Call it before the first use.
 */
export function mask(secret: string): void {
  for (const form of encodedForms(secret)) {
    setSecret(form);
    maskedForms.add(form);
  }
  anyMasked = anyOf([...maskedForms]);
}

/** Also the Basic credentials of user and password. */
export function maskCredentials(user: string, password: string): void {
  mask(password);
  mask(`${user}:${password}`);
}

/** All forms of a secret; short fragments are left out, masking them would blacken the log. */
export function encodedForms(secret: string): string[] {
  const whole = secret.trim();
  const lines = whole.includes('\n') ? whole.split(/\r?\n/).map((line) => line.trim()) : [];
  return [...new Set([whole, ...lines].flatMap(secretForms))].filter((form) => form.length >= 4);
}

/** The text with everything replaced that was masked so far: the runner does the same, but not every runner does. */
export function withoutMasked(text: string): string {
  return anyMasked === undefined ? text : text.replace(anyMasked, '***');
}

/**
 * Passes bytes through and replaces every form of the secrets by `***`, also where one lies across two chunks.
 * For texts of the service before they are stored (R31).
 */
export function scrubber(
  secrets: readonly string[],
): (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  // One character a byte, so that any encoding passes unharmed.
  const forms = secrets.flatMap(encodedForms).map((form) => Buffer.from(form).toString('latin1'));
  const longest = Math.max(0, ...forms.map(({ length }) => length));
  const anyForm = anyOf(forms);
  return async function* (chunks) {
    if (anyForm === undefined) {
      yield* chunks;
      return;
    }
    let held = '';
    for await (const chunk of chunks) {
      const text = held + chunk.toString('latin1');
      // What begins later than this may be the beginning of a longer form: it waits for the next chunk.
      const [clean, rest] = cleaned(text, Math.max(0, text.length - longest + 1), anyForm);
      held = rest;
      if (clean !== '') yield Buffer.from(clean, 'latin1');
    }
    yield Buffer.from(held.replace(anyForm, '***'), 'latin1');
  };
}

/** The text up to `safe` with every form replaced that begins before it, and what is left of the text. */
function cleaned(text: string, safe: number, anyForm: RegExp): [clean: string, rest: string] {
  let clean = '';
  let from = 0;
  for (const match of text.matchAll(anyForm)) {
    if (match.index >= safe) break;
    clean += `${text.slice(from, match.index)}***`;
    from = match.index + match[0].length;
  }
  const to = Math.max(from, safe);
  return [clean + text.slice(from, to), text.slice(to)];
}

/** Longest first, so that no rest of one is left where another is a part of it. */
function anyOf(forms: readonly string[]): RegExp | undefined {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return forms.length === 0 ? undefined : new RegExp(longestFirst.map(literally).join('|'), 'g');
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
