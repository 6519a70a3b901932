import { ResultsError } from './results-error.ts';
import { shown } from './text/shown.ts';

/** Reads a value found at a path, or throws `ResultsError` with that path. */
export type Shape<Value> = (value: unknown, path: string) => Value;

/** A field that may be absent. `null` counts as absent, since other writers put it there. */
export interface Optional<Value> {
  optional: Shape<Value>;
}

type Fields = Record<string, Shape<unknown> | Optional<unknown>>;
type RequiredOf<F extends Fields> = {
  [K in keyof F as F[K] extends Shape<unknown> ? K : never]: Value<F[K]>;
};
type OptionalOf<F extends Fields> = {
  [K in keyof F as F[K] extends Shape<unknown> ? never : K]?: Value<F[K]>;
};
type Value<F> = F extends Shape<infer V> ? V : F extends Optional<infer V> ? V : never;

export function optional<Value>(shape: Shape<Value>): Optional<Value> {
  return { optional: shape };
}

export const text: Shape<string> = (value, path) =>
  typeof value === 'string' ? value : wrong(path, 'a text', value);

export const flag: Shape<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : wrong(path, 'true or false', value);

export const number: Shape<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : wrong(path, 'a number', value);

export const count: Shape<number> = (value, path) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : wrong(path, 'a whole number from 0', value);

export const isoTime: Shape<string> = (value, path) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/u.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : wrong(path, 'an ISO 8601 time', value);

/** A text of a certain form; `expected` names the form for the reader. */
export function matching(form: RegExp, expected: string): Shape<string> {
  return (value, path) =>
    typeof value === 'string' && form.test(value) ? value : wrong(path, expected, value);
}

export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value, path) =>
    words.find((word) => word === value) ?? wrong(path, `one of ${words.join(', ')}`, value);
}

export function list<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((item, index) => shape(item, `${path}[${index}]`))
      : wrong(path, 'a list', value);
}

/** An object with these fields; further fields are left out of the result. */
export function object<F extends Fields>(fields: F): Shape<RequiredOf<F> & OptionalOf<F>> {
  return (value, path) => {
    if (!isObject(value)) return wrong(path, 'an object', value);
    const read: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      const at = path === '' ? name : `${path}.${name}`;
      if (typeof field === 'function') read[name] = field(given, at);
      else if (given !== undefined && given !== null) read[name] = field.optional(given, at);
    }
    // The loop above has filled exactly these fields; the compiler cannot follow it.
    return read as RequiredOf<F> & OptionalOf<F>;
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(path: string, expected: string, value: unknown): never {
  throw new ResultsError(
    'wrong-shape',
    `${path} must be ${expected}, but it is ${shown(value, 'nothing')}.`,
    {
      path,
      hint: 'Use a results file as an action wrote it; it is not meant to be edited.',
    },
  );
}
