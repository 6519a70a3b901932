import type { Shape } from '@perfecto-actions/catalog';

export type Scalar = 'string' | 'integer' | 'number' | 'boolean' | 'unknown';

/** A shape, ready to be read by: shapes are constants of the catalogue, read again and again. */
export type Layout =
  | { kind: Scalar }
  | { kind: 'list'; item: Layout }
  | {
      kind: 'object';
      fields: ReadonlyMap<string, Field>;
      required: readonly Field[];
      /** What members of other names are read as; undefined when they are dropped. */
      others: Layout | undefined;
      /** The members of the last object in their order: a service writes one object like the other. */
      lastSeen: Field[];
    };

export type ObjectLayout = Layout & { kind: 'object' };

/** One member of an object. */
export interface Field {
  name: string;
  /** Undefined for a name that is not listed and dropped. */
  layout: Layout | undefined;
  isListed: boolean;
  isText: boolean;
  /** Without it an answer is none. */
  isRequired: boolean;
}

/** More members than any listed object has; those of an open one need not be remembered. */
const mostRemembered = 100;

const layouts = new WeakMap<object, Layout>();

export function layoutOf(shape: Shape): Layout {
  if (typeof shape === 'string') return { kind: shape };
  const known = layouts.get(shape);
  if (known !== undefined) return known;
  const layout: Layout = isList(shape) ? { kind: 'list', item: layoutOf(shape[0]) } : objectLayout(shape);
  layouts.set(shape, layout);
  return layout;
}

function objectLayout(shape: Readonly<Record<string, Shape>>): ObjectLayout {
  const fields = new Map<string, Field>();
  for (const [key, wanted] of Object.entries(shape)) {
    if (key === '*') continue;
    const isRequired = key.endsWith('!');
    const name = isRequired ? key.slice(0, -1) : key;
    fields.set(name, {
      name,
      layout: layoutOf(wanted),
      isListed: true,
      isText: wanted === 'string',
      isRequired,
    });
  }
  const required = [...fields.values()].filter((field) => field.isRequired);
  const others = shape['*'] === undefined ? undefined : layoutOf(shape['*']);
  return { kind: 'object', fields, required, others, lastSeen: [] };
}

/** The field of a name, which is mostly where it was the last time; that saves looking it up. */
export function fieldAt({ fields, others, lastSeen }: ObjectLayout, position: number, name: string): Field {
  const last = lastSeen[position];
  if (last?.name === name) return last;
  const field = fields.get(name) ?? {
    name,
    layout: others,
    isListed: false,
    isText: false,
    isRequired: false,
  };
  if (position < mostRemembered) lastSeen[position] = field;
  return field;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
