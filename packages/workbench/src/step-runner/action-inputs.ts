import type { ActionManifest } from './action-manifest.ts';

/** Inputs as INPUT_* variables, and what GitHub warns about. */
export interface ResolvedInputs {
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Applies defaults and names the variables: upper case, spaces to underscores, dashes kept. Every input
 * of action.yml gets its variable, empty when it has neither value nor default. Given names are compared
 * without case. A missing required input is only warned about, never refused.
 */
export function resolveInputs(
  manifest: ActionManifest,
  given: Readonly<Record<string, string>>,
  evaluate: (template: string) => string,
): ResolvedInputs {
  const env: Record<string, string> = {};
  const warnings: string[] = [];
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  for (const input of manifest.inputs) {
    const value = byName.get(input.name.toLowerCase());
    byName.delete(input.name.toLowerCase());
    if (value !== undefined && input.deprecationMessage !== undefined) {
      warnings.push(`Input '${input.name}' has been deprecated with message: ${input.deprecationMessage}`);
    }
    if (value === undefined && input.default === undefined && input.required) {
      warnings.push(`Input '${input.name}' is required and not given.`);
    }
    env[inputVariable(input.name)] = evaluate(value ?? input.default ?? '');
  }
  if (byName.size > 0) {
    const names = [...byName.keys()].map((name) => `'${name}'`).join(', ');
    const known = manifest.inputs.map(({ name }) => `'${name}'`).join(', ');
    warnings.push(`Unexpected input(s) ${names}, valid inputs are [${known}]`);
  }
  for (const [name, value] of byName) env[inputVariable(name)] = evaluate(value);
  return { env, warnings };
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
