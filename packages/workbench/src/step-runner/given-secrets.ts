import { isMap, parseDocument, visit } from 'yaml';
import type { JobOptions } from './job-options.ts';

/** Inputs that are secret by their name, also where a test writes the value down instead of a `secrets` expression. */
const secretInputs = new Set(['security-token', 'password', 'github-token']);

/** Every secret that a job is given: the repository's, GitHub's own, credentials of a proxy, and secret inputs. */
export function secretsGivenTo({ secrets = {}, github, services, steps, env = {} }: JobOptions): Set<string> {
  const inputs = steps
    .flatMap((step) => Object.entries(step.with ?? {}))
    .filter(([name, value]) => secretInputs.has(name) && !value.includes('${{'))
    .map(([, value]) => value);
  const secured = steps.flatMap(({ with: given }) => valuesIn(given?.['secured-parameters'] ?? ''));
  const tokens = [github?.['token'] ?? '', services?.github['token'] ?? '', ...(services?.secrets ?? [])];
  const environments = [env, ...steps.map((step) => step.env ?? {})];
  const given = [
    ...Object.values(secrets),
    ...inputs,
    ...secured,
    ...tokens,
    ...environments.flatMap((one) => Object.values(one)).map(proxyPassword),
  ];
  return new Set(given.filter((secret) => secret !== ''));
}

/** The values that a YAML mapping holds, however deep and as they are written, but for expressions. */
function valuesIn(yaml: string): string[] {
  const document = parseDocument(yaml, { schema: 'failsafe' });
  const values: string[] = [];
  if (!isMap(document.contents)) return values;
  visit(document, {
    Scalar(place, { value }) {
      if (place !== 'key' && !String(value).includes('${{')) values.push(String(value));
    },
  });
  return values;
}

function proxyPassword(value: string): string {
  if (!/^https?:\/\/[^/]*@/.test(value)) return '';
  return decodeURIComponent(new URL(value).password);
}
