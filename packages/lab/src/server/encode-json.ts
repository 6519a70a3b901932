import type { Tree } from './answer.ts';

/** Compact JSON of a tree. */
export function encodeJson(tree: Tree, scalars: 'text' | 'native'): string {
  return JSON.stringify(scalars === 'text' ? textScalars(tree) : tree);
}

/** The same tree with every leaf as a string, as legacy answers carry them (protocol.md 5, from client code). */
export function textScalars(tree: Tree): Tree {
  if (isList(tree)) return tree.map(textScalars);
  if (typeof tree !== 'object') return String(tree);
  const texts: Record<string, Tree> = {};
  for (const [name, value] of Object.entries(tree)) {
    if (value !== undefined) texts[name] = textScalars(value);
  }
  return texts;
}

/** `Array.isArray` that knows read-only lists. */
export function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
