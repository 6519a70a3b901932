import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './faults.ts';
import type { RequestRecord } from './request-log.ts';

const bentKinds = [
  'truncate',
  'malformed-body',
  'insert',
  'wrong-length',
  'gzip',
  'http-1.0',
  'huge-headers',
  'drip',
] as const;

/** A fault that changes an answer on its way, for which the whole of it has to be there. */
export type BentFault = Extract<Fault, { kind: (typeof bentKinds)[number] }>;

/** Whether a fault changes an answer on its way. */
export function isBent(fault: Fault | undefined): fault is BentFault {
  return bentKinds.some((kind) => kind === fault?.kind);
}

/** Sends an answer as the fault bends it; status and headers are set already. */
export async function sendBent(
  outgoing: ServerResponse,
  body: Buffer,
  fault: BentFault,
  record: RequestRecord,
): Promise<void> {
  switch (fault.kind) {
    case 'truncate':
      return truncate(outgoing, body, fault, record);
    case 'drip':
      return drip(outgoing, body, fault, record);
    case 'http-1.0':
      sendAsHttp10(outgoing, body, record);
      return;
    case 'malformed-body':
      sendWhole(outgoing, Buffer.from(fault.body, 'utf8'), record);
      return;
    case 'insert': {
      const { bytes, afterBytes = 0 } = fault;
      const [before, after] = [body.subarray(0, afterBytes), body.subarray(afterBytes)];
      sendWhole(outgoing, Buffer.concat([before, Buffer.from(bytes, 'hex'), after]), record);
      return;
    }
    case 'wrong-length':
      record.bytesOut = body.length;
      outgoing.setHeader('Content-Length', Math.max(0, body.length + fault.byBytes));
      // An end would close the connection of a client that asked for it, and show that nothing more comes.
      if (fault.byBytes > 0) outgoing.write(body);
      else outgoing.end(body);
      return;
    case 'gzip':
      outgoing.setHeader('Content-Encoding', 'gzip');
      sendWhole(outgoing, gzipSync(body), record);
      return;
    case 'huge-headers':
      // In pieces, since a server in front of the service may add many headers, but none of this size.
      for (let sent = 0; sent < fault.bytes; sent += 1000) {
        outgoing.appendHeader('X-Filler', 'x'.repeat(Math.min(1000, fault.bytes - sent)));
      }
      sendWhole(outgoing, body, record);
      return;
  }
}

function sendWhole(outgoing: ServerResponse, body: Buffer, record: RequestRecord): void {
  record.bytesOut = body.length;
  if (outgoing.statusCode !== 204) outgoing.setHeader('Content-Length', body.length);
  outgoing.end(body);
}

async function truncate(
  outgoing: ServerResponse,
  body: Buffer,
  fault: Extract<BentFault, { kind: 'truncate' }>,
  record: RequestRecord,
): Promise<void> {
  const part = body.subarray(0, fault.afterBytes);
  record.bytesOut = part.length;
  if (fault.announce === 'none') {
    // Ends cleanly: without a length only the content shows that something is missing.
    outgoing.useChunkedEncodingByDefault = false;
    outgoing.setHeader('Connection', 'close');
    outgoing.write(part);
    outgoing.end();
    return;
  }
  outgoing.setHeader('Content-Length', body.length);
  await new Promise<void>((resolve) => {
    outgoing.write(part, () => {
      resolve();
    });
  });
  outgoing.socket?.destroySoon();
}

async function drip(
  outgoing: ServerResponse,
  body: Buffer,
  { bytesPerSecond }: Extract<BentFault, { kind: 'drip' }>,
  record: RequestRecord,
): Promise<void> {
  outgoing.setHeader('Content-Length', body.length);
  // Ten pieces a second: slow enough to see, few enough timers.
  const pieceBytes = Math.max(1, Math.ceil(bytesPerSecond / 10));
  for (let sent = 0; sent < body.length && !outgoing.destroyed; sent += pieceBytes) {
    outgoing.write(body.subarray(sent, sent + pieceBytes));
    record.bytesOut = Math.min(body.length, sent + pieceBytes);
    await new Promise((resolve) => setTimeout(resolve, (1000 * pieceBytes) / bytesPerSecond));
  }
  outgoing.end();
}

/** Written by hand: Node answers in HTTP/1.1 only. */
function sendAsHttp10(outgoing: ServerResponse, body: Buffer, record: RequestRecord): void {
  record.bytesOut = body.length;
  const lines = [
    `HTTP/1.0 ${outgoing.statusCode} ${STATUS_CODES[outgoing.statusCode] ?? ''}`,
    ...Object.entries(outgoing.getHeaders()).map(([name, value]) => `${name}: ${String(value)}`),
    'Connection: close',
  ];
  outgoing.socket?.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
