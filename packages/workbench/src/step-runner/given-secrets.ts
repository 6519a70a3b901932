import type { JobOptions } from './job-options.ts';

/** Inputs that are secret by their name, also where a test writes the value down instead of a `secrets` expression. */
const secretInputs = new Set(['security-token', 'password', 'github-token']);

/** Every secret that a job is given: the repository's, GitHub's own, credentials of a proxy, and secret inputs. */
export function secretsGivenTo({ secrets = {}, github, services, steps, env = {} }: JobOptions): Set<string> {
  const inputs = steps
    .flatMap((step) => Object.entries(step.with ?? {}))
    .filter(([name, value]) => secretInputs.has(name) && !value.includes('${{'))
    .map(([, value]) => value);
  const tokens = [github?.['token'] ?? '', services?.github['token'] ?? '', ...(services?.secrets ?? [])];
  const environments = [env, ...steps.map((step) => step.env ?? {})];
  const given = [
    ...Object.values(secrets),
    ...inputs,
    ...tokens,
    ...environments.flatMap((one) => Object.values(one)).map(proxyPassword),
  ];
  return new Set(given.filter((secret) => secret !== ''));
}

function proxyPassword(value: string): string {
  if (!/^https?:\/\/[^/]*@/.test(value)) return '';
  return decodeURIComponent(new URL(value).password);
}
