import type { FieldFact } from '../facts.ts';

/** A node of the tree that the field paths of an answer span. */
export interface ShapeNode {
  fact?: FieldFact;
  isList: boolean;
  fields: Map<string, ShapeNode>;
}

/** Builds the tree of an answer from paths such as `executions[].devices[].deviceId`. */
export function shapeTree(facts: readonly FieldFact[]): ShapeNode {
  const root: ShapeNode = { isList: false, fields: new Map() };
  for (const fact of facts) {
    let node = root;
    for (const part of fact.name.split('.')) {
      const name = part.replace('[]', '');
      let next = node.fields.get(name);
      if (!next) node.fields.set(name, (next = { isList: false, fields: new Map() }));
      if (part.endsWith('[]')) next.isList = true;
      node = next;
    }
    if (fact.type.startsWith('array')) node.isList = true;
    node.fact = fact;
  }
  return root;
}

/** The scalar that a leaf holds. */
export function leafType(node: ShapeNode): 'string' | 'integer' | 'number' | 'boolean' | 'unknown' {
  switch (node.fact?.type) {
    case 'string':
    case 'array<string>':
      return 'string';
    case 'integer':
    case 'number':
    case 'boolean':
      return node.fact.type;
    case 'array<object>':
    case 'object':
    case 'binary':
    case 'unknown':
    case undefined:
      return 'unknown';
  }
}

/** A family of fields such as `timer.<type>` cannot be named one by one. */
export function isFamily(name: string): boolean {
  return name.startsWith('<');
}

/** A field that has to be there: marked so, or an object that holds such a field. A list may be absent. */
export function isRequired(node: ShapeNode): boolean {
  if (node.fact?.required === true) return true;
  return !node.isList && [...node.fields.values()].some(isRequired);
}
