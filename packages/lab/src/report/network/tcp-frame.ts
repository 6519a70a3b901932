/** One end of a TCP connection. */
export interface Endpoint {
  mac: readonly number[];
  /** Four bytes, most significant first. */
  address: readonly number[];
  port: number;
}

/** The bits of the TCP header that say what a segment is for. */
export const tcpFlag = { fin: 0x01, syn: 0x02, push: 0x08, ack: 0x10 } as const;

/** One segment on its way from one end to the other. */
export interface TcpSegment {
  from: Endpoint;
  to: Endpoint;
  sequence: number;
  acknowledged: number;
  flags: number;
  /** Identification of the IPv4 packet, 16 bits. */
  packetId: number;
  payload: Buffer;
}

/** An Ethernet II frame with an IPv4 packet that carries the segment; both checksums are right. */
export function ethernetFrame(segment: TcpSegment): Buffer {
  const ethernet = Buffer.from([...segment.to.mac, ...segment.from.mac, 0x08, 0x00]);
  return Buffer.concat([ethernet, ipv4Header(segment), tcpSegment(segment)]);
}

function ipv4Header({ from, to, packetId, payload }: TcpSegment): Buffer {
  const header = Buffer.alloc(20);
  header[0] = 0x45; // version 4, five words
  header.writeUInt16BE(header.length + 20 + payload.length, 2);
  header.writeUInt16BE(packetId & 0xffff, 4);
  header.writeUInt16BE(0x4000, 6); // do not fragment
  header[8] = 64; // time to live
  header[9] = 6; // TCP
  header.set(from.address, 12);
  header.set(to.address, 16);
  header.writeUInt16BE(internetChecksum(header), 10);
  return header;
}

function tcpSegment({ from, to, sequence, acknowledged, flags, payload }: TcpSegment): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt32BE(sequence >>> 0, 4);
  header.writeUInt32BE(acknowledged >>> 0, 8);
  header[12] = 0x50; // five words
  header[13] = flags;
  header.writeUInt16BE(65_535, 14); // window
  const segment = Buffer.concat([header, payload]);
  const pseudoHeader = Buffer.from([
    ...from.address,
    ...to.address,
    0,
    6,
    segment.length >> 8,
    segment.length & 0xff,
  ]);
  segment.writeUInt16BE(internetChecksum(Buffer.concat([pseudoHeader, segment])), 16);
  return segment;
}

/** The checksum of RFC 1071: the complement of the one's complement sum of all 16-bit words. */
function internetChecksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
