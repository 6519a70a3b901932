import type { Lab } from '@perfecto-actions/lab';
import { connect as connectPlain } from 'node:net';
import { connect as connectSecure } from 'node:tls';

/** How the lab says that it tripped over a request. */
export const tripped = 'Internal server error of the lab';

/** A lab that answers nothing for so long hangs. */
export const answerMs = 4_000;

/** Enough for an answer of this machine to come, or for the rest of one. */
const graceMs = 30;

/** Bytes for one of the ports of a lab. */
export interface Sent {
  readonly isSecure: boolean;
  /** Each is written by itself. */
  readonly pieces: readonly Buffer[];
  /** Whether there is more in them than the beginning of a request, for the rest of which a lab may wait. */
  readonly isWhole: boolean;
}

/** What a lab answers to these bytes until one of both closes. A lab that neither answers nor closes fails. */
export function answerTo(lab: Lab, ca: string, { isSecure, pieces, isWhole }: Sent): Promise<string> {
  const port = Number(new URL(isSecure ? lab.url : lab.httpUrl).port);
  const socket = isSecure
    ? connectSecure({ port, host: '127.0.0.1', servername: 'localhost', ca })
    : connectPlain({ port, host: '127.0.0.1' });
  let answer = '';
  // A request that is being answered is given up at the end of what the client sends, so that comes late.
  const endLater = (): void => void setTimeout(() => socket.end(), graceMs);
  socket.on('data', (piece: Buffer) => {
    if (answer === '') endLater();
    answer += piece.toString('latin1');
  });
  // A reset is a way of the lab to end it.
  socket.on('error', () => undefined);
  for (const piece of pieces) socket.write(piece);
  if (!isWhole) socket.write('', endLater);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`open after ${answerMs / 1000} s, answered '${answer.slice(0, 200)}'`));
      socket.destroy();
    }, answerMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/** One character a byte, so that a failure shows what was sent. */
export function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

export function wireText(text: string): string {
  return asText(Buffer.from(text, 'utf8'));
}
