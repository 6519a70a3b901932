import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabState } from '../state/lab-state.ts';
import type { Answer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Call, Handlers } from './call.ts';
import { isServices } from './facts-of.ts';
import type { Fault, Faults } from './faults.ts';
import { findOperation } from './find-operation.ts';
import type { Progress } from './find-operation.ts';
import { readJsonBody } from './json-body.ts';
import { CallParameters, refuseInvalid, refuseUnknown } from './parameters.ts';
import { Refusal } from '../refusal.ts';
import { BrokenBodyError } from './request-body.ts';
import { errorMessage, refusalReply, replyOf, textReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Hold, RequestLog, RequestRecord } from './request-log.ts';
import { readRequest } from './request.ts';
import type { LabRequest } from './request.ts';
import { sendReply } from './send-reply.ts';

/** What the server works with. */
export interface ServerParts {
  state: LabState;
  handlers: Handlers;
  faults: Faults;
  log: RequestLog;
  /** Is told each request when it is over. */
  onRequest: (record: RequestRecord) => void;
  hold?: Hold | undefined;
  /** Serves the lab's own pages; undefined for paths that are the cloud's. */
  ownPage(request: LabRequest): (Reply & { body: Buffer }) | undefined;
}

/** Serves one request: context, route, fault, credentials, parameters, handler, encode. Never throws. */
export async function serve(
  parts: ServerParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  expectsContinue: boolean,
): Promise<void> {
  const request = readRequest(incoming, parts.state.cloud, () => {
    if (expectsContinue) outgoing.writeContinue();
  });
  const own = parts.ownPage(request);
  if (own) {
    outgoing.writeHead(own.status, own.headers).end(own.body);
    return;
  }
  const record = parts.log.open(request);
  outgoing.on('close', () => {
    record.durationMs = Date.now() - record.startedAtMs;
    record.bytesIn = request.body.bytesRead;
    parts.onRequest(record);
  });
  const progress: Progress = {
    style: 'rest',
    format: 'json',
    pathValues: {},
    collected: { given: new Map() },
  };
  const outcome = await answerTo(parts, request, record, progress);
  if (outcome !== 'broken') await parts.hold?.(record, 'handled');
  if (outcome === 'broken' || outgoing.destroyed) return;
  // A client that still waits for "100 Continue" and is refused never sends its body on this connection.
  const neverSent = expectsContinue && !request.body.begun;
  if (neverSent) outgoing.setHeader('Connection', 'close');
  const isUnread = !neverSent && !incoming.complete && request.body.announced;
  await sendReply(outgoing, outcome.reply, outcome.fault, record, isUnread ? incoming : undefined);
}

async function answerTo(
  parts: ServerParts,
  request: LabRequest,
  record: RequestRecord,
  progress: Progress,
): Promise<{ reply: Reply; fault?: Fault | undefined } | 'broken'> {
  const { handlers, state } = parts;
  const { settings } = state;
  let fault: Fault | undefined;
  try {
    const routeRefusal = await findOperation(settings, (id) => id in handlers, request, record, progress);
    await parts.hold?.(record, 'received');
    fault = parts.faults.take(request.method, request.path, progress.operation);
    if (fault) record.fault = fault.kind;
    const instead = playBefore(fault, request);
    if (instead) return instead;
    if (routeRefusal) throw routeRefusal;
    const answer = await carryOut(parts, request, record, progress, fault);
    const reply =
      fault?.kind === 'status' ? statusReply(fault) : replyOf(answer, progress.style, progress.format);
    return { reply, fault };
  } catch (error) {
    if (error instanceof Refusal) {
      return { reply: refusalReply(error, progress.style, progress.format, progress.operation), fault };
    }
    if (error instanceof BrokenBodyError) return 'broken';
    if (request.body.incoming.destroyed && !request.body.incoming.complete) return 'broken';
    // A fault of the lab itself: the documented code, and the reason for whoever reads the answer.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { reply: errorMessage(500, `Internal server error of the lab - ${text}`, 'json'), fault };
  }
}

/** Plays the faults that come before the handler. */
function playBefore(fault: Fault | undefined, request: LabRequest): { reply: Reply } | 'broken' | undefined {
  switch (fault?.kind) {
    case 'reset-before':
      request.body.incoming.socket.destroy();
      return 'broken';
    case 'reset-within':
      request.body.resetAfterBytes = fault.afterBytes;
      // A form was read already to find the operation: now is within.
      if (request.body.begun || !request.body.announced) request.body.incoming.socket.destroy();
      return request.body.incoming.socket.destroyed ? 'broken' : undefined;
    case 'stall':
      return 'broken';
    case 'status':
      return fault.handled === true ? undefined : { reply: statusReply(fault) };
    case 'reset-after':
    case 'truncate':
    case 'malformed-body':
    case 'content-type':
    case 'insert':
    case 'wrong-length':
    case 'gzip':
    case 'http-1.0':
    case 'huge-headers':
    case 'drip':
    case 'not-found-first':
    case 'clock-skew':
    case 'expired-token':
    case undefined:
      return undefined;
  }
}

function statusReply({ status, body = '', retryAfter, headers }: Extract<Fault, { kind: 'status' }>): Reply {
  const reply = textReply(status, 'text/plain', body);
  if (retryAfter !== undefined) {
    reply.headers['Retry-After'] = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
  }
  Object.assign(reply.headers, headers);
  return reply;
}

async function carryOut(
  parts: ServerParts,
  request: LabRequest,
  record: RequestRecord,
  progress: Progress,
  fault: Fault | undefined,
): Promise<Answer> {
  const { state, handlers } = parts;
  const { settings } = state;
  const { operation, collected, pathValues } = progress;
  if (!operation) throw new Refusal(404, '', { whole: true });
  const user = authenticate(state, request, record, progress, operation, fault);
  if (collected.conflict) throw collected.conflict;
  const { given } = collected;
  if (isServices(operation)) refuseUnknown(operation, given);
  for (const [name, value] of Object.entries(pathValues)) given.set(name.toLowerCase(), { name, value });
  refuseInvalid(operation, given, settings);
  if (fault?.kind === 'not-found-first') {
    const text = `Execution ${pathValues['executionId'] ?? ''} wasn't found`;
    throw new Refusal(settings.notFoundStatus, text);
  }
  const handler = handlers[operation.id];
  if (!handler) throw new Refusal(settings.notServedStatus, `${operation.id} is not served by this lab`);
  const call: Call = {
    operation,
    state,
    user,
    parameters: new CallParameters(operation.parameters, given),
    json: progress.style === 'rest' ? await readJsonBody(operation, request.body, settings) : {},
    headers: request.headers,
    body: request.body,
  };
  return handler(call);
}
