import type { FieldFact, OperationFacts } from '@perfecto-actions/catalog/facts';

/** The fields of an answer as a tree, from paths such as `executions[].devices[].deviceId`. */
export interface FieldNode {
  /** The path so far, as the catalogue writes it. */
  path: string;
  fact?: FieldFact;
  isList: boolean;
  /** Whether a path writes `[]` behind the name. In documents that are XML only, such lists repeat without a wrapper. */
  hasBrackets: boolean;
  fields: Map<string, FieldNode>;
}

/** Builds the tree of an operation's answer. In a flat one the dots are part of the names. */
export function fieldTree({ fields = [], flat = false }: OperationFacts['response']): FieldNode {
  const root = newNode('');
  for (const fact of fields) {
    let node = root;
    for (const part of flat ? [fact.name] : fact.name.split('.')) {
      const name = part.replace('[]', '');
      let next = node.fields.get(name);
      if (!next) {
        next = newNode(node.path === '' ? name : `${node.path}${node.isList ? '[]' : ''}.${name}`);
        node.fields.set(name, next);
      }
      if (part.endsWith('[]')) {
        next.isList = true;
        next.hasBrackets = true;
      }
      node = next;
    }
    if (fact.type.startsWith('array')) node.isList = true;
    node.fact = fact;
  }
  return root;
}

function newNode(path: string): FieldNode {
  return { path, isList: false, hasBrackets: false, fields: new Map() };
}

/** The node of a member: by its name, or the family (`<name>`, `timer.<type>`) that takes it. */
export function memberOf(node: FieldNode, name: string): FieldNode | undefined {
  const exact = node.fields.get(name);
  if (exact) return exact;
  for (const [known, member] of node.fields) {
    if (known.endsWith('>') && name.startsWith(known.replace(/<.*/, ''))) return member;
  }
  return undefined;
}
