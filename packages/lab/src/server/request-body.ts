import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

/** A fault broke the connection while the body was read. */
export class BrokenBodyError extends Error {}

/** The body of a request, read at most once. Counts what was read and lets a fault break the connection on the way. */
export class RequestBody {
  bytesRead = 0;
  /** Breaks the connection once this many bytes were read; set by a fault. */
  resetAfterBytes: number | undefined;
  readonly incoming: IncomingMessage;
  readonly #beforeRead: () => void;
  #begun = false;

  /** @param beforeRead Called before the first byte is asked for; answers `Expect: 100-continue`. */
  constructor(incoming: IncomingMessage, beforeRead: () => void) {
    this.incoming = incoming;
    this.#beforeRead = beforeRead;
  }

  /** Whether a fault has broken the connection while this was read, be it with the last byte. */
  get broken(): boolean {
    return this.resetAfterBytes !== undefined && this.bytesRead >= this.resetAfterBytes;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** Whether the request announces a body at all. */
  get announced(): boolean {
    const length = this.incoming.headers['content-length'];
    return (
      this.incoming.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
    );
  }

  /** Announced length in bytes, undefined for a chunked body. */
  get length(): number | undefined {
    const length = this.incoming.headers['content-length'];
    return length === undefined ? undefined : Number(length);
  }

  /** Must be called by whoever consumes `incoming`, in the same tick as the consumer is attached. */
  begin(): IncomingMessage {
    if (!this.#begun) {
      this.#begun = true;
      this.#beforeRead();
      this.incoming.on('data', (chunk: Buffer) => {
        this.bytesRead += chunk.length;
        if (this.broken) this.incoming.socket.destroy();
      });
    }
    return this.incoming;
  }

  /** The whole body as text; a body above `maxBytes` is refused. */
  async text(maxBytes: number): Promise<string> {
    if (!this.announced) return '';
    const pieces: Buffer[] = [];
    for await (const piece of this.begin()) {
      pieces.push(piece as Buffer);
      if (this.bytesRead > maxBytes) throw new Refusal(400, `Request body is larger than ${maxBytes} bytes`);
    }
    // What broke with its last byte is whole, and counts as lost all the same.
    if (this.broken) throw new BrokenBodyError();
    return Buffer.concat(pieces).toString('utf8');
  }
}
