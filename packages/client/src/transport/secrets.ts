import type { OperationDescriptor } from '@perfecto-actions/catalog';
import type { Credentials } from '../credentials.ts';
import { secretForms } from '../secret-forms.ts';

/** Parameters whose values are secret, besides `securedParam.<name>` and the like: passwords, and the token of an exchange. */
const secretNames: readonly string[] = ['password', 'userPassword', 'offline_token'];

/** Texts of one call that must show up in no error: credentials and secret parameters. */
export function secretsOf(parameters: object, credentials: Credentials): readonly string[] {
  const own =
    credentials.kind === 'token'
      ? [credentials.securityToken]
      : [credentials.password, `${credentials.user}:${credentials.password}`];
  const given = Object.entries(parameters)
    .filter(([name]) => name.startsWith('secured') || secretNames.includes(name))
    .flatMap(([, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? Object.values(value as Record<string, unknown>) : [value],
    );
  return [...own, ...given.filter((value) => value !== undefined).map(String)];
}

/** The text with secrets replaced, as they are and as they may be written in an answer. */
export function hide(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of forms(secrets)) shown = shown.replaceAll(secret, '***');
  return shown;
}

/** Whether an answer holds a secret, or is one itself: operations that take no credentials hand out new ones. */
export function mayHoldSecret(
  { anonymous }: OperationDescriptor,
  text: string,
  secrets: readonly string[],
): boolean {
  return anonymous === true || forms(secrets).some((secret) => text.includes(secret));
}

/** Longest first, so that no rest of one is left where another is a part of it. */
function forms(secrets: readonly string[]): string[] {
  return secrets.flatMap(secretForms).sort((a, b) => b.length - a.length);
}
