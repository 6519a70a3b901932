import sax from 'sax';
import { TextDecoding, UnknownEncoding } from './decode-text.ts';
import { ReportBuilder } from './report-builder.ts';
import type { Attributes, ElementRule } from './report-elements.ts';
import { elementRules, executionOnly } from './report-elements.ts';
import type { ReportErrorCode } from './report-error.ts';
import { ReportError } from './report-error.ts';
import { hints, notXml, saxFault } from './report-faults.ts';
import type { ExecutionReport, FlowNodeKind } from './report-model.ts';

/** Bounds on what is accepted; a report beyond one of them ends in a `ReportError`. */
export interface ReportLimits {
  /** Bytes of the text, or UTF-16 units where it comes as strings. Default 1 GiB. */
  maxBytes?: number;
  /** Elements open at once. Default 200. */
  maxDepth?: number;
  /** Steps, actions, data items and other entries of the model. Default 500,000. */
  maxNodes?: number;
  /** Characters of one text that is kept. Default 1 Mi. */
  maxTextChars?: number;
  /** Characters of all texts that are kept. Default 128 Mi. */
  maxKeptChars?: number;
}

const defaultLimits: Required<ReportLimits> = {
  maxBytes: 2 ** 30,
  maxDepth: 200,
  maxNodes: 500_000,
  maxTextChars: 2 ** 20,
  maxKeptChars: 2 ** 27,
};

/** Half of sax's own buffer limit, which it checks once a write. */
const pieceChars = 32 * 1024;

/** sax collects the attributes of one tag without a limit; a report's tags have two at most. */
const maxAttributes = 64;

const nodeKinds = new Set<string>(['step', 'action', 'script'] satisfies FlowNodeKind[]);

/** Every path that leads to an element which is read; what is not here is skipped with all it holds. */
const knownPaths = new Set(
  [...elementRules.keys(), 'flow'].flatMap((path) => {
    const names = path.split('/');
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
  }),
);

/**
 * Reads an XML execution report while it streams in; the text itself is never held. Throws `ReportError` when the text
 * is not a whole report inside the limits; errors of the source pass through unchanged.
 */
export async function readReport(
  input: AsyncIterable<Uint8Array | string>,
  limits: ReportLimits = {},
): Promise<ExecutionReport> {
  const reading = new ReportReading({ ...defaultLimits, ...limits });
  for await (const chunk of input) reading.write(chunk);
  return reading.end();
}

interface OpenElement {
  name: string;
  /** Path inside the nearest scope, '' for the scope itself, undefined where everything is skipped. */
  path: string | undefined;
  rule: ElementRule | undefined;
  attributes: Attributes;
  text: string;
}

/** The parts of sax's parser that are used, with the member that its types leave out. */
type Parser = sax.SAXParser & { entity?: string };

const parserOptions = { position: true, strictEntities: true };

class ReportReading {
  readonly #limits: Required<ReportLimits>;
  readonly #builder = new ReportBuilder();
  readonly #open: OpenElement[] = [];
  readonly #decoding = new TextDecoding(pieceChars);
  readonly #parser: Parser = sax.parser(true, parserOptions);
  #head = '';
  #bytes = 0;
  #nodes = 0;
  #keptChars = 0;
  #attributes = 0;
  #begun = false;

  constructor(limits: Required<ReportLimits>) {
    this.#limits = limits;
    const parser = this.#parser;
    parser.onopentagstart = () => (this.#attributes = 0);
    parser.onattribute = () => {
      this.#attributes += 1;
      if (this.#attributes > maxAttributes) this.#fail('too-big', 'has a tag with too many attributes');
    };
    parser.onopentag = (tag) => {
      this.#openElement(tag.name, tag.attributes as Attributes);
    };
    parser.onclosetag = () => {
      this.#closeElement();
    };
    parser.ontext = parser.oncdata = (text) => {
      this.#addText(text);
    };
    parser.ondoctype = () => this.#fail('doctype', 'has a DOCTYPE');
    parser.onerror = (error) => {
      this.#onSaxError(error);
    };
  }

  write(chunk: Uint8Array | string): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.maxBytes) {
      this.#fail('too-big', `is larger than ${this.#limits.maxBytes} bytes`);
    }
    this.#parse(chunk);
  }

  end(): ExecutionReport {
    this.#parse(undefined);
    if (this.#head.trim() === '') this.#fail('empty', 'is empty');
    this.#parser.close();
    if (!this.#begun) this.#fail('truncated', 'ends before its first element');
    return this.#builder.snapshot();
  }

  #parse(chunk: Uint8Array | string | undefined): void {
    try {
      for (const piece of this.#decoding.pieces(chunk)) this.#feed(piece);
    } catch (error) {
      if (error instanceof ReportError) throw error;
      if (error instanceof UnknownEncoding) {
        this.#fail('unsupported-encoding', `is in the encoding "${error.encoding}"`, error);
      }
      // sax itself can trip, for instance over an attribute with the name hasOwnProperty.
      this.#fail('malformed', 'could not be parsed', error);
    }
  }

  #feed(piece: string): void {
    if (this.#head.length < 1024) {
      this.#head += piece.slice(0, 1024);
      const fault = this.#begun ? undefined : notXml(this.#head);
      if (fault !== undefined) this.#fail(fault.code, fault.what);
    }
    this.#parser.write(piece);
  }

  #openElement(name: string, attributes: Attributes): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#checkRoot(name);
    if (this.#open.length >= this.#limits.maxDepth) {
      this.#fail('too-deep', `nests deeper than ${this.#limits.maxDepth} elements`);
    }
    const isNode = parent?.path === 'flow' && nodeKinds.has(name);
    const path = parent === undefined || isNode ? '' : this.#pathBelow(parent.path, name);
    const rule = path === undefined ? undefined : elementRules.get(path);
    this.#open.push({ name, path, rule, attributes, text: '' });
    if (isNode) this.#builder.openScope(name as FlowNodeKind);
    if (isNode || rule?.counts === true) this.#countNode();
    if (rule === undefined) return;
    for (const value of Object.values(attributes)) this.#keep(value?.length ?? 0);
    rule.open?.(this.#builder, attributes);
  }

  #closeElement(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    element.rule?.text?.(this.#builder, detached(element.text.trim()), element.attributes);
    if (element.path === '' && this.#open.length > 0) this.#builder.closeScope();
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (element?.rule?.text === undefined) return;
    this.#keep(text.length);
    element.text += text;
    if (element.text.length > this.#limits.maxTextChars) {
      this.#fail('too-big', `has a text of more than ${this.#limits.maxTextChars} characters`);
    }
  }

  #pathBelow(parentPath: string | undefined, name: string): string | undefined {
    if (parentPath === undefined) return undefined;
    const path = parentPath === '' ? name : `${parentPath}/${name}`;
    if (!knownPaths.has(path)) return undefined;
    return this.#builder.scope.kind !== 'execution' && executionOnly.has(path) ? undefined : path;
  }

  #checkRoot(name: string): void {
    if (name.toLowerCase() === 'html') this.#fail('html-page', 'is an HTML page');
    if (name !== 'execution') this.#fail('wrong-root', `starts with <${name.slice(0, 80)}>, not <execution>`);
    this.#begun = true;
  }

  #countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes) {
      this.#fail('too-many-nodes', `has more than ${this.#limits.maxNodes} steps, actions and other entries`);
    }
  }

  #keep(chars: number): void {
    this.#keptChars += chars;
    if (this.#keptChars > this.#limits.maxKeptChars) {
      this.#fail('too-big', `holds more than ${this.#limits.maxKeptChars} characters of text`);
    }
  }

  #onSaxError(error: Error): void {
    const fault = saxFault(error);
    // A log line may hold &#27;, which XML 1.0 has no place for; sax keeps such a reference as it was written.
    if (fault.code === 'entity' && this.#parser.entity?.startsWith('#') === true) {
      this.#parser.resume();
      return;
    }
    this.#fail(fault.code, fault.what, error);
  }

  #fail(code: ReportErrorCode, what: string, cause?: unknown): never {
    const names = this.#open.map(({ name }) => name.slice(0, 80));
    const path = names.length > 24 ? [...names.slice(0, 12), '...', ...names.slice(-11)] : names;
    throw new ReportError(code, what, {
      place: { line: this.#parser.line + 1, column: this.#parser.column + 1, path: path.join('/') },
      hint: hints[code],
      ...(this.#begun && { partial: this.#builder.snapshot() }),
      cause,
    });
  }
}

/** A copy of its own: what sax cuts from a chunk keeps that whole chunk alive. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}
