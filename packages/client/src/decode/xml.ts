import { DecodeError } from '../errors.ts';

/**
 * Reads an XML answer into the tree that its JSON twin would have: `<response>` disappears, any other root
 * stays as the one member, attributes become members, text beside attributes becomes `value`.
 * The parser is loaded on first use, since most answers are JSON.
 */
export async function parseXmlAnswer(operation: string, text: string): Promise<unknown> {
  const { XMLParser } = await import('fast-xml-parser');
  if (/<!DOCTYPE/i.test(text))
    throw new DecodeError(operation, 'the whole answer', 'XML without DOCTYPE', text);
  const root = /^\s*(?:<\?[^?]*\?>\s*)*<([\w.-]+)/.exec(text)?.[1];
  // The parser is lenient and would read half a document as a whole one.
  if (root === undefined) throw new DecodeError(operation, 'the whole answer', 'XML', text);
  if (!text.trimEnd().endsWith(`</${root}>`) && !/^[^<]*(<\?[^>]*>\s*)?<[^<]*\/>\s*$/.test(text)) {
    throw new DecodeError(operation, 'the end', `</${root}>`, text.trimEnd().slice(-60));
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    ignoreDeclaration: true,
    parseTagValue: false,
    parseAttributeValue: false,
    // Without it, references by number (`&#8217;`) would stay as they are.
    htmlEntities: true,
    textNodeName: besideAttributes,
  });
  let tree: Record<string, unknown>;
  try {
    tree = parser.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new DecodeError(operation, 'the whole answer', 'XML', text, { cause });
  }
  nameTexts(tree);
  return 'response' in tree ? tree['response'] : tree;
}

/** Where the parser puts a text beside attributes; no element can have this name, but one may be called `value`. */
const besideAttributes = '#text';

/** Calls such texts `value`, as the JSON twin does. */
function nameTexts(tree: unknown): void {
  if (typeof tree !== 'object' || tree === null) return;
  for (const child of Object.values(tree)) nameTexts(child);
  if (!(besideAttributes in tree)) return;
  if (!('value' in tree)) Object.assign(tree, { value: tree[besideAttributes] });
  Reflect.deleteProperty(tree, besideAttributes);
}
