import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';
import type { RequestRecord } from './request-log.ts';
import { isBent, sendBent } from './send-bent.ts';

/** How long a refused client may go on sending before its connection is closed. */
const lingerMs = 2_000;

/**
 * Sends a reply, bent by a fault if there is one. Resolves when the answer is out or the connection is gone.
 * `unread` is a request whose body is still coming.
 */
export async function sendReply(
  outgoing: ServerResponse,
  reply: Reply,
  fault: Fault | undefined,
  record: RequestRecord,
  unread?: IncomingMessage,
): Promise<void> {
  if (fault?.kind === 'reset-after') {
    outgoing.socket?.destroy();
    return;
  }
  record.status = reply.status;
  for (const [name, value] of Object.entries(reply.headers)) outgoing.setHeader(name, value);
  if (fault?.kind === 'content-type') outgoing.setHeader('Content-Type', fault.contentType);
  if (fault?.kind === 'clock-skew')
    outgoing.setHeader('Date', new Date(Date.now() + fault.skewMs).toUTCString());
  outgoing.statusCode = reply.status;
  if (isBent(fault)) {
    await sendBent(outgoing, await wholeBody(reply), fault, record);
    return;
  }
  if (typeof reply.body === 'function') {
    if (reply.length !== undefined) outgoing.setHeader('Content-Length', reply.length);
    record.bytesOut = reply.length ?? 0;
    // A client that goes away in the middle of a download is its own business.
    await pipeline(reply.body(), outgoing).catch(() => undefined);
    return;
  }
  const { body } = reply;
  record.bytesOut = body.length;
  if (reply.status !== 204) outgoing.setHeader('Content-Length', body.length);
  if (unread) await linger(outgoing, body, unread);
  outgoing.end(unread ? undefined : body);
}

/**
 * Answers while the body is still coming and reads on for a moment: to close at once would reset the connection,
 * and the client might never see why it was refused.
 */
async function linger(outgoing: ServerResponse, body: Buffer, unread: IncomingMessage): Promise<void> {
  outgoing.write(body);
  unread.resume();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, lingerMs);
    unread.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function wholeBody({ body }: Reply): Promise<Buffer> {
  if (typeof body !== 'function') return body;
  const pieces: Buffer[] = [];
  for await (const piece of body()) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
