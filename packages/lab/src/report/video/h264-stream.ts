import { BitWriter } from './bit-writer.ts';

/**
 * A picture in planes of 8 bits, 4:2:0. Width and height are multiples of 16; the colour planes have half of
 * each.
 */
export interface YuvPicture {
  width: number;
  height: number;
  luma: Uint8Array;
  blue: Uint8Array;
  red: Uint8Array;
}

/** The part of the coded picture that is shown, from its top left; both sides are even. */
export interface ShownSize {
  width: number;
  height: number;
}

const macroblock = 16;
const constrainedBaseline = { profile: 66, constraints: 0xc0, level: 30 };

/** Rounds a side up to whole macroblocks. */
export function codedSide(side: number): number {
  return Math.ceil(side / macroblock) * macroblock;
}

/**
 * The sequence parameter set (ITU-T H.264, 7.3.2.1): Constrained Baseline, level 3, frames only, colours
 * after BT.601 in video range, and cropping down to the shown size.
 */
export function sequenceParameters(shown: ShownSize): Buffer {
  const { profile, constraints, level } = constrainedBaseline;
  const width = codedSide(shown.width);
  const height = codedSide(shown.height);
  const writer = new BitWriter(64);
  writer.bits(8, profile).bits(8, constraints).bits(8, level);
  writer.golomb(0).golomb(0); // its id; frame numbers have 4 bits
  writer.golomb(2); // pictures are shown in the order they are decoded
  writer.golomb(1).bits(1, 0); // one reference frame, no gaps in frame numbers
  writer.golomb(width / macroblock - 1).golomb(height / macroblock - 1);
  writer.bits(1, 1).bits(1, 1); // whole frames; inference for 8x8 blocks, which frames require
  writer.bits(1, 1); // cropping, counted in steps of two pixels: left, right, top, bottom
  writer.golomb(0).golomb((width - shown.width) / 2);
  writer.golomb(0).golomb((height - shown.height) / 2);
  writer.bits(1, 1).bits(2, 0); // usability information, without aspect ratio and overscan
  writer.bits(1, 1).bits(3, 5).bits(1, 0).bits(1, 1).bits(8, 6).bits(8, 6).bits(8, 6); // BT.601
  writer.bits(6, 0); // no chroma place, no timing, no two buffer models, no picture structure, no restriction
  return unit(0x67, writer.finish());
}

/** The picture parameter set (7.3.2.2): variable-length codes, one slice group, deblocking set by each slice. */
export function pictureParameters(): Buffer {
  const writer = new BitWriter(16);
  writer.golomb(0).golomb(0).bits(2, 0).golomb(0).golomb(0).golomb(0);
  writer.bits(3, 0); // no weighted prediction
  writer.golomb(0).golomb(0).golomb(0); // quantiser offsets
  writer.bits(3, 0b100); // deblocking control, no constrained intra prediction, no redundant pictures
  return unit(0x68, writer.finish());
}

/**
 * A picture that needs no other (an IDR slice, 7.3.3) whose macroblocks all carry plain samples (I_PCM). That
 * is large but exact, and every decoder of the Baseline profile plays it. `index` counts the pictures.
 */
export function keyPicture(picture: YuvPicture, index: number): Buffer {
  const columns = picture.width / macroblock;
  const rows = picture.height / macroblock;
  const writer = new BitWriter(32 + columns * rows * 386);
  writer.golomb(0).golomb(7).golomb(0).bits(4, 0); // from the first macroblock, all intra, set 0, frame 0
  writer.golomb(index % 2); // neighbouring IDR pictures must differ here
  writer.bits(2, 0).golomb(0).golomb(1); // marking; no quantiser change; no deblocking
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      writer.golomb(25).align(); // I_PCM
      writer.append(block(picture.luma, picture.width, column, row, 16));
      writer.append(block(picture.blue, picture.width / 2, column, row, 8));
      writer.append(block(picture.red, picture.width / 2, column, row, 8));
    }
  }
  return unit(0x65, writer.finish());
}

function block(plane: Uint8Array, stride: number, column: number, row: number, side: number): Uint8Array {
  const samples = new Uint8Array(side * side);
  for (let line = 0; line < side; line += 1) {
    const start = (row * side + line) * stride + column * side;
    samples.set(plane.subarray(start, start + side), line * side);
  }
  return samples;
}

// A unit must not hold 000000 to 000003, which would look like a start code: a 3 goes after two zeros (7.4.1).
function unit(header: number, payload: Buffer): Buffer {
  const bytes = Buffer.alloc(1 + Math.ceil(payload.length * 1.5));
  bytes[0] = header;
  let length = 1;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes[length] = 3;
      length += 1;
      zeros = 0;
    }
    bytes[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes.subarray(0, length);
}
