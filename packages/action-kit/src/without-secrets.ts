import { encodedForms } from './masking.ts';

/** The same data with every form of the secrets replaced by `***` in its texts; names of members stay. For what is stored (R31). */
export function withoutSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const forms = secrets.flatMap(encodedForms).sort((a, b) => b.length - a.length);
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return forms.reduce((text, form) => text.replaceAll(form, '***'), part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, clean(inner)]));
  };
  return clean(value) as Value;
}
