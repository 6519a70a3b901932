import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Answer } from './answer.ts';
import { encodeJson } from './encode-json.ts';
import { encodeElement, encodeResponse } from './encode-xml.ts';
import { prefixOf } from './facts-of.ts';
import type { Refusal } from '../refusal.ts';

/** An HTTP answer that is ready to be sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer | (() => Readable);
  /** Length when `body` is a stream. */
  length?: number;
}

/** Format of a legacy answer. */
export type Format = 'json' | 'xml';

const jsonType = 'application/json';
// The Java library of the vendor looks for "xml" in the type; the exact word is not known.
const xmlType = 'text/xml';

/** A legacy or v1 answer on the wire. */
export function replyOf(answer: Answer, style: 'services' | 'rest', format: Format): Reply {
  switch (answer.kind) {
    case 'empty':
      return { status: answer.status ?? 200, headers: {}, body: Buffer.alloc(0) };
    case 'xml':
      return textReply(200, xmlType, encodeElement(answer.root));
    case 'tree': {
      const status = answer.status ?? 200;
      if (format === 'xml') return textReply(status, xmlType, encodeResponse(answer.tree));
      const scalars = answer.scalars ?? (style === 'services' ? 'text' : 'native');
      return textReply(status, jsonType, encodeJson(answer.tree, scalars));
    }
    case 'file': {
      const headers: Record<string, string> = { 'Content-Type': answer.contentType };
      if (answer.fileName !== undefined) {
        headers['Content-Disposition'] =
          `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`;
      }
      const length = answer.length === undefined ? {} : { length: answer.length };
      return { status: 200, headers, body: answer.bytes, ...length };
    }
  }
}

/** A refusal in the envelope of the API generation. */
export function refusalReply(
  refusal: Refusal,
  style: 'services' | 'rest',
  format: Format,
  operation: OperationFacts | undefined,
): Reply {
  // An address that no service listens on: nginx answers with nothing (protocol.md 2).
  if (refusal.message === '') return { status: refusal.status, headers: {}, body: Buffer.alloc(0) };
  const prefix = operation && !refusal.whole ? prefixOf(operation) : undefined;
  const text = prefix === undefined ? refusal.message : `${prefix} - ${refusal.message}`;
  if (style === 'rest') return userMessage(refusal.status, text);
  return errorMessage(refusal.status, text, format);
}

/** `{"errorMessage": ...}` or its XML form. */
export function errorMessage(status: number, text: string, format: Format): Reply {
  const tree = { errorMessage: text };
  if (format === 'xml') return textReply(status, xmlType, encodeResponse(tree));
  return textReply(status, jsonType, encodeJson(tree, 'text'));
}

function userMessage(status: number, text: string): Reply {
  // For a bad token the second text repeats the first; else it is a trace id for support (protocol.md 6).
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const developerMessage = status === 401 ? text : `1-${seconds}-${randomBytes(12).toString('hex')}`;
  return textReply(status, jsonType, JSON.stringify([{ userMessage: text, developerMessage }]));
}

/** A reply of text with its type. */
export function textReply(status: number, contentType: string, text: string): Reply & { body: Buffer } {
  return { status, headers: { 'Content-Type': contentType }, body: Buffer.from(text, 'utf8') };
}
