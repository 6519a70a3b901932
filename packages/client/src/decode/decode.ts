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
  return reader.read(descriptor.answer, descriptor.flat ? nested(tree) : tree) as Answer;
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

/** One member of an object as its shape has it. */
interface Field {
  name: string;
  shape: Shape;
  /** When it is empty, it counts as absent. */
  mayBeEmpty: boolean;
}

/** An object shape, ready to be asked by the names that an answer has. */
interface Plan {
  fields: ReadonlyMap<string, Field>;
  /** Without these an answer is none. */
  required: readonly Field[];
  /** What members of other names are read as. */
  others: Shape | undefined;
}

/** Shapes are constants of the catalogue, read again and again. */
const plans = new WeakMap<object, Plan>();

function planOf(shape: Readonly<Record<string, Shape>>): Plan {
  const known = plans.get(shape);
  if (known !== undefined) return known;
  const fields = new Map<string, Field>();
  const required: Field[] = [];
  for (const [key, wanted] of Object.entries(shape)) {
    if (key === '*') continue;
    const isRequired = key.endsWith('!');
    const name = isRequired ? key.slice(0, -1) : key;
    const field = {
      name,
      shape: wanted,
      mayBeEmpty: !isRequired && wanted !== 'string' && wanted !== 'unknown',
    };
    fields.set(name, field);
    if (isRequired) required.push(field);
  }
  const plan = { fields, required, others: shape['*'] };
  plans.set(shape, plan);
  return plan;
}

class Reader {
  readonly #operation: string;
  readonly #repeats: boolean;
  /** Where the reader is: names of members and numbers of items. Put together only when something is wrong. */
  readonly #path: (string | number)[] = [];

  constructor(operation: string, repeats: boolean) {
    this.#operation = operation;
    this.#repeats = repeats;
  }

  read(shape: Shape, value: unknown): unknown {
    if (typeof shape === 'string') return this.#scalar(shape, value);
    if (isList(shape)) return this.#list(shape[0], value);
    return this.#object(shape, value);
  }

  #at(place: string | number, shape: Shape, value: unknown): unknown {
    this.#path.push(place);
    const result = this.read(shape, value);
    this.#path.pop();
    return result;
  }

  #object(shape: Readonly<Record<string, Shape>>, value: unknown): object {
    // An empty element of XML is an empty text.
    const source = value === '' ? {} : value;
    if (!isRecord(source)) return this.#fail('an object', value);
    const { fields, required, others } = planOf(shape);
    for (const { name, shape: wanted } of required) {
      const member = Object.hasOwn(source, name) ? source[name] : undefined;
      if (member === undefined || member === null) this.#miss(name, wanted, member);
    }
    const result: Record<string, unknown> = {};
    // By the names that came: they are far fewer than those that are known.
    for (const name of Object.keys(source)) {
      const member = source[name];
      const field = fields.get(name);
      if (field === undefined) {
        if (others !== undefined) put(result, name, this.#at(name, others, member));
      } else if (field.mayBeEmpty && isEmpty(member)) {
        // An empty optional number, list or object says no more than an absent one.
        if (isList(field.shape)) result[name] = [];
      } else if (member !== undefined && member !== null) {
        result[name] = this.#at(name, field.shape, member);
      }
    }
    return result;
  }

  #list(item: Shape, value: unknown): unknown[] {
    return this.#items(item, value).map((entry, index) => this.#at(index, item, entry));
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

  #scalar(type: 'string' | 'integer' | 'number' | 'boolean' | 'unknown', value: unknown): unknown {
    switch (type) {
      case 'unknown':
        return value;
      case 'string':
        if (typeof value === 'string') return value;
        if (typeof value === 'number' || typeof value === 'boolean') return String(value);
        return this.#fail('a text', value);
      case 'boolean':
        if (typeof value === 'boolean') return value;
        if (typeof value === 'string') {
          // The way it is nearly always written, without a pattern.
          if (value === 'true' || value === 'false') return value === 'true';
          if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
        }
        return this.#fail('true or false', value);
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
        return this.#fail(type === 'integer' ? 'a whole number' : 'a number', value);
      }
    }
  }

  #miss(name: string, shape: Shape, found: unknown): never {
    this.#path.push(name);
    return this.#fail(typeof shape === 'string' ? shape : 'a value', found);
  }

  #fail(expected: string, found: unknown): never {
    const path = this.#path.map((place) => (typeof place === 'number' ? `[${place}]` : `.${place}`)).join('');
    throw new DecodeError(this.#operation, `$${path}`, expected, found);
  }
}

/** An empty element of XML is an empty text, in JSON an empty object. */
function isEmpty(value: unknown): boolean {
  if (value === '') return true;
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
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
