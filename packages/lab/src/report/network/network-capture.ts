import { isWithin, labelOf, screensOf } from '../flow-walk.ts';
import type { RecordedAttachment, RecordedExecution, RecordedNode } from '../recorded-execution.ts';
import { seededRandom, wholeBetween } from '../seeded-random.ts';
import { ethernetFrame, tcpFlag } from './tcp-frame.ts';
import type { Endpoint } from './tcp-frame.ts';

const maxExchanges = 50;

/**
 * What a device sent and received, as a libpcap file (version 2.4, little-endian, microseconds, Ethernet):
 * one plain HTTP exchange for each of the first 50 steps, answered with 500 where the step failed. A run
 * without steps gives a valid file without packets. The traffic is invented; its addresses are those kept
 * free for documentation (RFC 5737).
 */
export function captureNetwork(
  execution: RecordedExecution,
  deviceId: string,
  span?: RecordedAttachment['span'],
): Buffer {
  const random = seededRandom(execution.executionId, deviceId, 'network');
  const records: { atMs: number; frame: Buffer }[] = [];
  let packetId = wholeBetween(random, 1, 60_000);
  const ofDevice = screensOf(execution.flow).filter(
    (node) => (node.deviceId ?? deviceId) === deviceId && isWithin(node, span),
  );
  const host = wholeBetween(random, 2, 250);

  for (const [index, node] of ofDevice.slice(0, maxExchanges).entries()) {
    const phone: Endpoint = { mac: [2, 0, 0, 0, 0, 1], address: [192, 0, 2, host], port: 49_152 + index };
    const server: Endpoint = { mac: [2, 0, 0, 0, 0, 2], address: [198, 51, 100, 10], port: 80 };
    const [request, answer] = httpExchange(node, wholeBetween(random, 0, 40));
    let sent = wholeBetween(random, 0, 0xffff_ffff);
    let received = wholeBetween(random, 0, 0xffff_ffff);
    let atMs = node.startedAtMs + 20;
    const send = (fromPhone: boolean, flags: number, payload: Buffer = Buffer.alloc(0)): void => {
      const ends = fromPhone ? { from: phone, to: server } : { from: server, to: phone };
      const numbers = fromPhone
        ? { sequence: sent, acknowledged: (flags & tcpFlag.ack) === 0 ? 0 : received }
        : { sequence: received, acknowledged: sent };
      records.push({ atMs, frame: ethernetFrame({ ...ends, ...numbers, flags, packetId, payload }) });
      // The flags that open and close a direction count as one byte each.
      const length = payload.length + ((flags & (tcpFlag.syn | tcpFlag.fin)) === 0 ? 0 : 1);
      if (fromPhone) sent = (sent + length) >>> 0;
      else received = (received + length) >>> 0;
      packetId += 1;
      atMs += 1 + random() * 30;
    };
    send(true, tcpFlag.syn);
    send(false, tcpFlag.syn | tcpFlag.ack);
    send(true, tcpFlag.ack);
    send(true, tcpFlag.push | tcpFlag.ack, request);
    send(false, tcpFlag.ack);
    send(false, tcpFlag.push | tcpFlag.ack, answer);
    send(true, tcpFlag.fin | tcpFlag.ack);
    send(false, tcpFlag.fin | tcpFlag.ack);
    send(true, tcpFlag.ack);
  }
  // Steps may overlap; a capture is in the order of the wire.
  records.sort((a, b) => a.atMs - b.atMs);
  return Buffer.concat([
    fileHeader(),
    ...records.flatMap(({ atMs, frame }) => [recordHeader(atMs, frame), frame]),
  ]);
}

function httpExchange(node: RecordedNode, itemCount: number): [Buffer, Buffer] {
  const screen = encodeURIComponent(labelOf(node).slice(0, 120).toWellFormed());
  const request =
    `GET /api/screens?name=${screen} HTTP/1.1\r\nHost: app.example.com\r\n` +
    `User-Agent: lab-device/1.0\r\nAccept: application/json\r\nConnection: close\r\n\r\n`;
  const body = JSON.stringify(
    node.success ? { ok: true, items: itemCount } : { ok: false, error: 'internal error' },
  );
  const answer =
    `HTTP/1.1 ${node.success ? '200 OK' : '500 Internal Server Error'}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
  return [Buffer.from(request, 'latin1'), Buffer.from(answer, 'latin1')];
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16); // longest frame kept
  header.writeUInt32LE(1, 20); // Ethernet
  return header;
}

function recordHeader(atMs: number, frame: Buffer): Buffer {
  const microseconds = Math.max(0, Math.round(atMs * 1000));
  const header = Buffer.alloc(16);
  header.writeUInt32LE(Math.floor(microseconds / 1_000_000) % 0x1_0000_0000, 0);
  header.writeUInt32LE(microseconds % 1_000_000, 4);
  header.writeUInt32LE(frame.length, 8);
  header.writeUInt32LE(frame.length, 12);
  return header;
}
