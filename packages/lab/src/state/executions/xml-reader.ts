/** An element of a small XML document; its text is not kept. */
export interface XmlNode {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
}

/** A text is not well-formed XML. The message says what is wrong and in which line. */
export class XmlError extends Error {
  readonly code = 'XML';
}

const nameStart = '[A-Za-z_:\\u00C0-\\uFFFD]';
const attribute = new RegExp(
  `\\s+(${nameStart}[\\w:.\\-\\u00B7-\\uFFFD]*)\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`,
  'y',
);
const tagName = new RegExp(`${nameStart}[\\w:.\\-\\u00B7-\\uFFFD]*`, 'y');
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a document into its root element. A DOCTYPE is refused, so no entity can be declared. */
export function readXml(text: string): XmlNode {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #open: XmlNode[] = [];
  #root: XmlNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlNode {
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf('<', this.#at);
      this.#characters(this.#text.slice(this.#at, next < 0 ? undefined : next));
      if (next < 0) break;
      this.#at = next;
      if (this.#text.startsWith('<!--', next)) this.#skip('-->', 'comment');
      else if (this.#text.startsWith('<![CDATA[', next)) this.#skip(']]>', 'CDATA section');
      else if (this.#text.startsWith('<?', next)) this.#skip('?>', 'processing instruction');
      else if (this.#text.startsWith('<!', next)) this.#fail('a DOCTYPE is not allowed');
      else if (this.#text.startsWith('</', next)) this.#endTag();
      else this.#startTag();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) this.#fail(`element "${unclosed.name}" is not closed`);
    return this.#root ?? this.#fail('there is no element');
  }

  #characters(characters: string): void {
    if (this.#open.length === 0 && characters.trim() !== '')
      this.#fail('there is text outside the root element');
    this.#resolve(characters);
  }

  #skip(end: string, what: string): void {
    const at = this.#text.indexOf(end, this.#at);
    if (at < 0) this.#fail(`a ${what} is not closed`);
    this.#at = at + end.length;
  }

  #startTag(): void {
    this.#at += 1;
    const name = this.#name();
    const attributes: Record<string, string> = {};
    for (;;) {
      attribute.lastIndex = this.#at;
      const found = attribute.exec(this.#text);
      if (!found) break;
      const [whole, key = '', double, single] = found;
      if (key in attributes) this.#fail(`attribute "${key}" stands twice in "${name}"`);
      attributes[key] = this.#resolve(double ?? single ?? '');
      this.#at += whole.length;
    }
    const node: XmlNode = { name, attributes, children: [] };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(node);
    else if (this.#root) this.#fail(`"${name}" is a second root element`);
    else this.#root = node;
    const end = /\s*(\/?)>/y;
    end.lastIndex = this.#at;
    const found = end.exec(this.#text);
    if (!found) this.#fail(`the tag of "${name}" is malformed`);
    this.#at += found[0].length;
    if (found[1] === '') this.#open.push(node);
  }

  #endTag(): void {
    this.#at += 2;
    const name = this.#name();
    const node = this.#open.pop();
    if (node?.name !== name) this.#fail(`"</${name}>" closes ${node ? `"${node.name}"` : 'nothing'}`);
    const end = /\s*>/y;
    end.lastIndex = this.#at;
    const found = end.exec(this.#text);
    if (!found) this.#fail(`the end tag of "${name}" is malformed`);
    this.#at += found[0].length;
  }

  #name(): string {
    tagName.lastIndex = this.#at;
    const name = tagName.exec(this.#text)?.[0];
    if (name === undefined) this.#fail('a name is expected after "<"');
    this.#at += name.length;
    return name;
  }

  #resolve(characters: string): string {
    if (!characters.includes('&')) return characters;
    return characters.replace(/&(?:(#x[0-9a-fA-F]+|#\d+|\w+);)?/g, (whole, entity: string | undefined) => {
      const value = entity?.startsWith('#') ? characterOf(entity) : named[entity ?? ''];
      return value ?? this.#fail(`"${whole}" is no known entity`);
    });
  }

  #fail(what: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new XmlError(`${what} (line ${line})`);
  }
}

function characterOf(entity: string): string | undefined {
  const code = entity.startsWith('#x')
    ? Number.parseInt(entity.slice(2), 16)
    : Number.parseInt(entity.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
