/** Bytes a text takes in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** A text that may grow up to a number of bytes. */
export class Budget {
  #text = '';
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get left(): number {
    return this.#left;
  }

  get text(): string {
    return this.#text;
  }

  /** Appends the text if all of it fits, and says whether it did. */
  add(text: string): boolean {
    const bytes = bytesOf(text);
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    this.#text += text;
    return true;
  }

  /**
   * Appends as many of the items as fit between two texts into `room` bytes, and gives their number. Nothing is
   * appended when not even the first fits.
   */
  addList(open: string, items: readonly string[], close: string, room: number): number {
    let free = Math.min(room, this.#left) - bytesOf(open) - bytesOf(close);
    const taken: string[] = [];
    for (const item of items) {
      free -= bytesOf(item);
      if (free < 0) break;
      taken.push(item);
    }
    return taken.length > 0 && this.add(open + taken.join('') + close) ? taken.length : 0;
  }
}
