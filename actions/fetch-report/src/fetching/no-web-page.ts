import { DecodeError } from '@perfecto-actions/client';

/** Longer than any blanks before the first tag of a page. */
const lookedAtBytes = 200;

/** Hands a file on, and throws DecodeError when it is the page of a portal instead, which no file of a report begins like. */
export async function* withoutWebPage(what: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    const start = isFirst ? chunk.toString('latin1', 0, lookedAtBytes) : '';
    isFirst = false;
    if (/^\s*<(!doctype html|html)/i.test(start))
      throw new DecodeError(what, 'the whole answer', 'a file', start);
    yield chunk;
  }
}
