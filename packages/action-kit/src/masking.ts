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
  ]);
  return [...new Set(forms)].filter((form) => form.length >= 4);
}

/** Replaces every form of the secrets in a text that came from the service, before it is stored or shown. */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(encodedForms)
    .sort((a, b) => b.length - a.length)
    .reduce((scrubbed, form) => scrubbed.replaceAll(form, '***'), text);
}
