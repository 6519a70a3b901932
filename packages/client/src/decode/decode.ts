import type { Operation } from '@perfecto-actions/catalog';
import { DecodeError } from '../errors.ts';
import { fieldAt, layoutOf, type Field, type Layout, type ObjectLayout, type Scalar } from './layout.ts';

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
  return reader.read(layoutOf(descriptor.answer), descriptor.flat ? nested(tree) : tree) as Answer;
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
  /** Where the reader is: names of members and numbers of items. Put together only when something is wrong. */
  readonly #path: (string | number)[] = [];

  constructor(operation: string, repeats: boolean) {
    this.#operation = operation;
    this.#repeats = repeats;
  }

  read(layout: Layout, value: unknown): unknown {
    if (layout.kind === 'object') return this.#object(layout, value);
    if (layout.kind === 'list') return this.#list(layout.item, value);
    return this.#scalar(layout.kind, value);
  }

  #at(place: string | number, layout: Layout, value: unknown): unknown {
    this.#path.push(place);
    const result = this.read(layout, value);
    this.#path.pop();
    return result;
  }

  /** Reads the members where they are: another object would take longer to build than all the rest. */
  #object(layout: ObjectLayout, value: unknown): object {
    // An empty element of XML is an empty text.
    const members = value === '' ? {} : value;
    if (!isRecord(members)) return this.#fail('an object', value);
    let result = members;
    let position = 0;
    let missing = layout.required.length;
    // By the names that came: they are far fewer than those that are known.
    for (const name in members) {
      const member = members[name];
      const field = fieldAt(layout, position, name);
      position += 1;
      // Most are texts, and need no more than this look.
      const read = field.isText && typeof member === 'string' ? member : this.#member(field, member);
      if (read === undefined) {
        if (result === members) result = membersBefore(name, members);
        continue;
      }
      if (result !== members) put(result, name, read);
      else if (read !== member) members[name] = read;
      if (field.isRequired) missing -= 1;
    }
    if (missing > 0) this.#miss(layout.required, members);
    return result;
  }

  /** Undefined for what an answer does not say, or what nobody asks for. */
  #member({ name, layout, isListed, isRequired }: Field, member: unknown): unknown {
    if (layout === undefined) return undefined;
    if (isListed) {
      if (member === undefined || member === null) return undefined;
      // An empty optional number, list or object says no more than an absent one.
      if (!isRequired && isEmpty(member)) {
        if (layout.kind === 'list') return [];
        if (layout.kind !== 'string' && layout.kind !== 'unknown') return undefined;
      }
    }
    return this.#at(name, layout, member);
  }

  #list(item: Layout, value: unknown): unknown[] {
    const items = this.#items(item, value);
    for (let index = 0; index < items.length; index += 1) items[index] = this.#at(index, item, items[index]);
    return items;
  }

  #items(item: Layout, value: unknown): unknown[] {
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
  #isWrapper(item: Layout, member: string): boolean {
    return item.kind !== 'object' || (!this.#repeats && !item.fields.has(member));
  }

  #scalar(type: Scalar, value: unknown): unknown {
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

  #miss(required: readonly Field[], members: Readonly<Record<string, unknown>>): void {
    for (const { name, layout } of required) {
      const found = Object.hasOwn(members, name) ? members[name] : undefined;
      if (found !== undefined && found !== null) continue;
      this.#path.push(name);
      this.#fail(
        layout?.kind === undefined || layout.kind === 'object' || layout.kind === 'list'
          ? 'a value'
          : layout.kind,
        found,
      );
    }
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

/** A copy of an object up to a member. */
function membersBefore(last: string, members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name in members) {
    if (name === last) break;
    put(result, name, members[name]);
  }
  return result;
}

/** Sets a member whose name the service chose: `__proto__` is a name like any other. */
function put(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}
