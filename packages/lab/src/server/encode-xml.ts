import type { Tree, XmlElement } from './answer.ts';
import { isList } from './encode-json.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** The XML form of a tree: root `response`, lists as wrapped children in the singular (inferred from samples). */
export function encodeResponse(tree: Tree): string {
  return encodeElement({ name: 'response', ...contentOf('response', tree) });
}

/** A document of one element. Empty elements are written open and closed, as the real device list does. */
export function encodeElement(root: XmlElement): string {
  const pieces = [declaration];
  write(root, pieces);
  return pieces.join('');
}

/** The children for the members of a tree, for answers that add attributes or mixed content. */
export function elementsOf(tree: Readonly<Record<string, Tree | undefined>>): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const [name, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    // A list that is named like one of its entries has no element of its own: `properties` holds `property` many times.
    if (isList(value) && singular(name) === name) {
      elements.push(...value.map((item) => ({ name, ...contentOf(name, item) })));
    } else elements.push({ name, ...contentOf(name, value) });
  }
  return elements;
}

function contentOf(name: string, tree: Tree): Pick<XmlElement, 'text' | 'children'> {
  if (isList(tree)) {
    const child = singular(name);
    return { children: tree.map((item) => ({ name: child, ...contentOf(child, item) })) };
  }
  if (typeof tree === 'object') return { children: elementsOf(tree) };
  return { text: String(tree) };
}

/** `executions` to `execution`, `accessibilities` to `accessibility`. */
function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

function write(element: XmlElement, pieces: string[]): void {
  pieces.push('<', element.name);
  for (const [name, value] of Object.entries(element.attributes ?? {})) {
    pieces.push(' ', name, '="', escapeXml(String(value)), '"');
  }
  pieces.push('>', escapeXml(element.text ?? ''));
  for (const child of element.children ?? []) write(child, pieces);
  pieces.push('</', element.name, '>');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML; characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      // eslint complains about control characters in a class, so the forbidden ones are the complement of the allowed.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
      .replace(/[&<>"]/g, (character) => entities[character] ?? character)
  );
}
