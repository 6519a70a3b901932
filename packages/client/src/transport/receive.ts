import { Readable } from 'node:stream';
import type { Operation, OperationDescriptor } from '@perfecto-actions/catalog';
import { decodeAnswer } from '../decode/decode-answer.ts';
import { AuthError, DecodeError, NotReadyError, RefusedError } from '../errors.ts';
import type { Exchange } from './exchange.ts';
import { refusalOf } from './refusal.ts';
import { hide, mayHoldSecret } from './secrets.ts';
import type { WireRequest } from './wire-types.ts';

/** The call that an answer belongs to. */
export interface ReceiveContext {
  descriptor: OperationDescriptor;
  request: WireRequest;
  /** Texts that no error may show. */
  secrets: readonly string[];
  nowMs: number;
}

/** Answers of JSON or XML are held in memory; larger ones are a fault. */
const largestAnswerBytes = 256 * 2 ** 20;
/** A refusal may come with status 200 in the place of a file (seen in client code), but not longer than this. */
const longestRefusalBytes = 16_384;

/** The answer as data; throws what it says instead when it is a refusal, and DecodeError when it is not as documented. */
export async function receiveData<Answer>(
  head: Exchange,
  descriptor: Operation<object, Answer>,
  format: 'json' | 'xml',
  context: ReceiveContext,
): Promise<Answer> {
  const text = strictTextOf(await receiveBytes(head, context), descriptor.id);
  try {
    return await decodeAnswer(descriptor, text, format);
  } catch (error) {
    if (!(error instanceof DecodeError) || !mayHoldSecret(descriptor, text, context.secrets)) throw error;
    // Without its cause, which quotes the answer, too.
    throw new DecodeError(error.operation, error.path, error.expected, '(not shown: it may hold a secret)');
  }
}

/** The answer as a file, not yet read; throws what it says instead when it is none. */
export async function receiveFile(head: Exchange, context: ReceiveContext): Promise<Exchange> {
  const isJson = String(head.headers['content-type']).includes('json');
  const mayRefuse = isJson && Number(head.headers['content-length'] ?? Infinity) <= longestRefusalBytes;
  if (head.status === 200 && !mayRefuse) return head;
  const bytes = await receiveBytes(head, context);
  if (head.status === 200) return { ...head, body: Readable.from([bytes]) };
  throw new DecodeError(context.descriptor.id, 'the whole answer', 'a file', `status ${head.status}`);
}

/** The whole body; throws what it says when that is a refusal. */
async function receiveBytes(head: Exchange, context: ReceiveContext): Promise<Buffer> {
  const { descriptor, nowMs, secrets } = context;
  const bytes = await readAll(head, descriptor.id);
  const { status, headers } = head;
  const refusal = refusalOf(
    { status, headers, text: textOf(bytes) },
    { operation: descriptor.id, nowMs, shown: (text) => hide(text, secrets) },
  );
  if (refusal instanceof AuthError && context.request.isElsewhere) {
    throw new RefusedError(refusal.message, {
      status,
      operation: descriptor.id,
      hint: 'The address lies outside the cloud and got no credentials; if it has expired, list the tests anew.',
    });
  }
  if (refusal) throw refusal;
  if (status === 204 && descriptor.style === 'rest' && ['object', 'binary'].includes(descriptor.body)) {
    throw new NotReadyError(`The service has no answer to ${descriptor.id} yet.`, {
      status,
      operation: descriptor.id,
      hint: 'It is still being processed; ask again in some seconds.',
    });
  }
  return bytes;
}

async function readAll(head: Exchange, operation: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of head.body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestAnswerBytes) throw tooLarge(operation);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(operation: string): DecodeError {
  return new DecodeError(operation, 'the whole answer', `at most ${largestAnswerBytes} bytes`, 'more');
}

/**
 * The text of an answer, in UTF-8 as everything of the API. Other bytes are no text: taken for one, they would change
 * an id without a trace, and what is done with that id would miss.
 */
function strictTextOf(bytes: Buffer, operation: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    // The bytes themselves are not shown: they may hold a secret.
    throw new DecodeError(operation, 'the whole answer', 'text in UTF-8', 'other bytes', { cause });
  }
}

/** A refusal is read as well as it can be. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}
