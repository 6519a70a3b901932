import { FileError } from '@perfecto-actions/client';

type Bytes = AsyncIterable<Buffer>;

/** Room for all files of a step together. */
export class DiskRoom {
  #leftBytes: number;
  #isFull = false;

  constructor(bytes: number) {
    this.#leftBytes = bytes;
  }

  /** Whether something was refused for want of room. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Counts the bytes of one file on their way; a download that begins anew gives back what its last try took. */
  counter(): (chunks: Bytes) => Bytes {
    const take = (bytes: number) => {
      if (bytes > this.#leftBytes) {
        this.#isFull = true;
        throw new FileError('The limit of all files together is reached.', {
          hint: 'Raise max-total-size or leave kinds of attachments out.',
        });
      }
      this.#leftBytes -= bytes;
    };
    const giveBack = (bytes: number) => {
      this.#leftBytes += bytes;
    };
    return async function* (chunks) {
      let taken = 0;
      let isWhole = false;
      try {
        for await (const chunk of chunks) {
          take(chunk.length);
          taken += chunk.length;
          yield chunk;
        }
        isWhole = true;
      } finally {
        if (!isWhole) giveBack(taken);
      }
    };
  }
}
