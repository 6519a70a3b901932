import { describe, expect, it } from '@jest/globals';

import { captureNetwork } from '../../src/report/network-capture.ts';
import { execution, hostile, iphone, manySteps, node, pixel, startMs, veryLong } from './sample-execution.ts';

interface Packet {
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
function readCapture(file: Buffer): Packet[] {
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

describe('network capture', () => {
  it('holds a whole HTTP exchange for each step, the failed one answered with 500', () => {
    const packets = readCapture(captureNetwork(execution(), pixel.deviceId));
    expect(packets).toHaveLength(18);
    expect(packets.slice(0, 9).map(({ flags }) => flags)).toEqual([2, 18, 16, 24, 16, 24, 17, 17, 16]);
    const payloads = packets.map(({ payload }) => payload).filter((payload) => payload !== '');
    expect(payloads.map((payload) => payload.slice(0, payload.indexOf('\r\n')))).toEqual([
      'GET /api/screens?name=Open%20the%20app HTTP/1.1',
      'HTTP/1.1 200 OK',
      'GET /api/screens?name=Check%20the%20greeting HTTP/1.1',
      'HTTP/1.1 500 Internal Server Error',
    ]);
  });

  it('states the right length of each body', () => {
    for (const { payload } of readCapture(captureNetwork(execution(), pixel.deviceId))) {
      const length = /Content-Length: (\d+)/.exec(payload)?.[1];
      if (length === undefined) continue;
      expect(payload.slice(payload.indexOf('\r\n\r\n') + 4)).toHaveLength(Number(length));
    }
  });

  it('numbers its bytes without a gap', () => {
    const connection = readCapture(captureNetwork(execution(), pixel.deviceId)).slice(0, 9);
    const next = new Map<number, number>();
    for (const { fromPort, toPort, sequence, acknowledged, flags, payload } of connection) {
      expect(sequence).toBe(next.get(fromPort) ?? sequence);
      if ((flags & 0x10) !== 0) expect(acknowledged).toBe(next.get(toPort));
      next.set(fromPort, (sequence + payload.length + ((flags & 3) === 0 ? 0 : 1)) % 2 ** 32);
    }
  });

  it('lies within the run, in the order of time, on documentation addresses', () => {
    const packets = readCapture(captureNetwork(execution(), pixel.deviceId));
    const times = packets.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(startMs);
    expect(times.at(-1)).toBeLessThanOrEqual(startMs + 30_000);
    expect(packets.every(({ source }) => /^(192\.0\.2|198\.51\.100)\./.test(source))).toBe(true);
  });

  it('is a capture without packets for a run without steps and for a device that had none', () => {
    expect(captureNetwork(execution({ flow: [] }), pixel.deviceId)).toHaveLength(24);
    expect(captureNetwork(execution(), iphone.deviceId)).toHaveLength(24);
  });

  it('R28: does not let a name write its own HTTP header', () => {
    const flow = [node({ name: `x HTTP/1.1\r\nX-Evil: 1\r\n${hostile}` }), node({ name: veryLong })];
    const packets = readCapture(captureNetwork(execution({ flow }), pixel.deviceId));
    expect(packets.some(({ payload }) => payload.includes('\nX-Evil'))).toBe(false);
    expect(packets.every(({ payload }) => payload.length < 1460)).toBe(true);
  });

  it('stops after 50 exchanges of 5,000 steps', () => {
    expect(readCapture(captureNetwork(execution({ flow: manySteps(5000) }), pixel.deviceId))).toHaveLength(
      450,
    );
  });

  it('has readable records for steps before 1970', () => {
    const flow = [node({ startedAtMs: -5000 })];
    expect(readCapture(captureNetwork(execution({ flow }), pixel.deviceId))).toHaveLength(9);
  });
});
