import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { FaultKind, Lab } from '@perfecto-actions/lab';

/** What came back on a connection, byte by byte. */
interface Answer {
  status: number;
  protocol: string;
  headers: ReadonlyMap<string, string>;
  headBytes: number;
  body: Buffer;
  bytes: number;
  /** Since the first byte. */
  comingForMs: number;
  /** The other side closed the connection. */
  isOver: boolean;
}

/** How long nothing must come for a request to count as not answered; other answers are waited for, far longer. */
const silenceMs = 500;
const longestMs = 20_000;
/** How long an answer has to come that trickles. */
const tricklingMs = 300;

/**
 * Whether the lab bends an answer as the fault says, seen by a plain TLS connection that shares no code with client and
 * lab. A step that is green with a fault says nothing as long as the fault may not have been there.
 */
export async function showsOnTheWire(lab: Lab, fault: FaultKind): Promise<boolean> {
  lab.faults.clear();
  const known = [...lab.state.executions.all.values()][0]?.executionId ?? 'nobody';
  const path =
    fault.kind === 'not-found-first'
      ? `/services/executions/${known}?operation=status`
      : '/services/handsets?operation=list';
  const sound = await answerTo(lab, path, longestMs, () => false);
  // On any request, and as often as it is asked.
  lab.faults.add({ ...fault, match: {}, times: Infinity, after: 0 });
  const withinMs = fault.kind === 'stall' ? silenceMs : longestMs;
  const bent = await answerTo(lab, path, withinMs, (answer) => isEnough(answer, fault));
  lab.faults.clear();
  return sound.status === 200 && isBent(bent, fault, sound);
}

/** Some faults keep the connection open for long. */
function isEnough(answer: Answer, fault: FaultKind): boolean {
  if (fault.kind === 'drip') return answer.comingForMs >= tricklingMs;
  return fault.kind === 'wrong-length' && answer.body.length >= announcedBytes(answer) - fault.byBytes;
}

function announcedBytes({ headers }: Answer): number {
  return Number(headers.get('content-length') ?? Infinity);
}

function isBent(bent: Answer, fault: FaultKind, sound: Answer): boolean {
  switch (fault.kind) {
    case 'status':
      return bent.status === fault.status && bent.headers.has('retry-after') === 'retryAfter' in fault;
    case 'expired-token':
      return bent.status === 401;
    case 'not-found-first':
      return bent.status >= 400;
    case 'reset-before':
    case 'reset-within':
    case 'reset-after':
      return bent.isOver && bent.bytes === 0;
    case 'stall':
      return !bent.isOver && bent.bytes === 0;
    case 'drip':
      return !bent.isOver && bent.body.length < sound.body.length;
    case 'truncate':
      return bent.isOver && bent.body.equals(sound.body.subarray(0, fault.afterBytes));
    case 'malformed-body':
      return bent.body.equals(Buffer.from(fault.body));
    case 'content-type':
      return bent.headers.get('content-type') === fault.contentType;
    case 'insert': {
      const { bytes, afterBytes = 0 } = fault;
      return bent.body.subarray(afterBytes).toString('hex').startsWith(bytes);
    }
    case 'wrong-length':
      return announcedBytes(bent) === bent.body.length + fault.byBytes;
    case 'gzip':
      return bent.headers.get('content-encoding') === 'gzip' && bent.body.toString('hex', 0, 2) === '1f8b';
    case 'http-1.0':
      return bent.protocol === 'HTTP/1.0' && bent.isOver;
    case 'huge-headers':
      return bent.headBytes > fault.bytes;
    case 'clock-skew': {
      const offMs = Date.parse(bent.headers.get('date') ?? '') - Date.now() - fault.skewMs;
      return Math.abs(offMs) < 600_000;
    }
  }
}

/** The answer as far as it has come when it is enough, when the connection is closed, or after so long. */
async function answerTo(
  lab: Lab,
  path: string,
  withinMs: number,
  isEnoughOf: (answer: Answer) => boolean,
): Promise<Answer> {
  const { hostname, port } = new URL(lab.url);
  const ca = await readFile(lab.caFile);
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    let firstAtMs: number | undefined;
    let limit = setTimeout(() => {
      end(false);
    }, longestMs);
    const socket = connect({ host: hostname, port: Number(port), servername: hostname, ca });
    const soFar = (isOver: boolean): Answer => ({
      ...readAnswer(bytes),
      comingForMs: firstAtMs === undefined ? 0 : Date.now() - firstAtMs,
      isOver,
    });
    const end = (isOver: boolean): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(soFar(isOver));
    };
    socket.once('secureConnect', () => {
      const lines = [
        `GET ${path} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Perfecto-Authorization: ${lab.tokens.automation}`,
        'Connection: close',
      ];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      clearTimeout(limit);
      limit = setTimeout(end, withinMs, false);
    });
    socket.on('data', (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece]);
      firstAtMs ??= Date.now();
      if (isEnoughOf(soFar(false))) end(false);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      end(true);
    });
  });
}

function readAnswer(bytes: Buffer): Omit<Answer, 'comingForMs' | 'isOver'> {
  const headBytes = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.toString('latin1', 0, Math.max(0, headBytes)).split('\r\n');
  const [protocol = '', status] = first.split(' ');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = headBytes < 0 ? Buffer.alloc(0) : bytes.subarray(headBytes + 4);
  return { protocol, status: Number(status), headers, headBytes, body, bytes: bytes.length };
}
