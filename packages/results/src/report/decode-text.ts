import { TextDecoder } from 'node:util';

/** The text names an encoding that this runtime cannot decode. */
export class UnknownEncoding extends Error {
  override readonly name = 'UnknownEncoding';
  readonly encoding: string;

  constructor(encoding: string) {
    super(`The XML declaration names the encoding "${encoding}", which cannot be decoded.`);
    this.encoding = encoding;
  }
}

/** An XML declaration is shorter than this; nothing is decoded before so many bytes, or the end, have come. */
const sniffBytes = 128;

/**
 * Turns the chunks of an XML text into strings, in pieces of a bounded size. Bytes are UTF-8 unless a byte order mark or
 * the XML declaration says otherwise; a character may be split over chunks; bytes that are no text become U+FFFD, since
 * one broken character in a message must not cost the whole report.
 */
export class TextDecoding {
  readonly #pieceChars: number;
  #head: Uint8Array = new Uint8Array(0);
  #decoder: TextDecoder | undefined;

  constructor(pieceChars: number) {
    this.#pieceChars = pieceChars;
  }

  /** The pieces that a chunk completes; `undefined` says that no chunk follows. */
  *pieces(chunk: Uint8Array | string | undefined): Generator<string> {
    if (chunk === undefined) {
      yield* this.#begin();
      if (this.#decoder !== undefined) yield* this.#cut(this.#decoder.decode());
    } else if (typeof chunk === 'string') {
      yield* this.pieces(undefined);
      this.#decoder = undefined;
      yield* this.#cut(chunk);
    } else if (this.#decoder === undefined) {
      this.#head = this.#head.length === 0 ? chunk : joined(this.#head, chunk);
      if (this.#head.length >= sniffBytes) yield* this.#begin();
    } else {
      yield* this.#decode(chunk, this.#decoder);
    }
  }

  *#begin(): Generator<string> {
    const head = this.#head;
    if (head.length === 0) return;
    this.#head = new Uint8Array(0);
    this.#decoder = decoderFor(head);
    yield* this.#decode(head, this.#decoder);
  }

  *#decode(bytes: Uint8Array, decoder: TextDecoder): Generator<string> {
    for (let start = 0; start < bytes.length; start += this.#pieceChars) {
      yield decoder.decode(bytes.subarray(start, start + this.#pieceChars), { stream: true });
    }
  }

  *#cut(text: string): Generator<string> {
    for (let start = 0; start < text.length; start += this.#pieceChars) {
      yield text.slice(start, start + this.#pieceChars);
    }
  }
}

function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  const start = new TextDecoder('latin1').decode(head.subarray(0, sniffBytes));
  const declared = /^(?:ï»¿)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/u.exec(start)?.[1];
  // A text that says UTF-16 in bytes that read as ASCII is not UTF-16.
  if (declared === undefined || /^utf-?16/iu.test(declared)) return new TextDecoder();
  try {
    return new TextDecoder(declared);
  } catch {
    throw new UnknownEncoding(declared);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
