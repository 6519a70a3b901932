/** Reads bits as ITU-T H.264 defines them; written apart from the writer, so that it can judge it. */
class BitReader {
  readonly #bytes: Buffer;
  bitAt = 0;

  /** Takes a unit without its header byte; the bytes that prevent start codes are removed first. */
  constructor(unit: Buffer) {
    const plain: number[] = [];
    for (let index = 1; index < unit.length; index += 1) {
      const isPrevention = index >= 3 && unit[index] === 3 && unit[index - 1] === 0 && unit[index - 2] === 0;
      if (!isPrevention) plain.push(unit.readUInt8(index));
    }
    this.#bytes = Buffer.from(plain);
  }

  u(width: number): number {
    let value = 0;
    for (let count = 0; count < width; count += 1) {
      value = value * 2 + ((this.#bytes.readUInt8(this.bitAt >> 3) >> (7 - (this.bitAt & 7))) & 1);
      this.bitAt += 1;
    }
    return value;
  }

  ue(): number {
    let zeros = 0;
    while (this.u(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.u(zeros);
  }

  samples(count: number): Buffer {
    while (this.bitAt % 8 !== 0) expectZero(this.u(1));
    const start = this.bitAt / 8;
    this.bitAt += count * 8;
    return this.#bytes.subarray(start, start + count);
  }

  /** Whether only the stop bit and the zeros to the end of its byte are left. */
  isAtStop(): boolean {
    if (this.u(1) !== 1) return false;
    while (this.bitAt % 8 !== 0) expectZero(this.u(1));
    return this.bitAt === this.#bytes.length * 8;
  }
}

function expectZero(bit: number): void {
  if (bit !== 0) throw new RangeError('a bit that must be zero is not');
}

/** What a sequence parameter set of the Baseline profile says. */
export interface SequenceFacts {
  profile: number;
  level: number;
  codedWidth: number;
  codedHeight: number;
  shownWidth: number;
  shownHeight: number;
}

export function readSequence(unit: Buffer): SequenceFacts {
  const reader = new BitReader(unit);
  const profile = reader.u(8);
  reader.u(8);
  const level = reader.u(8);
  for (const fixed of [0, 0, 2, 1]) if (reader.ue() !== fixed) throw new RangeError('unexpected field');
  reader.u(1);
  const codedWidth = (reader.ue() + 1) * 16;
  const codedHeight = (reader.ue() + 1) * 16;
  if (reader.u(1) !== 1) throw new RangeError('not whole frames');
  reader.u(1);
  const crop = reader.u(1) === 1 ? [reader.ue(), reader.ue(), reader.ue(), reader.ue()] : [0, 0, 0, 0];
  if (reader.u(1) === 1) reader.u(2 + 1 + 3 + 1 + 1 + 24 + 6);
  if (!reader.isAtStop()) throw new RangeError('no stop bit at the end of the sequence set');
  return {
    profile,
    level,
    codedWidth,
    codedHeight,
    shownWidth: codedWidth - 2 * ((crop[0] ?? 0) + (crop[1] ?? 0)),
    shownHeight: codedHeight - 2 * ((crop[2] ?? 0) + (crop[3] ?? 0)),
  };
}

/** A picture decoded to its brightness plane, with the number that tells it from its neighbours. */
export interface DecodedPicture {
  idrId: number;
  luma: Buffer;
}

/** Decodes a picture whose macroblocks are all I_PCM. */
export function decodePicture(unit: Buffer, { codedWidth, codedHeight }: SequenceFacts): DecodedPicture {
  if (unit[0] !== 0x65) throw new RangeError('not an IDR picture');
  const reader = new BitReader(unit);
  for (const fixed of [0, 7, 0]) if (reader.ue() !== fixed) throw new RangeError('unexpected slice field');
  reader.u(4);
  const idrId = reader.ue();
  reader.u(2);
  reader.ue();
  if (reader.ue() !== 1) throw new RangeError('deblocking is on');
  const luma = Buffer.alloc(codedWidth * codedHeight);
  for (let top = 0; top < codedHeight; top += 16) {
    for (let left = 0; left < codedWidth; left += 16) {
      if (reader.ue() !== 25) throw new RangeError('not an I_PCM macroblock');
      const samples = reader.samples(384);
      for (let row = 0; row < 16; row += 1) {
        samples.copy(luma, (top + row) * codedWidth + left, row * 16, row * 16 + 16);
      }
    }
  }
  if (!reader.isAtStop()) throw new RangeError('no stop bit at the end of the picture');
  return { idrId, luma };
}
