import sax from 'sax';
import { TextDecoding, UnknownEncoding } from './decode-text.ts';
import { ReportBuilder } from './report-builder.ts';
import type { Attributes } from './report-elements.ts';
import type { ReportErrorCode } from './report-error.ts';
import { ReportError } from './report-error.ts';
import { hints, notXml, saxFault } from './report-faults.ts';
import type { ExecutionReport, FlowNodeKind, ReportDetail } from './report-model.ts';
import type { ReportPath } from './report-paths.ts';
import { flowPath, scopePath } from './report-paths.ts';
import { ValuePool } from './value-pool.ts';

/** Bounds on what is accepted; a report beyond one of them ends in a `ReportError`. */
export interface ReportLimits {
  /** Bytes of the text, or UTF-16 units where it comes as strings. Default 1 GiB. */
  maxBytes?: number;
  /** Elements open at once. Default 200. */
  maxDepth?: number;
  /** Steps, actions, data items and other entries of the model. Default 1,000,000. */
  maxNodes?: number;
  /** Characters of one text that is kept. Default 1 Mi. */
  maxTextChars?: number;
  /** Characters of all texts that are kept. Default 128 Mi. */
  maxKeptChars?: number;
}

export interface ReadOptions extends ReportLimits {
  /** Default `whole`. */
  detail?: ReportDetail;
}

const defaultLimits: Required<ReportLimits> = {
  maxBytes: 2 ** 30,
  maxDepth: 200,
  maxNodes: 1_000_000,
  maxTextChars: 2 ** 20,
  maxKeptChars: 2 ** 27,
};

/** A quarter of sax's own buffer limit, which it checks once a write; small, since each piece is held while it is parsed. */
const pieceChars = 16 * 1024;

/** sax collects the attributes of one tag without a limit; a report's tags have two at most. */
const maxAttributes = 64;

const nodeKinds = new Set<string>(['step', 'action', 'script'] satisfies FlowNodeKind[]);

/**
 * Reads an XML execution report while it streams in; the text itself is never held. Throws `ReportError` when the text
 * is not a whole report inside the limits; errors of the source pass through unchanged.
 */
export async function readReport(
  input: AsyncIterable<Uint8Array | string>,
  { detail = 'whole', ...limits }: ReadOptions = {},
): Promise<ExecutionReport> {
  const reading = new ReportReading({ ...defaultLimits, ...limits }, detail);
  for await (const chunk of input) reading.write(chunk);
  return reading.end();
}

/** An element that is open. Used again for the next one as deep: there are millions in a large report. */
interface OpenElement {
  name: string;
  /** Where it stands; undefined where everything is skipped. */
  path: ReportPath | undefined;
  attributes: Attributes;
  text: string;
}

/** The parts of sax's parser that are used, with the member that its types leave out. */
type Parser = sax.SAXParser & { entity?: string };

const parserOptions = { position: true, strictEntities: true };

class ReportReading {
  readonly #limits: Required<ReportLimits>;
  readonly #pool = new ValuePool();
  readonly #builder: ReportBuilder;
  readonly #elements: OpenElement[] = [];
  #depth = 0;
  readonly #decoding = new TextDecoding(pieceChars);
  readonly #parser: Parser = sax.parser(true, parserOptions);
  #head = '';
  #bytes = 0;
  #nodes = 0;
  #keptChars = 0;
  #attributes = 0;
  #begun = false;

  constructor(limits: Required<ReportLimits>, detail: ReportDetail) {
    this.#limits = limits;
    this.#builder = new ReportBuilder(this.#pool, detail);
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
    const parent = this.#innermost();
    if (parent === undefined) this.#checkRoot(name);
    if (this.#depth >= this.#limits.maxDepth) {
      this.#fail('too-deep', `nests deeper than ${this.#limits.maxDepth} elements`);
    }
    const isNode = flowPath !== undefined && parent?.path === flowPath && nodeKinds.has(name);
    const path = parent === undefined || isNode ? scopePath : this.#pathBelow(parent.path, name);
    this.#push(name, path, attributes);
    if (isNode) this.#builder.openScope(name as FlowNodeKind);
    const rule = path?.rule;
    if (isNode || rule?.counts === true) this.#countNode();
    if (rule === undefined) return;
    for (const [key, value] of Object.entries(attributes)) {
      this.#keep(value.length);
      attributes[key] = this.#pool.text(value);
    }
    rule.open?.(this.#builder, attributes);
  }

  #closeElement(): void {
    const element = this.#innermost();
    if (element === undefined) return;
    this.#depth -= 1;
    const { path, attributes } = element;
    if (path?.rule?.text !== undefined) {
      const text = element.text.trim();
      path.rule.text(this.#builder, path.rule.isRead === true ? text : this.#pool.text(text), attributes);
    }
    if (path === scopePath && this.#depth > 0) this.#builder.closeScope();
  }

  #addText(text: string): void {
    const element = this.#innermost();
    if (element?.path?.rule?.text === undefined) return;
    this.#keep(text.length);
    element.text += text;
    if (element.text.length > this.#limits.maxTextChars) {
      this.#fail('too-big', `has a text of more than ${this.#limits.maxTextChars} characters`);
    }
  }

  #innermost(): OpenElement | undefined {
    return this.#elements[this.#depth - 1];
  }

  #push(name: string, path: ReportPath | undefined, attributes: Attributes): void {
    const element = this.#elements[this.#depth];
    if (element === undefined) {
      this.#elements.push({ name, path, attributes, text: '' });
    } else {
      element.name = name;
      element.path = path;
      element.attributes = attributes;
      element.text = '';
    }
    this.#depth += 1;
  }

  #pathBelow(parent: ReportPath | undefined, name: string): ReportPath | undefined {
    const path = parent?.below.get(name);
    return path?.isExecutionOnly === true && this.#builder.scope.kind !== 'execution' ? undefined : path;
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
    const names = this.#elements.slice(0, this.#depth).map(({ name }) => name.slice(0, 80));
    const path = names.length > 24 ? [...names.slice(0, 12), '...', ...names.slice(-11)] : names;
    throw new ReportError(code, what, {
      place: { line: this.#parser.line + 1, column: this.#parser.column + 1, path: path.join('/') },
      hint: hints[code],
      ...(this.#begun && { partial: this.#builder.snapshot() }),
      cause,
    });
  }
}
