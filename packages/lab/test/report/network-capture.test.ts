import { describe, expect, it } from '@jest/globals';

import { captureNetwork } from '../../src/report/network/network-capture.ts';
import { readCapture } from './capture-reader.ts';
import { execution, hostile, iphone, manySteps, node, pixel, startMs, veryLong } from './sample-execution.ts';

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
