import { encodedForms } from './masking.ts';

/** Members that name or judge something: changed, they would point to nothing, or to something else. */
const kept = new Set(['executionId', 'outcome', 'ending', 'conclusion', 'kind', 'rule', 'schema']);

/**
 * The same data with every form of the secrets replaced by `***` in its texts, for what is stored (R31). Names of
 * members stay, and so do ids and outcomes: a short secret may be a part of them by chance.
 */
export function withoutSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const forms = secrets.flatMap(encodedForms).sort((a, b) => b.length - a.length);
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return forms.reduce((text, form) => text.replaceAll(form, '***'), part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, kept.has(name) ? inner : clean(inner)]),
    );
  };
  return clean(value) as Value;
}
