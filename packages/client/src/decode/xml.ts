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
    textNodeName: 'value',
  });
  let tree: Record<string, unknown>;
  try {
    tree = parser.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new DecodeError(operation, 'the whole answer', 'XML', text, { cause });
  }
  return 'response' in tree ? tree['response'] : tree;
}
