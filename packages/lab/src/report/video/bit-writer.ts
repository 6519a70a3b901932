/** Writes bits, most significant first, as the bit streams of H.264 want them. */
export class BitWriter {
  readonly #bytes: Buffer;
  #bitCount = 0;

  /** `capacityBytes` is the most it will ever hold. */
  constructor(capacityBytes: number) {
    this.#bytes = Buffer.alloc(capacityBytes);
  }

  /** A number of fixed width, u(n) in the standard. */
  bits(width: number, value: number): this {
    for (let bit = width - 1; bit >= 0; bit -= 1) {
      if (((value >>> bit) & 1) === 1) {
        const at = this.#bitCount >> 3;
        this.#bytes[at] = (this.#bytes[at] ?? 0) | (0x80 >> (this.#bitCount & 7));
      }
      this.#bitCount += 1;
    }
    return this;
  }

  /** An unsigned Exp-Golomb number, ue(v) in the standard. */
  golomb(value: number): this {
    const width = 32 - Math.clz32(value + 1);
    return this.bits(width - 1, 0).bits(width, value + 1);
  }

  /** Zero bits up to the next whole byte. */
  align(): this {
    this.#bitCount = (this.#bitCount + 7) & ~7;
    return this;
  }

  /** Whole bytes; only after `align`. */
  append(bytes: Uint8Array): this {
    this.#bytes.set(bytes, this.#bitCount >> 3);
    this.#bitCount += bytes.length * 8;
    return this;
  }

  /** What was written, closed by the stop bit that ends each unit of a stream. */
  finish(): Buffer {
    this.bits(1, 1).align();
    return this.#bytes.subarray(0, this.#bitCount >> 3);
  }
}
