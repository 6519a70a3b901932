import { setSecret } from '@actions/core';

/**
 * Registers a secret with the runner in every form in which it could show up in a log: as it is, line by line,
 * percent- and form-encoded, Base64, and as inside a JSON text (R31). Call it before the first use.
 */
export function mask(secret: string): void {
  for (const form of encodedForms(secret)) setSecret(form);
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
  const forms = [whole, ...lines].flatMap((text) => [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ v: text }).toString().slice(2),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
    JSON.stringify(text).slice(1, -1),
    // As in a block of JSON inside of HTML.
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('<', String.raw`\u003c`),
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= 4);
}

/**
 * Passes bytes through and replaces every form of the secrets by `***`, also where one lies across two chunks.
 * For texts of the service before they are stored (R31).
 */
export function scrubber(
  secrets: readonly string[],
): (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  // One character a byte, so that any encoding passes unharmed.
  const forms = secrets
    .flatMap(encodedForms)
    .map((form) => Buffer.from(form).toString('latin1'))
    .sort((a, b) => b.length - a.length);
  const longest = forms[0]?.length ?? 0;
  const anyForm = new RegExp(forms.map(literally).join('|'), 'g');
  return async function* (chunks) {
    if (forms.length === 0) {
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

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
