import type { Operation } from '@perfecto-actions/catalog';
import { DecodeError } from '../errors.ts';
import { decodeJson, decodeTree } from './decode.ts';
import { parseXmlAnswer } from './xml.ts';

/** Reads the text of a good answer; throws DecodeError for a web page and for what is not as documented. */
export async function decodeAnswer<Answer>(
  descriptor: Operation<object, Answer>,
  text: string,
  format: 'json' | 'xml',
): Promise<Answer> {
  if (descriptor.body === 'text') return text as Answer;
  // A page of a portal or proxy must not pass for the empty answer of a change.
  if (isHtml(text)) throw new DecodeError(descriptor.id, 'the whole answer', 'data', text);
  // Answers of unknown form are handed on: as data where they are JSON, else as nothing.
  if (descriptor.body !== 'object') return (text.trim() === '' ? undefined : tryJson(text)) as Answer;
  if (format === 'xml') return decodeTree(descriptor, await parseXmlAnswer(descriptor.id, text));
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
