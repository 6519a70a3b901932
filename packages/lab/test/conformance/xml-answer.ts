import { XMLParser } from 'fast-xml-parser';
import { memberOf } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';

interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: Element[];
}

/**
 * Reads an XML answer into the tree of its JSON twin, led by the catalogue's paths. `<response>` is left out, any other
 * root stays. A list is the children of its element; in documents that are XML only, and where its name is that of one
 * entry (`property[]` in `properties`), `name[]` repeats the element.
 * Attributes become members; text beside attributes becomes `value`.
 */
export function readXmlAnswer(xml: string, tree: FieldNode): unknown {
  const root = parse(xml);
  if (root.name === 'response') return convert(root, tree, false);
  return { [root.name]: convert(root, memberOf(tree, root.name), true) };
}

/** Name of the root element, and the text of each child without children of its own. */
export function readXmlLeaves(xml: string): { root: string; leaves: Record<string, string> } {
  const { name, children } = parse(xml);
  return { root: name, leaves: Object.fromEntries(children.map((child) => [child.name, child.text])) };
}

type ParsedNode = Record<string, unknown> & { ':@'?: Record<string, string> };

function parse(xml: string): Element {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    ignoreDeclaration: true,
    parseTagValue: false,
    trimValues: false,
  });
  const [root, ...more] = elementsOf(parser.parse(xml) as ParsedNode[]);
  if (!root || more.length > 0) throw new TypeError(`not one root element in ${xml.slice(0, 200)}`);
  return root;
}

function elementsOf(nodes: readonly ParsedNode[]): Element[] {
  const elements: Element[] = [];
  for (const { ':@': attributes = {}, ...node } of nodes) {
    const [entry] = Object.entries(node);
    if (!entry || entry[0] === '#text') continue;
    const content = entry[1] as ParsedNode[];
    const text = content.map((child) => ('#text' in child ? String(child['#text']) : '')).join('');
    elements.push({ name: entry[0], attributes, text, children: elementsOf(content) });
  }
  return elements;
}

function convert(element: Element, node: FieldNode | undefined, isXmlOnly: boolean): unknown {
  const hasMembers = element.children.length > 0 || Object.keys(element.attributes).length > 0;
  if (!hasMembers && (node?.fields.size ?? 0) === 0 && node?.fact?.type !== 'object') return element.text;
  const members: Record<string, unknown> = { ...element.attributes };
  if (element.children.length === 0 && Object.keys(element.attributes).length > 0 && element.text !== '') {
    members['value'] = element.text;
  }
  for (const child of element.children) {
    const member = node && memberOf(node, child.name);
    if (member?.isList !== true) {
      members[child.name] = convert(child, member, isXmlOnly);
    } else if ((isXmlOnly || !child.name.endsWith('s')) && member.hasBrackets) {
      const items = (members[child.name] ??= []) as unknown[];
      items.push(convert(child, member, isXmlOnly));
    } else {
      members[child.name] = child.children.map((item) => convert(item, member, isXmlOnly));
    }
  }
  return members;
}
