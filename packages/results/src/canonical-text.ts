import { compareValues } from './order.ts';

/** JSON with sorted keys: equal for equal content. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareValues(a, b)))
      : inner,
  );
}
