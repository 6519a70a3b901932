import { expect } from '@jest/globals';

/** One frame of a capture. */
export interface Packet {
  atMs: number;
  source: string;
  fromPort: number;
  toPort: number;
  sequence: number;
  acknowledged: number;
  flags: number;
  payload: string;
}

/** The sum of RFC 1071 over bytes that include their checksum; it is 0xffff when that is right. */
function onesSum(bytes: Buffer): number {
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  let sum = 0;
  for (let at = 0; at < even.length; at += 2) {
    sum += even.readUInt16BE(at);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

/** Reads a capture as its format is published, and checks every length and checksum on the way. */
export function readCapture(file: Buffer): Packet[] {
  expect(file.readUInt32LE(0)).toBe(0xa1b2c3d4);
  expect([file.readUInt16LE(4), file.readUInt16LE(6)]).toEqual([2, 4]);
  expect(file.readUInt32LE(20)).toBe(1);
  const packets: Packet[] = [];
  let at = 24;
  while (at < file.length) {
    const length = file.readUInt32LE(at + 8);
    expect(file.readUInt32LE(at + 12)).toBe(length);
    expect(file.readUInt32LE(at + 4)).toBeLessThan(1_000_000);
    const atMs = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000;
    const frame = file.subarray(at + 16, at + 16 + length);
    expect(frame).toHaveLength(length);
    packets.push(readFrame(frame, atMs));
    at += 16 + length;
  }
  return packets;
}

function readFrame(frame: Buffer, atMs: number): Packet {
  expect(frame.readUInt16BE(12)).toBe(0x0800);
  const ip = frame.subarray(14);
  expect(ip[0]).toBe(0x45);
  expect(ip.readUInt16BE(2)).toBe(ip.length);
  expect(ip[9]).toBe(6);
  expect(onesSum(ip.subarray(0, 20))).toBe(0xffff);
  const tcp = ip.subarray(20);
  const lengthWord = Buffer.from([0, 6, tcp.length >> 8, tcp.length & 0xff]);
  expect(onesSum(Buffer.concat([ip.subarray(12, 20), lengthWord, tcp]))).toBe(0xffff);
  return {
    atMs,
    source: ip.subarray(12, 16).join('.'),
    fromPort: tcp.readUInt16BE(0),
    toPort: tcp.readUInt16BE(2),
    sequence: tcp.readUInt32BE(4),
    acknowledged: tcp.readUInt32BE(8),
    flags: tcp.readUInt8(13),
    payload: tcp.subarray(20).toString('latin1'),
  };
}
