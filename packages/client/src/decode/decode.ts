import type { Operation, Shape } from '@perfecto-actions/catalog';
import { DecodeError } from '../errors.ts';

/** Reads the JSON text of an answer into the types of the catalogue; throws DecodeError naming the place. */
export function decodeJson<Answer>(descriptor: Operation<object, Answer>, text: string): Answer {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch (cause) {
    throw new DecodeError(descriptor.id, 'the whole answer', 'JSON', text, { cause });
  }
  return decodeTree(descriptor, tree);
}

/**
 * Reads a tree of strings, numbers and objects by the operation's shape. Scalars may be strings or native
 * (legacy JSON sends strings), lists may be wrapped (`<groups><group/></groups>`), unlisted fields are dropped.
 */
export function decodeTree<Answer>(descriptor: Operation<object, Answer>, tree: unknown): Answer {
  if (descriptor.answer === undefined) return tree as Answer;
  const reader = new Reader(descriptor.id, descriptor.xmlOnly === true);
  return reader.read(descriptor.answer, descriptor.flat ? nested(tree) : tree, '$') as Answer;
}

/** `{"timer.elapsed": "12"}` as `{timer: {elapsed: "12"}}`; anything that is no object stays for the reader to refuse. */
function nested(tree: unknown): unknown {
  if (!isRecord(tree)) return tree;
  const root: Record<string, unknown> = {};
  for (const [dotted, value] of Object.entries(tree)) {
    const path = dotted.split('.');
    const last = path.pop() ?? '';
    let at = root;
    for (const name of path) {
      const next = Object.hasOwn(at, name) ? at[name] : undefined;
      const inner = isRecord(next) ? next : {};
      put(at, name, inner);
      at = inner;
    }
    put(at, last, value);
  }
  return root;
}

class Reader {
  readonly #operation: string;
  readonly #repeats: boolean;

  constructor(operation: string, repeats: boolean) {
    this.#operation = operation;
    this.#repeats = repeats;
  }

  read(shape: Shape, value: unknown, path: string): unknown {
    if (typeof shape === 'string') return this.#scalar(shape, value, path);
    if (isList(shape)) return this.#list(shape[0], value, path);
    return this.#object(shape, value, path);
  }

  #object(shape: Readonly<Record<string, Shape>>, value: unknown, path: string): object {
    // An empty element of XML is an empty text.
    const source = value === '' ? {} : value;
    if (!isRecord(source)) return this.#fail(path, 'an object', value);
    const result: Record<string, unknown> = {};
    for (const [key, fieldShape] of Object.entries(shape)) {
      if (key === '*') {
        for (const [name, field] of Object.entries(source)) {
          if (!Object.hasOwn(shape, name)) put(result, name, this.read(fieldShape, field, `${path}.${name}`));
        }
        continue;
      }
      const isRequired = key.endsWith('!');
      const name = isRequired ? key.slice(0, -1) : key;
      const field = Object.hasOwn(source, name) ? source[name] : undefined;
      const fieldPath = `${path}.${name}`;
      if (field === undefined || field === null) {
        if (isRequired) this.#fail(fieldPath, typeof fieldShape === 'string' ? fieldShape : 'a value', field);
      } else if (!isRequired && isEmpty(field) && fieldShape !== 'string' && fieldShape !== 'unknown') {
        // An empty optional number, list or object says no more than an absent one.
        if (isList(fieldShape)) result[name] = [];
      } else {
        result[name] = this.read(fieldShape, field, fieldPath);
      }
    }
    return result;
  }

  #list(item: Shape, value: unknown, path: string): unknown[] {
    return this.#items(item, value).map((entry, index) => this.read(item, entry, `${path}[${index}]`));
  }

  #items(item: Shape, value: unknown): unknown[] {
    if (Array.isArray(value)) return value;
    if (value === '') return [];
    if (typeof value !== 'object' || value === null) return [value];
    const members = Object.entries(value as Record<string, unknown>);
    const [only] = members;
    if (only === undefined) return [];
    if (members.length > 1 || !this.#isWrapper(item, only[0])) return [value];
    return Array.isArray(only[1]) ? only[1] : [only[1]];
  }

  /** An object of one member around an item is a wrapper, unless the member is one of the item's own. */
  #isWrapper(item: Shape, member: string): boolean {
    if (typeof item === 'string') return true;
    return !this.#repeats && !Object.hasOwn(item, member) && !Object.hasOwn(item, `${member}!`);
  }

  #scalar(
    type: 'string' | 'integer' | 'number' | 'boolean' | 'unknown',
    value: unknown,
    path: string,
  ): unknown {
    switch (type) {
      case 'unknown':
        return value;
      case 'string':
        if (typeof value === 'string') return value;
        if (typeof value === 'number' || typeof value === 'boolean') return String(value);
        return this.#fail(path, 'a text', value);
      case 'boolean':
        if (typeof value === 'boolean') return value;
        if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
        return this.#fail(path, 'true or false', value);
      case 'integer':
      case 'number': {
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        if (
          typeof number === 'number' &&
          Number.isFinite(number) &&
          (type === 'number' || Number.isInteger(number))
        ) {
          return number;
        }
        return this.#fail(path, type === 'integer' ? 'a whole number' : 'a number', value);
      }
    }
  }

  #fail(path: string, expected: string, found: unknown): never {
    throw new DecodeError(this.#operation, path, expected, found);
  }
}

/** An empty element of XML is an empty text, in JSON an empty object. */
function isEmpty(value: unknown): boolean {
  if (value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a member whose name the service chose: `__proto__` is a name like any other. */
function put(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
