import type { Operation } from '@perfecto-actions/catalog';
import { DecodeError } from '../errors.ts';
import { decodeJson, decodeTree } from './decode.ts';
import { parseXmlAnswer } from './xml.ts';

/**
 * Reads the text of a good answer; throws DecodeError for a web page and for what is not as documented.
 * Answers of unknown form are handed on: as data where they are JSON or the operation's XML, else as nothing.
 * Only XML is waited for.
 */
export function decodeAnswer<Answer>(
  descriptor: Operation<object, Answer>,
  text: string,
  format: 'json' | 'xml',
): Answer | Promise<Answer> {
  // A page of a portal or proxy must not pass for the empty answer of a change, nor for a token.
  if (isHtml(text)) throw new DecodeError(descriptor.id, 'the whole answer', 'data', text);
  if (descriptor.body === 'text') return text.trim() as Answer;
  if (descriptor.body !== 'object') {
    if (text.trim() === '') return undefined as Answer;
    return (format === 'xml' ? parseXmlAnswer(descriptor.id, text) : tryJson(text)) as Answer;
  }
  if (format === 'xml') {
    return parseXmlAnswer(descriptor.id, text).then((tree) => decodeTree(descriptor, tree));
  }
  return decodeJson(descriptor, text);
}

/** Whether a text is a web page, which no operation of the API answers with. */
export function isHtml(text: string): boolean {
  return /^\s*<(!doctype html|html)/i.test(text);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
